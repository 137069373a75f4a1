"""Who may come to which page about arenas."""

from samskabelse.policy.registry import Access, register

register({"arenas:arena": Access.PUBLIC, "arenas:plan": Access.SIGNED_IN})

"""Who may use the pages of the interface layer."""

from samskabelse.policy.registry import Access, register

register({"components": Access.STAFF})

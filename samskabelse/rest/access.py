"""The description of the API is for everybody."""

from samskabelse.policy.registry import Access, register

register({"api:schema": Access.PUBLIC, "api:docs": Access.PUBLIC})

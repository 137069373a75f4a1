"""The entries for pages that belong to Django and to the root of the site."""

from samskabelse.policy.registry import Access, register

register(
    {
        "livez": Access.PUBLIC,
        "readyz": Access.PUBLIC,
        "set_language": Access.PUBLIC,
        "home": Access.PUBLIC,
        "about": Access.PUBLIC,
        "privacy": Access.PUBLIC,
        "accessibility": Access.PUBLIC,
        "accessibility_statement": Access.PUBLIC,
        "admin:login": Access.PUBLIC,
        "admin:*": Access.ADMIN,
    }
)

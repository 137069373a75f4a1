"""Every URL name that the resolver knows, with the pattern of its arguments."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The resolver's patterns under their full names, as `request.resolver_match` tells them."""
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            space = f"{prefix}{found.namespace}:" if found.namespace else prefix
            yield from walk(found, space)
        else:
            yield f"{prefix}{found.name or ''}", found


def patterns() -> dict[str, list[URLPattern]]:
    """URL name → its patterns (allauth and ours may share one)."""
    found: dict[str, list[URLPattern]] = {}
    for name, pattern in walk(get_resolver()):
        found.setdefault(name, []).append(pattern)
    return found


def names() -> list[str]:
    """All names. A few patterns of libraries have none; `test_registry.py` holds those."""
    return [name for name in patterns() if name.rpartition(":")[2]]

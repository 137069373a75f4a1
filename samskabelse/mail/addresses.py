"""One spelling per address, so that a limit or an opt-out cannot be passed by by another one."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def canonical(address: str) -> str:
    """Lower case, the domain in NFKC and in letters instead of punycode. Raises ValueError.

    The local part is lowered too: no mail host of weight tells `Ada@` from `ada@`.
    """
    local, at, domain = address.strip().rpartition("@")
    local = unicodedata.normalize("NFC", local).lower()
    domain = unicodedata.normalize("NFKC", domain).lower()
    try:
        domain = domain.encode("idna").decode("idna")
        validate_email(f"x@{domain.encode('idna').decode()}")
    except (UnicodeError, ValidationError) as error:
        raise ValueError("not a mail address") from error
    if not (local and at) or any(c.isspace() or not c.isprintable() for c in local):
        raise ValueError("not a mail address")
    return f"{local}@{domain}"


def wire(address: str) -> str:
    """The address as SMTP wants it: the domain in punycode (RFC 5891)."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def masked(address: str) -> str:
    """`lone@skov.example` → `l…@skov.example`, for pages that others may see."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if at else "…"

"""One spelling per address, so that a limit or an opt-out cannot be passed by by another one."""

import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254  # RFC 5321 §4.5.3.1.3 less the brackets, and what our columns hold
LONGEST_LOCAL = 64  # RFC 5321 §4.5.3.1.1


@lru_cache(maxsize=20_000)  # a long list is read, checked and written: the same address each time
def canonical(address: str) -> str:
    """Lower case, the domain in NFKC and in letters instead of punycode. Raises ValueError.

    The local part is lowered too: no mail host of weight tells `Ada@` from `ada@`. It must be
    ASCII without spaces, quoted ones too: hardly any mail host takes another (RFC 6531).
    """
    local, _at, domain = address.strip().rpartition("@")
    if len(local) > LONGEST_LOCAL or len(domain) > LONGEST:
        raise ValueError("too long for a mail address")
    try:
        shown, sent_to = _domain(domain)
        kept = f"{local.lower()}@{shown}"
        sent = f"{local.lower()}@{sent_to}"
        validate_email(sent)
    except (UnicodeError, ValidationError) as error:
        raise ValueError("not a mail address") from error
    if max(len(kept), len(sent)) > LONGEST or any(c.isspace() for c in kept):
        raise ValueError("not a mail address")
    return kept


@lru_cache(maxsize=5_000)
def _domain(domain: str) -> tuple[str, str]:
    """A domain in letters and in punycode (RFC 5891). Raises UnicodeError."""
    shown = unicodedata.normalize("NFKC", domain).lower().encode("idna").decode("idna").lower()
    return shown, shown.encode("idna").decode("ascii")


def wire(address: str) -> str:
    """The address as SMTP wants it: the domain in punycode (RFC 5891)."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def masked(address: str) -> str:
    """`lone@skov.example` → `l…@skov.example`, for pages that others may see."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if at else "…"

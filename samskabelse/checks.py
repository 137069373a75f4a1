"""Deployment mistakes as system checks: `manage.py check`, and with `--deploy` on a server."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice
from environs import Env

env = Env()
EXAMPLE = ".example"


@register(Tags.security)
def mails_reach_people(**_: Any) -> list[CheckMessage]:
    """A real site whose mails stay in the browser has lost them."""
    if settings.MAIL_TRANSPORT not in {"smtp", "browser"}:
        return [Error('MAIL_TRANSPORT must be "smtp" or "browser".', id="samskabelse.E001")]
    if settings.MAIL_TRANSPORT == "browser" and not settings.DEMO_MODE:
        return [
            Error(
                "MAIL_TRANSPORT=browser keeps every mail in the database and sends none.",
                hint="Set MAIL_TRANSPORT=smtp and SMTP_HOST, or DEMO_MODE=true.",
                id="samskabelse.E002",
            )
        ]
    return []


@register(Tags.security)
def demo_is_no_real_site(**_: Any) -> list[CheckMessage]:
    """In demo mode anyone may step into any role, so it must neither be real nor send mail."""
    found: list[CheckMessage] = []
    if settings.DEMO_MODE and settings.MAIL_TRANSPORT == "smtp":
        found.append(
            Error(
                "DEMO_MODE lets anyone step into any role, and MAIL_TRANSPORT=smtp sends mail.",
                hint="Turn one of them off.",
                id="samskabelse.E003",
            )
        )
    return found


@register(Tags.security)
def debug_stays_at_home(**_: Any) -> list[CheckMessage]:
    """Error pages with settings and values are for the developer's own machine."""
    if not (settings.DEBUG and settings.HTTPS):
        return []
    return [
        Error("DEBUG is on at a https address.", hint="Unset DEBUG.", id="samskabelse.E004"),
    ]


@register(Tags.security, deploy=True)
def address_is_public(**_: Any) -> list[CheckMessage]:
    """Links in mails are made from BASE_URL; cookies and HSTS follow its https."""
    found: list[CheckMessage] = []
    if not settings.HTTPS:
        found.append(Error("BASE_URL must begin with https://.", id="samskabelse.E005"))
    host = settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    if "*" in settings.ALLOWED_HOSTS or host not in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                f"ALLOWED_HOSTS must name {host} and must not be *.",
                id="samskabelse.E006",
            )
        )
    return found


@register(Tags.security, deploy=True)
def secret_is_given(**_: Any) -> list[CheckMessage]:
    """A key made in var/ is lost with the folder, and differs between machines."""
    if env.str("SECRET_KEY", default=""):
        return []
    return [Error("SECRET_KEY is not set.", id="samskabelse.E007")]


@register(Tags.database, deploy=True)
def servers_are_given(**_: Any) -> list[CheckMessage]:
    """A server keeps its data in a PostgreSQL that somebody backs up."""
    if env.str("DATABASE_URL", default=""):
        return []
    return [
        Error(
            "DATABASE_URL is not set: the data would live in var/postgres.",
            hint="DATABASE_URL=postgres://user:password@host:5432/samskabelse",
            id="samskabelse.E008",
        )
    ]


@register(Tags.database, deploy=True)
def redis_is_given(**_: Any) -> list[CheckMessage]:
    """One machine can do without; several web servers share their cache in Redis."""
    if settings.REDIS_URL:
        return []
    return [
        Advice(
            "REDIS_URL is not set: the worker polls, and the cache lives in PostgreSQL.",
            hint="Fine on one machine: SILENCED_CHECKS=samskabelse.W001.",
            id="samskabelse.W001",
        )
    ]


@register(Tags.security, deploy=True)
def municipality_is_named(**_: Any) -> list[CheckMessage]:
    """The law asks for an accessibility statement; citizens need somebody who answers."""
    found: list[CheckMessage] = []
    if not settings.ACCESSIBILITY_STATEMENT_URL:
        found.append(
            Advice(
                "ACCESSIBILITY_STATEMENT_URL is not set.",
                hint="Lov om tilgængelighed af offentlige organers websteder asks for one.",
                id="samskabelse.W002",
            )
        )
    addresses = [settings.CONTACT_EMAIL, *settings.MUNICIPALITY_MAIL_DOMAINS]
    if not settings.DEMO_MODE and any(address.endswith(EXAMPLE) for address in addresses):
        found.append(
            Advice(
                "CONTACT_EMAIL or MUNICIPALITY_MAIL_DOMAINS still names an invented municipality.",
                id="samskabelse.W003",
            )
        )
    return found

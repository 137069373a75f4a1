"""Deployment mistakes that would lose or leak mail stop the start."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from samskabelse.mail.quiet import quiet_hours

TRANSPORTS = ("smtp", "browser")


@register
def mail_settings(app_configs, **kwargs) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.MAIL_TRANSPORT not in TRANSPORTS:
        found.append(Error(f"MAIL_TRANSPORT must be one of {TRANSPORTS}.", id="mail.E001"))
    if settings.MAIL_TRANSPORT == "browser" and not settings.DEMO_MODE:
        message = "MAIL_TRANSPORT=browser shows everybody's mail to everybody."
        found.append(Error(message, hint="Only with DEMO_MODE=1.", id="mail.E002"))
    if settings.MAIL_JOURNAL.partition(":")[0] not in ("", "postfix", "sink"):
        hint = "MAIL_JOURNAL=postfix:/var/log/mail.log, or leave it empty."
        found.append(Error("MAIL_JOURNAL is not understood.", hint=hint, id="mail.E003"))
    try:
        quiet_hours()
    except ValueError as error:
        found.append(Error(str(error), id="mail.E004"))
    return found

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """The outbox: every mail is a row first."""

    name = "samskabelse.mail"
    label = "mail"
    verbose_name = _("Mails")

    def ready(self) -> None:
        from samskabelse.mail import access, checks, sentences  # noqa: F401, PLC0415

        # Each app keeps its mails in `emails.py`; importing it registers the kinds.
        autodiscover_modules("emails")

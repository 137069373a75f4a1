from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """People, the organisations they speak for, and what they want to hear."""

    name = "participants"
    verbose_name = _("People")

    def ready(self) -> None:
        from participants import access, queries, rules, sentences  # noqa: F401, PLC0415

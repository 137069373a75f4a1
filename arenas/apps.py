from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArenasConfig(AppConfig):
    """Where the parties meet."""

    name = "arenas"
    verbose_name = _("Arenas")

    def ready(self) -> None:
        from arenas import access, findings, personal, plugs, rules, sentences  # noqa: F401, PLC0415

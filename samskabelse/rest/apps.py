from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RestConfig(AppConfig):
    """What every part of the API shares: errors, paging, repeated writes, its description."""

    name = "samskabelse.rest"
    label = "rest"
    verbose_name = _("API")

    def ready(self) -> None:
        from samskabelse.rest import access, schema  # noqa: F401, PLC0415

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from samskabelse.web.timestamps import read_quickly


class WebConfig(AppConfig):
    """What every page has in common."""

    name = "samskabelse.web"
    label = "web"

    def ready(self) -> None:
        connection_created.connect(read_quickly, dispatch_uid="samskabelse.web.timestamps")

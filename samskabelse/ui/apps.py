from django.apps import AppConfig


class UiConfig(AppConfig):
    """The thin layer on the Danish public design system."""

    name = "samskabelse.ui"
    label = "ui"

    def ready(self) -> None:
        from samskabelse.ui import access  # noqa: F401, PLC0415

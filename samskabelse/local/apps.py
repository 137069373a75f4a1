from django.apps import AppConfig


class LocalConfig(AppConfig):
    """Running the site on one machine: database, assets, translations, `manage.py up`."""

    name = "samskabelse.local"
    label = "local"

    def ready(self) -> None:
        from samskabelse import celery, checks  # noqa: F401, PLC0415 tasks and checks find them here
        from samskabelse.local import access  # noqa: F401, PLC0415

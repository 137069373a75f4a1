from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every page has in common."""

    name = "samskabelse.web"
    label = "web"

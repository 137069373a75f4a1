from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Who did what, when."""

    name = "samskabelse.history"
    label = "history"

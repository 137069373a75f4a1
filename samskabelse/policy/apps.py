from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Which page is for whom."""

    name = "samskabelse.policy"
    label = "policy"

    def ready(self) -> None:
        from samskabelse.policy import access  # noqa: F401, PLC0415

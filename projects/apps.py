from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Opgaver, their parties and how they move."""

    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from projects import (  # noqa: PLC0415
            access,  # noqa: F401
            emails,  # noqa: F401
            phases,  # noqa: F401
            plugs,  # noqa: F401
            rules,  # noqa: F401
            sentences,  # noqa: F401
            sentences_implement,  # noqa: F401
        )

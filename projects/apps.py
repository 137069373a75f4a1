from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Opgaver, their parties and how they move."""

    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from projects import access, emails, phases, plugs, rules, sentences  # noqa: F401, PLC0415
        from projects.services import moving, statement  # noqa: F401, PLC0415  what is asked

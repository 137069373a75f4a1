from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Opgaver, their parties and how they move."""

    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from projects import (  # noqa: PLC0415
            access,  # noqa: F401
            design_sentences,  # noqa: F401
            emails,  # noqa: F401
            findings,  # noqa: F401
            ladder,  # noqa: F401
            personal_cocreation,  # noqa: F401
            personal_design,  # noqa: F401
            phases,  # noqa: F401
            plugs,  # noqa: F401
            plugs_cocreation,  # noqa: F401
            rules,  # noqa: F401
            sentences,  # noqa: F401
            sentences_cocreation,  # noqa: F401
            sentences_define,  # noqa: F401
            sentences_implement,  # noqa: F401
            todos,  # noqa: F401
        )
        from projects.services import choosing, moving, statement  # noqa: F401, PLC0415  what is asked

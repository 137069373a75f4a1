"""The frame: what is known, not known, for the parties to decide, and fixed (R35)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.models import FrameVersion, Party
from projects.models.frame import FRAME_FIELDS
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def change_frame(
    project_id: int, *, by: User, seen: int, party: Party | None = None, **fields: str
) -> FrameVersion:
    """Write the next version of the frame. Any party may, and whoever wears a hat.

    Refused (`newer_version`) where somebody else has changed it since version `seen`.
    """
    project = lock_project(project_id)
    require(by, "projects.change_frame", project)
    require_phase(project, "frame")
    voice = voice_of(by, project, party)
    said = {name: fields.get(name, "").strip() for name in FRAME_FIELDS}
    current = project.frames.first()
    if not any(said.values()) and current is None:
        raise ActError(_("Write at least one of the four."), field="known")
    if current and all(getattr(current, name) == text for name, text in said.items()):
        return current
    if seen != (current.number if current else 0):
        raise ActError(
            _("Somebody has written a newer version meanwhile. What you wrote is still here."),
            code="newer_version",
        )
    version = FrameVersion.objects.create(
        project=project, number=seen + 1, by=by, party=voice, at=timezone.now(), **said
    )
    record(
        project,
        "frame.changed",
        by=by,
        on_behalf_of=voice_name(voice, by),
        version=version.number,
        old={name: getattr(current, name, "") for name in said},
        new=said,
    )
    return version

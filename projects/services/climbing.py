"""Which step of the ladder the parties aim at, beside what the facts show (R24)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import Step
from projects.models import Party, Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def declare_step(project_id: int, step: int, *, by: User, party: Party | None = None) -> Project:
    """Say how far up the team means to come. Moving up is never forced."""
    project = lock_project(project_id)
    require(by, "projects.declare_step", project)
    require_phase(project, "declare_step")
    if step not in Step.values or not step:
        raise ActError(_("Choose one of the four steps."), field="step")
    if project.declared_step == step:
        return project
    old = project.declared_step
    project.declared_step = step
    project.save(update_fields=["declared_step"])
    voice = behalf(by, project, party)
    record(project, "step.declared", by=by, on_behalf_of=voice, old=old, step=step)
    return project

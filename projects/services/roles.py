"""Hats: asked for and accepted, never put on somebody (R59)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import ProjectRoleKind, RoleState
from projects.models import Project, ProjectRole
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, lock_row
from projects.services.invitations import charge_inviter
from samskabelse.history.services import record
from samskabelse.mail.limits import allow_unconfirmed
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@transaction.atomic
def ask_role(project_id: int, user: User, kind: str, *, by: User) -> ProjectRole:
    """Ask somebody to be convener or facilitator. They answer on the page or from the mail.

    Raises MailLimitReached when the person can be sent no mail today, as there is no other asking.
    """
    project = lock_project(project_id)
    require(by, "projects.ask_role", project)
    _require_choice(by, project, kind)
    require_phase(project, "ask_role")
    _refuse_double(project, user, kind)
    if user.pk == by.pk:
        raise ActError(_("Offer yourself instead of asking yourself."), code="ask_yourself")
    if project.hat(kind):
        _require_team(project, by)
    role, is_new = ProjectRole.objects.get_or_create(
        project=project, user=user, kind=kind, state=RoleState.ASKED, defaults={"asked_by": by}
    )
    if is_new:
        allow_unconfirmed(user.email)
        charge_inviter(by, project)
        _record(project, "role.asked", role, by)
        emails.queue_role_asked(role)
    return role


@transaction.atomic
def offer_role(project_id: int, kind: str, *, by: User) -> ProjectRole:
    """Take on a hat that nobody wears. For the team and for verified staff."""
    project = lock_project(project_id)
    require(by, "projects.offer_role", project)
    _require_choice(by, project, kind)
    require_phase(project, "ask_role")
    _refuse_double(project, by, kind)
    if project.hat(kind):
        raise ActError(_("Somebody wears that hat already."), code="hat_taken")
    ProjectRole.objects.filter(project=project, user=by, kind=kind, state=RoleState.ASKED).delete()
    role = ProjectRole.objects.create(
        project=project,
        user=by,
        kind=kind,
        state=RoleState.ACCEPTED,
        asked_by=by,
        answered_at=timezone.now(),
    )
    _record(project, "role.accepted", role, by)
    return role


@transaction.atomic
def answer_role(role_id: int, *, by: User, accept: bool) -> ProjectRole:
    """Say yes or no to a hat. A yes takes it over from whoever wears it, if the team asked."""
    role = lock_row(ProjectRole.objects.select_related("user", "asked_by"), role_id)
    project = role.project
    require(by, "projects.answer_role", role)
    wanted = RoleState.ACCEPTED if accept else RoleState.DECLINED
    if role.state == wanted:
        return role
    if role.state != RoleState.ASKED:
        raise ActError(_("You have answered this already."), code="answered")
    require_phase(project, "ask_role")
    if accept and project.hat(role.kind):
        _require_team(project, role.asked_by)
        _hand_over(project, role.kind)
    role.state = wanted
    role.answered_at = timezone.now()
    role.save(update_fields=["state", "answered_at"])
    _record(project, f"role.{wanted}", role, by)
    return role


@transaction.atomic
def end_role(role_id: int, *, by: User) -> ProjectRole:
    """Take one's own hat off."""
    role = lock_row(ProjectRole.objects.select_related("user"), role_id)
    project = role.project
    require(by, "projects.answer_role", role)
    if role.state == RoleState.ACCEPTED:
        _end(role)
        _record(project, "role.ended", role, by)
    return role


def _require_choice(by: User, project: Project, kind: str) -> None:
    if kind == ProjectRoleKind.FACILITATOR and not by.has_perm(
        "projects.choose_facilitator", project
    ):
        raise NotAllowed(_("Only a party can choose the facilitator, who may override a gate."))


def _refuse_double(project: Project, user: User, kind: str) -> None:
    worn = project.hat(ProjectRoleKind(kind))
    if worn and worn.user_id == user.pk:
        raise ActError(_("%(name)s wears that hat already.") % {"name": user}, code="hat_worn")


def _require_team(project: Project, asker: User | None) -> None:
    """A hat that is worn passes on only when the team asks: nobody from outside takes it away."""
    if asker is None or not asker.has_perm("projects.hand_over_role", project):
        raise ActError(_("Somebody wears that hat already."), code="hat_taken")


def _hand_over(project: Project, kind: str) -> None:
    worn = project.hat(kind)
    if worn:
        _end(worn)


def _end(role: ProjectRole) -> None:
    role.state = RoleState.ENDED
    role.ended_at = timezone.now()
    role.save(update_fields=["state", "ended_at"])


def _record(project: Project, action: str, role: ProjectRole, by: User) -> None:
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project),
        who=role.user.display_name,
        person=role.user_id,
        role=role.kind,
        role_id=role.pk,
    )

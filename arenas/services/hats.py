"""Hats of an arena or a meeting: asked for, accepted, handed over in turn (R59)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas import emails
from arenas.hats import worn_at
from arenas.models import Arena, Hat, Meeting
from arenas.services.common import lock_arena
from participants.models import User
from projects.enums import RoleState
from projects.phases import require_phase
from projects.services.common import behalf
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def ask_hat(
    arena_id: int, user: User, kind: str, *, by: User, meeting: Meeting | None = None
) -> Hat:
    """Ask somebody to wear a hat in the arena, or at one meeting.

    They answer on the page or from the mail. Whoever asks themselves has said yes by it, unless
    somebody wears the hat: nobody takes one off another's head.
    """
    arena = lock_arena(arena_id)
    require(by, "arenas.ask_hat", arena.project)
    require_phase(arena.project, "meet")
    if meeting is not None and meeting.arena_id != arena.pk:
        raise ActError(_("The meeting belongs to another arena."), code="other_arena")
    worn = worn_at(arena, meeting)[kind]
    if worn and worn.user_id == user.pk:
        raise ActError(
            _("%(name)s wears that hat already.") % {"name": user}, code="hat_worn", field="user"
        )
    if user.pk == by.pk:
        return _put_on(arena, meeting, kind, by)
    hat, is_new = Hat.objects.get_or_create(
        arena=arena,
        meeting=meeting,
        kind=kind,
        user=user,
        state=RoleState.ASKED,
        defaults={"asked_by": by},
    )
    if is_new:
        _record(hat, "hat.asked", by)
        emails.queue_hat_asked(hat)
    return hat


def _put_on(arena: Arena, meeting: Meeting | None, kind: str, by: User) -> Hat:
    if _standing(arena, meeting, kind):
        raise ActError(
            _("Somebody wears that hat already. Ask them to pass it on."), code="hat_taken"
        )
    Hat.objects.filter(
        arena=arena, meeting=meeting, kind=kind, user=by, state=RoleState.ASKED
    ).delete()
    hat = Hat.objects.create(
        arena=arena,
        meeting=meeting,
        kind=kind,
        user=by,
        asked_by=by,
        state=RoleState.ACCEPTED,
        answered_at=timezone.now(),
    )
    _record(hat, "hat.accepted", by)
    return hat


@transaction.atomic
def answer_hat(hat_id: int, *, by: User, accept: bool) -> Hat:
    """Say yes or no. A yes takes the hat over from whoever wore it until now."""
    hat = Hat.objects.select_related("user", "meeting").get(pk=hat_id)
    arena = lock_arena(hat.arena_id)
    hat.refresh_from_db()
    require(by, "arenas.answer_hat", hat)
    wanted = RoleState.ACCEPTED if accept else RoleState.DECLINED
    if hat.state == wanted:
        return hat
    if hat.state != RoleState.ASKED:
        raise ActError(_("You have answered this already."), code="answered")
    require_phase(arena.project, "meet")
    if accept and (standing := _standing(arena, hat.meeting, hat.kind)):
        _end(standing)
    hat.state = wanted
    hat.answered_at = timezone.now()
    hat.save(update_fields=["state", "answered_at"])
    _record(hat, f"hat.{wanted}", by)
    return hat


@transaction.atomic
def end_hat(hat_id: int, *, by: User) -> Hat:
    """Take one's own hat off."""
    hat = Hat.objects.select_related("user").get(pk=hat_id)
    lock_arena(hat.arena_id)
    hat.refresh_from_db()
    require(by, "arenas.answer_hat", hat)
    if hat.state == RoleState.ACCEPTED:
        _end(hat)
        _record(hat, "hat.ended", by)
    return hat


def _standing(arena: Arena, meeting: Meeting | None, kind: str) -> Hat | None:
    return Hat.objects.filter(
        arena=arena, meeting=meeting, kind=kind, state=RoleState.ACCEPTED
    ).first()


def _end(hat: Hat) -> None:
    hat.state = RoleState.ENDED
    hat.ended_at = timezone.now()
    hat.save(update_fields=["state", "ended_at"])


def _record(hat: Hat, action: str, by: User) -> None:
    project = hat.arena.project
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project),
        who=hat.user.display_name,
        person=hat.user_id,
        hat=hat.kind,
        arena=hat.arena.name,
    )

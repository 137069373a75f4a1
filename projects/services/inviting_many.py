"""Ask many in one act: choose whom, look at the number, send, and take all of it back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Mandate, User
from projects import emails
from projects.emails.common import HELD_ABOVE
from projects.enums import OPEN_INVITATIONS, InvitationState
from projects.models import Invitation, InvitationBatch, Party, Project
from projects.services.common import lock_project, voice_name
from projects.services.invitations import (
    Invitee,
    charge_inviter,
    check_invitee,
    identity_of,
    may_invite,
)
from samskabelse.history.services import record
from samskabelse.mail.recipients import Room
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.inserting import insert_like, insert_many

UNDO = timedelta(minutes=10)
# Who presses the button in the last second is heard before the first mail leaves.
GRACE = timedelta(seconds=30)
SHOWN = 50
BATCHES = 20  # whose mails are written in one round of the clock


class Passing(models.TextChoices):
    """Why somebody on the list is not asked."""

    PARTY = "party", _("takes part already")
    ASKED = "asked", _("has been asked already and has not answered")
    ENOUGH = "enough", _("has been sent enough mails for now and can be asked tomorrow")


@dataclass
class Selection:
    """Whom to ask, and who is passed by and why."""

    asked: list[Invitee] = field(default_factory=list)
    passed: list[tuple[Invitee, Passing]] = field(default_factory=list)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Each reason with how many it passes by."""
        counts = Counter(reason for _invitee, reason in self.passed)
        return [(str(reason.label), counts[reason]) for reason in Passing if counts[reason]]

    @property
    def can_be_undone(self) -> bool:
        return len(self.asked) > HELD_ABOVE

    # A page shows some of each and counts the rest, however long the list is.
    @property
    def first_asked(self) -> list[Invitee]:
        return self.asked[:SHOWN]

    @property
    def more_asked(self) -> int:
        return max(len(self.asked) - SHOWN, 0)

    @property
    def first_passed(self) -> list[tuple[Invitee, Passing]]:
        return self.passed[:SHOWN]

    @property
    def more_passed(self) -> int:
        return max(len(self.passed) - SHOWN, 0)


@dataclass(frozen=True)
class Asked:
    """How many were asked. `batch` when the mails wait and can be taken back."""

    count: int
    selection: Selection
    batch: InvitationBatch | None = None


def choose_invitees(project: Project, invitees: Iterable[Invitee]) -> Selection:
    """Sort a list into those who can be asked and those who are passed by. Five queries, any size.

    Raises ActError for a row that can be no invitation.
    """
    rows = list(invitees)
    for row in rows:
        check_invitee(row)
    identities = [identity_of(row.email, row.organisation_name) for row in rows]
    parties, waiting = identities_of_parties(project), _identities_of_asked(project)
    room = Room((email for email, _organisation in identities), timezone.now())
    selection = Selection()
    for row, identity in zip(rows, identities, strict=True):
        if identity in parties:
            selection.passed.append((row, Passing.PARTY))
        elif identity in waiting:
            selection.passed.append((row, Passing.ASKED))
        elif not room.take(identity[0], today=True):
            selection.passed.append((row, Passing.ENOUGH))
        else:
            waiting.add(identity)
            selection.asked.append(row)
    return selection


def _identities_of_asked(project: Project) -> set[tuple[str, str]]:
    rows = project.invitations.filter(state__in=OPEN_INVITATIONS)
    found = rows.values_list("email", "organisation_name")
    return {identity_of(email, organisation) for email, organisation in found}


def identities_of_parties(project: Project) -> set[tuple[str, str]]:
    """Who takes part already: a person by address, an organisation through its speakers."""
    active = project.parties.active().order_by()
    people = active.filter(user__is_active=True).values_list("user__email", flat=True)
    mandates = Mandate.objects.current().filter(
        commits=True, user__is_active=True, organisation__in=active.values("organisation")
    )
    speakers = mandates.order_by().values_list("user__email", "organisation__name")
    return {identity_of(email, "") for email in people} | {
        identity_of(email, name) for email, name in speakers
    }


@transaction.atomic
def invite_parties(
    project_id: int, invitees: Sequence[Invitee], *, by: User, party: Party | None = None
) -> Asked:
    """Ask many with one entry in the history. Whoever cannot be asked now is passed by and named.

    More than fifty leave after ten minutes, until when they can be taken back as one; the batch is
    the promise, and `queue_batches` keeps it.
    """
    project = lock_project(project_id)
    voice = may_invite(project, by, party)
    selection = choose_invitees(project, invitees)
    count = len(selection.asked)
    if not count:
        return Asked(0, selection)
    charge_inviter(by, project, count)
    batch = _batch(project, by, selection)
    shared = {
        "project": project,
        "invited_by": by,
        "on_behalf_of": voice,
        "batch": batch,
        "expires_at": timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    }
    told = [invitee.told for invitee in selection.asked]
    if batch:
        columns = {name: [row[name] for row in told] for name in told[0]}
        insert_like(Invitation(**shared), **columns)
    else:
        rows = insert_many([Invitation(**shared, **row) for row in told])
        emails.queue_invitations(rows)
    record(
        project,
        "invitations.sent",
        by=by,
        on_behalf_of=voice_name(voice, by),
        n=count,
        batch=batch.pk if batch else None,
    )
    return Asked(count, selection, batch)


def _batch(project: Project, by: User, selection: Selection) -> InvitationBatch | None:
    if not selection.can_be_undone:
        return None
    now = timezone.now()
    return InvitationBatch.objects.create(
        project=project, by=by, count=len(selection.asked), created_at=now, leaves_at=now + UNDO
    )


@transaction.atomic
def take_back_invitations(batch_id: int, *, by: User) -> InvitationBatch:
    """Undo the sending of many, while their mails wait. Only for whoever sent them; twice is once.

    An invitation that somebody has answered meanwhile on the site stands.
    """
    project_id = InvitationBatch.objects.values_list("project_id", flat=True).get(pk=batch_id)
    project = lock_project(project_id)
    batch = InvitationBatch.objects.get(pk=batch_id)
    if batch.by_id != by.pk:
        raise NotAllowed
    if batch.undone_at:
        return batch
    if not batch.can_be_undone:
        raise ActError(
            _("The mails have left. You can still cancel each invitation."), code="has_left"
        )
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    waiting = batch.invitations.filter(state=InvitationState.WAITING)
    taken = waiting.update(state=InvitationState.CANCELLED)
    record(project, "invitations.taken_back", by=by, n=taken, batch=batch.pk)
    return batch


def queue_batches(now: datetime) -> int:
    """Write the mails of batches that can no longer be taken back; how many mails.

    Whoever has answered on the site meanwhile, or whose invitation was cancelled, gets none.
    """
    due = InvitationBatch.objects.filter(undone_at=None, queued_at=None, leaves_at__lte=now - GRACE)
    queued = 0
    for batch in due.select_for_update(skip_locked=True).order_by("id")[:BATCHES]:
        waiting = batch.invitations.filter(state=InvitationState.WAITING).order_by("id")
        queued += emails.queue_invitations(waiting)
        batch.queued_at = now
        batch.save(update_fields=["queued_at"])
    return queued

"""What is asked in the opgave's own query: hats, themes, and what concerns one person alone."""

from datetime import date, datetime
from functools import partial

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, NullIf

from participants.models import Mandate
from projects.enums import (
    OPEN_ASSIGNMENTS,
    OPEN_INVITATIONS,
    AuthorState,
    JoinState,
    OwnerState,
    PartyStatus,
    ProbeState,
)
from projects.models.assignment import Assignment
from projects.models.batch import InvitationBatch
from projects.models.fit import FitQuestion
from projects.models.follower import Follower
from projects.models.invitation import Invitation
from projects.models.party import JoinRequest, Party
from projects.models.probe import Probe
from projects.models.role import STANDING, ProjectRole
from projects.models.solution import SolutionAuthor
from projects.models.theme import ProjectTheme
from samskabelse.mail.models import OptOut
from samskabelse.web.prepared import Prepared

MOST_INVITED = 20  # named together: more than a line has room for


def _project() -> type[models.Model]:
    return apps.get_model("projects", "Project")


def _invitations(email: str) -> ArraySubquery:
    asked = Invitation.objects.filter(
        project=OuterRef("pk"), email=email, state__in=OPEN_INVITATIONS
    )
    return ArraySubquery(asked.order_by("id").values("pk"))


def _voices(user: int, today: date, **said: bool) -> ArraySubquery:
    mandates = Mandate.objects.current(today).filter(user=user, **said)
    return ArraySubquery(mandates.order_by().values("organisation"))


def _own_parties(user: int, today: date) -> ArraySubquery:
    mandates = Mandate.objects.current(today).filter(user=user).values("organisation")
    mine = Party.objects.active().filter(Q(user=user) | Q(organisation__in=mandates))
    return ArraySubquery(mine.filter(project=OuterRef("pk")).order_by("user_id", "id").values("pk"))


def _undoable(user: int, now: datetime) -> Exists:
    sent = InvitationBatch.objects.filter(by=user, undone_at=None, leaves_at__gt=now)
    return Exists(sent.filter(project=OuterRef("pk")))


def _silenced(email: str) -> Exists:
    scope = Concat(Value("project:"), Cast(OuterRef("pk"), models.CharField()))
    return Exists(OptOut.objects.filter(address=email, topic="", scope=scope))


def _follows(user: int) -> Exists:
    return Exists(Follower.objects.filter(project=OuterRef("pk"), user=user))


def _invited() -> ArraySubquery:
    waiting = Invitation.objects.filter(project=OuterRef("pk"), state__in=OPEN_INVITATIONS)
    name = Coalesce(NullIf("organisation_name", Value("")), "name")
    return ArraySubquery(waiting.order_by("id").values(shown=name)[:MOST_INVITED])


def _wishes() -> Exists:
    return Exists(JoinRequest.objects.filter(project=OuterRef("pk"), state=JoinState.OPEN))


def _assignments() -> Exists:
    return Exists(Assignment.objects.filter(project=OuterRef("pk"), state__in=OPEN_ASSIGNMENTS))


def _fit() -> Exists:
    return Exists(FitQuestion.objects.filter(project=OuterRef("pk"), closed_at=None))


def _authorships(user: int) -> ArraySubquery:
    asked = SolutionAuthor.objects.filter(
        solution__project=OuterRef("pk"), user=user, state=AuthorState.ASKED
    )
    said = JSONObject(pk="solution_id", title="solution__latest__title")
    return ArraySubquery(asked.order_by("id").values(said=said))


def _probes(user: int, today: date) -> ArraySubquery:
    mandates = Mandate.objects.current(today).filter(user=user, commits=True)
    mine = Q(owner__user=user) | Q(owner__organisation__in=mandates.values("organisation"))
    asked = Probe.objects.filter(
        mine,
        project=OuterRef("pk"),
        owner_state=OwnerState.ASKED,
        state=ProbeState.PLANNED,
        owner__status=PartyStatus.ACCEPTED,
    )
    return ArraySubquery(asked.order_by("id").values(said=JSONObject(pk="pk", title="title")))


def _themes() -> ArraySubquery:
    chosen = ProjectTheme.objects.filter(project=OuterRef("pk")).order_by("place")
    return ArraySubquery(chosen.values(said=JSONObject(name="theme__name", slug="theme__slug")))


def _hats() -> ArraySubquery:
    standing = ProjectRole.objects.filter(project=OuterRef("pk"), state__in=STANDING)
    columns = ("id", "user_id", "kind", "state", "answered_at")
    said = JSONObject(name="user__name", **{column: column for column in columns})
    return ArraySubquery(standing.order_by("id").values(said=said))


THEMES = Prepared(_project, _themes)
HATS = Prepared(_project, _hats)
OWN = {
    "own_invitations": Prepared(_project, _invitations, email=str),
    "speaks_for": Prepared(_project, _voices, user=int, today=date),
    "commits_for": Prepared(_project, partial(_voices, commits=True), user=int, today=date),
    "own_parties": Prepared(_project, _own_parties, user=int, today=date),
    "can_take_back": Prepared(_project, _undoable, user=int, now=datetime),
    "is_muted": Prepared(_project, _silenced, email=str),
    "is_followed": Prepared(_project, _follows, user=int),
    "own_authorships": Prepared(_project, _authorships, user=int),
    "own_probes": Prepared(_project, _probes, user=int, today=date),
    "invited_names": Prepared(_project, _invited),
    "has_wishes": Prepared(_project, _wishes),
    "has_assignments": Prepared(_project, _assignments),
    "asks_fit": Prepared(_project, _fit),
}

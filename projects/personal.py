"""Reads about one person: what waits for them, and what is theirs.

What else can wait for a person is added with `adds_waiting`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.listings import LISTINGS, Asking, Listed, Listing, Mine
from participants.models.user import shown_name
from projects.enums import (
    OPEN_PHASES,
    ConsentAbout,
    JoinState,
    Moderation,
    Position,
    ProjectRoleKind,
    RoleState,
    RoundState,
)
from projects.models import (
    ConsentAnswer,
    Draft,
    Invitation,
    JoinRequest,
    Party,
    Project,
    ProjectRole,
)
from projects.queries import open_invitations_for
from samskabelse.web.lookups import AmongThose


@dataclass(frozen=True)
class Waiting:
    """One thing that others wait for a person to answer, where it is of this title."""

    title: str
    question: str
    url: str
    due_at: datetime | date | None = None
    label: str = ""  # of the button, where it is not *Answer*


Say = Callable[[Listed], tuple[Any, ...]]


@dataclass(frozen=True)
class Source:
    listing: Listing
    say: Say


SOURCES: list[Source] = []


def adds_waiting(
    rows: Callable[[Asking], QuerySet], *columns: str, project: str = "project", **others: Any
) -> Callable[[Say], Say]:
    """What `rows` finds waits for a person, who is asked what the decorated function says of it.

    It returns the question and the address where it is answered; where they are known also the
    deadline, and what the button says where it is not *Answer*. It gets `columns` and `others`
    (as a `Listing` does), and `title` and `slug` of the opgave, to which `project` is the way.
    It costs no query of its own.
    """
    way = f"{project}__" if project else ""
    listing = Listing(rows, *columns, title=f"{way}title", slug=f"{way}slug", **others)
    LISTINGS.append(listing)

    def add(say: Say) -> Say:
        SOURCES.append(Source(listing, say))
        return say

    return add


def waiting_for(mine: Mine) -> list[Waiting]:
    """Invitations, hats and consents that this person has not answered, and what others add."""
    return [
        Waiting(row["title"], *source.say(row))
        for source in SOURCES
        for row in mine[source.listing]
    ]


def page_in(name: str, slug: str, *args: object) -> str:
    return reverse(f"projects:{name}", args=[slug, *args])


def name_of(party: str = "") -> Coalesce:
    """The name of the party to which `party` is the way; empty for a person who has none."""
    way = f"{party}__" if party else ""
    return Coalesce(f"{way}organisation__name", f"{way}user__name")


def _invitations(asking: Asking) -> QuerySet[Invitation]:
    asked = open_invitations_for(asking.user.email).filter(expires_at__gt=asking.now)
    return asked.filter(project__moderation=Moderation.CLEAR)


@adds_waiting(_invitations, "pk")
def invitation_to_answer(row: Listed) -> tuple[str, str]:
    return _("Will you take part?"), page_in("invitation", row["slug"], row["pk"])


def _roles(asking: Asking) -> QuerySet[ProjectRole]:
    return asking.user.project_roles.filter(state=RoleState.ASKED, project__phase__in=OPEN_PHASES)


@adds_waiting(_roles, "pk", "kind")
def role_to_answer(row: Listed) -> tuple[str, str]:
    role = str(ProjectRoleKind(row["kind"]).label).lower()
    url = page_in("answer_role", row["slug"], row["pk"])
    return _("Will you be %(role)s?") % {"role": role}, url


def _wishes(asking: Asking) -> QuerySet[JoinRequest]:
    hats = asking.user.project_roles.filter(kind=ProjectRoleKind.CONVENER, state=RoleState.ACCEPTED)
    parties = Party.objects.speaking(asking.user, asking.today).values("project")
    raised = Q(AmongThose("project", parties), project__initiator=asking.user)
    told = raised | Q(AmongThose("project", hats.values("project")))
    return JoinRequest.objects.filter(
        told,
        state=JoinState.OPEN,
        project__phase__in=OPEN_PHASES,
        project__moderation=Moderation.CLEAR,
    )


@adds_waiting(_wishes, who=name_of())
def wish_to_answer(row: Listed) -> tuple[str, str]:
    """Somebody waits for the welcome of whoever raised the opgave or convenes it."""
    question = _("%(who)s wants to take part. Do you say welcome?")
    return question % {"who": shown_name(row["who"])}, page_in("parties", row["slug"])


ASKED: dict[str, Any] = {
    ConsentAbout.GATE: gettext_lazy("Does %(party)s consent to go on?"),
    ConsentAbout.STATEMENT: gettext_lazy("Does %(party)s consent to the shared statement?"),
    ConsentAbout.SOLUTION: gettext_lazy("Does %(party)s consent to the solution?"),
}


def _consents(asking: Asking) -> QuerySet[ConsentAnswer]:
    return ConsentAnswer.objects.filter(
        position=Position.PENDING,
        round__state=RoundState.OPEN,
        party__in=Party.objects.committing(asking.user, asking.today).order_by(),
    )


@adds_waiting(
    _consents, "party_id", project="round__project", about="round__about", party=name_of("party")
)
def consent_to_give(row: Listed) -> tuple[str, str]:
    url = f"{page_in('consent', row['slug'])}?om={row['about']}&part={row['party_id']}"
    return ASKED[row["about"]] % {"party": shown_name(row["party"])}, url


def own_projects(asking: Asking, *, limit: int = 50) -> QuerySet[Project]:
    """What a person has raised, takes part in or wears a hat in, the newest first."""
    user = asking.user
    parties = Party.objects.speaking(user, asking.today).order_by().values("project")
    hats = user.project_roles.filter(state=RoleState.ACCEPTED).values("project")
    mine = Q(initiator=user) | Q(AmongThose("pk", parties)) | Q(AmongThose("pk", hats))
    return Project.objects.visible_to(user).filter(mine).order_by("-id")[:limit]


def open_drafts(asking: Asking) -> QuerySet[Draft]:
    """Drafts that are not sent yet, those with something in them."""
    drafts = asking.user.drafts.filter(project=None).exclude(answers={})
    return drafts.order_by("-updated_at")[:5]

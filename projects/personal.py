"""Reads about one person: what waits for them, and what is theirs.

What else can wait for a person is added with `adds_waiting`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import User
from projects.enums import OPEN_PHASES, ConsentAbout, Position, RoleState, RoundState
from projects.models import ConsentAnswer, Draft, Party, Project
from projects.queries import open_invitations_for
from samskabelse.web.lookups import AmongThose


@dataclass(frozen=True)
class Waiting:
    """One thing that others wait for a person to answer."""

    project: Any  # or an event: whatever has a title
    question: str
    url: str
    due_at: datetime | None = None
    label: str = ""  # of the button, where it is not *Answer*


ASKED: dict[str, Any] = {
    ConsentAbout.GATE: gettext_lazy("Does %(party)s consent to go on?"),
    ConsentAbout.STATEMENT: gettext_lazy("Does %(party)s consent to the shared statement?"),
    ConsentAbout.SOLUTION: gettext_lazy("Does %(party)s consent to the solution?"),
}
Source = Callable[[User], Iterable[Waiting]]
SOURCES: list[Source] = []


def adds_waiting(source: Source) -> Source:
    """Ask `source` too, with one query more."""
    SOURCES.append(source)
    return source


def waiting_for(user: User) -> list[Waiting]:
    """Invitations, hats and consents that this person has not answered, in three queries.

    And what `SOURCES` add, each with one of its own.
    """
    found = [
        Waiting(row.project, _("Will you take part?"), page_in("invitation", row.project, row.pk))
        for row in open_invitations_for(user.email)
        if not row.has_expired and row.project.is_public
    ]
    asked = user.project_roles.filter(state=RoleState.ASKED, project__phase__in=OPEN_PHASES)
    found += [
        Waiting(
            role.project,
            _("Will you be %(role)s?") % {"role": role.get_kind_display().lower()},
            page_in("answer_role", role.project, role.pk),
        )
        for role in asked.select_related("project")
    ]
    pending = ConsentAnswer.objects.filter(
        position=Position.PENDING,
        round__state=RoundState.OPEN,
        party__in=Party.objects.committing(user).order_by(),
    )
    found += [
        Waiting(
            row.round.project,
            ASKED[row.round.about] % {"party": row.party.name},
            f"{page_in('consent', row.round.project)}?om={row.round.about}&part={row.party_id}",
        )
        for row in pending.select_related("round__project", "party__organisation", "party__user")
    ]
    return [*found, *(waiting for source in SOURCES for waiting in source(user))]


def page_in(name: str, project: Project, *args: object) -> str:
    return reverse(f"projects:{name}", args=[project.slug, *args])


def own_projects(user, *, limit: int = 50) -> list[Project]:
    """What a person has raised, takes part in or wears a hat in, the newest first."""
    parties = Party.objects.speaking(user).order_by().values("project")
    hats = user.project_roles.filter(state=RoleState.ACCEPTED).values("project")
    mine = Q(initiator=user) | Q(AmongThose("pk", parties)) | Q(AmongThose("pk", hats))
    return list(Project.objects.visible_to(user).filter(mine).order_by("-id")[:limit])


def open_drafts_of(user) -> list[Draft]:
    """Drafts that are not sent yet, those with something in them."""
    drafts = user.drafts.filter(project=None).exclude(answers={})
    return list(drafts.order_by("-updated_at")[:5])

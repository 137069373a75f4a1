"""What opgaver add to the pages about people and organisations."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from participants import plugs
from participants.models import Organisation, User
from participants.plugs import Row
from participants.services.accounts import erased_address
from projects import panels  # noqa: F401  the boxes of a person's own page
from projects.enums import (
    OPEN_PHASES,
    UNANSWERED_ASSIGNMENTS,
    WORKING_PHASES,
    AssignmentState,
    InvitationState,
    LeaveReason,
    PartyStatus,
    RoleState,
)
from projects.models import (
    Assignment,
    Contribution,
    Draft,
    FitAnswer,
    FrameVersion,
    GainAnswer,
    Invitation,
    JoinRequest,
    MailToken,
    Party,
    ProblemView,
    ProblemViewVersion,
    Project,
    Report,
    Resource,
    SavedSearch,
    StatementVersion,
)
from projects.plugs_design import designed_by, forget_designs
from projects.queries import Filters
from projects.queries.describing import described, query_of
from projects.services import fit  # noqa: F401  follows what the statement means
from projects.services.assignment_ends import release_assignment
from projects.services.parties import leave_project
from projects.services.roles import end_role


def named_searches(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Saved searches in words, for the list of what somebody has muted."""
    found = {
        search.pk: Filters(**search.values())
        for search in SavedSearch.objects.filter(pk__in=list(ids))
    }
    address = reverse("projects:list")
    return {
        pk: (described(filters), f"{address}?{urlencode(query_of(filters))}")
        for pk, filters in found.items()
    }


def organisation_panel(organisation: Organisation, user: Any) -> tuple[str, Sequence[Row]] | None:
    """Where an organisation takes part, of what the one who looks may see."""
    projects = (
        Project.objects.visible_to(user)
        .filter(
            parties__in=Party.objects.filter(organisation=organisation, status=PartyStatus.ACCEPTED)
        )
        .order_by("-id")[:50]
    )
    rows = [Row(row.title, row.get_absolute_url(), row.get_phase_display()) for row in projects]
    return (_("Takes part in"), rows) if rows else None


def my_data(user: User) -> tuple[str, dict[str, list]]:
    """Everything about opgaver that is kept about a person (GDPR article 15)."""
    return "projects", {
        "raised": list(
            user.initiated_projects.values(
                "title", "problem", "place", "caller_reach", "created_at"
            )
        ),
        "parties": list(
            Party.objects.filter(user=user).values(
                "project__title", "status", "brings", "needs", "accepted_at", "leave_note"
            )
        ),
        "invitations": list(
            Invitation.objects.filter(email=user.email).values(
                "project__title", "why_you", "state", "created_at", "answered_at", "answer_note"
            )
        ),
        "wishes": list(
            JoinRequest.objects.filter(user=user).values("project__title", "note", "state")
        ),
        "roles": list(user.project_roles.values("project__title", "kind", "state", "asked_at")),
        "reports": list(
            Report.objects.filter(by=user).values(
                "project__title", "reason", "state", "answer", "created_at"
            )
        ),
        "searches": list(
            user.saved_searches.values(*SavedSearch.FILTERS, "created_at", "told_until")
        ),
        "views": list(
            ProblemView.objects.filter(Q(party__user=user) | Q(by=user)).values(
                "project__title", "sees", "feels", "unknown", "changed_at", "shared_at"
            )
        ),
        "view_versions": list(
            ProblemViewVersion.objects.filter(by=user).values(
                "view__project__title", "number", "sees", "feels", "unknown", "at"
            )
        ),
        "statements": list(
            StatementVersion.objects.filter(by=user).values(
                "project__title", "number", "text", "at"
            )
        ),
        "contributions": list(
            Contribution.objects.filter(by=user).values(
                "project__title", "kind", "text", "at", "answer", "hidden_reason"
            )
        ),
        "answers_given": list(
            Contribution.objects.filter(answered_by=user).values(
                "project__title", "answer", "answered_at"
            )
        ),
        "needs_and_offers": list(
            Resource.objects.filter(Q(party__user=user) | Q(by=user)).values(
                "project__title", "direction", "kind", "what", "at"
            )
        ),
        "frames": list(
            FrameVersion.objects.filter(by=user).values(
                "project__title", "number", "known", "unknown", "ours", "fixed", "at"
            )
        ),
        **designed_by(user),
        "assignments": list(
            Assignment.objects.filter(
                Q(giver=user) | Q(taker=user) | Q(asked_email=user.email)
            ).values(
                "project__title",
                "what",
                "why",
                "how",
                "state",
                "due",
                "created_at",
                "answer_note",
                "condition",
                "missing",
                "ended_word",
                "thanks",
            )
        ),
        "gains": list(
            GainAnswer.objects.filter(by=user).values(
                "party__project__title", "kind", "moment", "measured", "words", "at"
            )
        ),
        "team": list(
            FitAnswer.objects.filter(by=user).values(
                "question__project__title", "choice", "words", "at"
            )
        ),
        "follows": list(user.follows.values("project__title", "since")),
        "drafts": list(Draft.objects.filter(user=user, project=None).values("answers")),
    }


def forget(user: User) -> None:
    """Drafts, open invitations and wishes go with the person, who leaves what is still open.

    What was said stays, without the name; nobody waits for an answer that cannot come.
    """
    _hold_projects_of(user)
    for role in user.project_roles.filter(state=RoleState.ACCEPTED):
        end_role(role.pk, by=user)
    for party in Party.objects.active().filter(user=user, project__phase__in=OPEN_PHASES):
        leave_project(party.pk, by=user, reason=LeaveReason.OTHER)
    _let_assignments_go(user)
    user.follows.all().delete()
    user.project_roles.filter(state=RoleState.ASKED).delete()
    ProblemView.objects.filter(party__user=user, shared_at=None).delete()
    Draft.objects.filter(user=user, project=None).delete()
    user.saved_searches.all().delete()
    JoinRequest.objects.filter(user=user, state="open").delete()
    forget_designs(user)
    _forget_address(user)


def _hold_projects_of(user: User) -> None:
    """Lock them in one order, so that two people who go at the same time wait, not collide."""
    mine = (
        Q(roles__user=user)
        | Q(parties__user=user)
        | Q(initiator=user)
        | Q(invitations__email=user.email)
        | Q(recipient_email=user.email)
        | Q(assignments__taker=user)
        | Q(assignments__asked_email=user.email)
    )
    ids = Project.objects.filter(mine).order_by().values("pk")
    held = Project.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    list(held.values_list("pk", flat=True))


def _let_assignments_go(user: User) -> None:
    """What is in their hand is released, what waits for their answer is taken back."""
    for row in user.assignments.filter(
        state=AssignmentState.ACCEPTED, project__phase__in=WORKING_PHASES
    ):
        release_assignment(row.pk, by=user, word=_("Has left the platform."))
    asked = Assignment.objects.filter(asked_email=user.email)
    asked.filter(state__in=UNANSWERED_ASSIGNMENTS).update(
        state=AssignmentState.WITHDRAWN, ended_at=timezone.now()
    )
    MailToken.objects.filter(assignment__in=asked).delete()
    asked.update(asked_email="", asked_name="")


def _forget_address(user: User) -> None:
    """Name, address and telephone number, wherever an opgave keeps them, and links to them."""
    asked = Invitation.objects.filter(Q(email=user.email) | Q(answered_by=user))
    asked.exclude(state=InvitationState.ACCEPTED).delete()
    MailToken.objects.filter(Q(user=user) | Q(invitation__in=asked)).delete()
    asked.update(email=erased_address(user), name="")
    user.initiated_projects.update(caller_reach="")
    named = Project.objects.filter(recipient_email=user.email)
    MailToken.objects.filter(recipient_of__in=named).delete()
    named.update(recipient_email="", recipient_name="")


def named(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Titles and addresses of opgaver, for the list of what somebody has muted."""
    found = Project.objects.public().filter(pk__in=list(ids))
    return {project.pk: (project.title, project.get_absolute_url()) for project in found}


plugs.ORGANISATION_PANELS.append(organisation_panel)
plugs.MY_DATA.append(my_data)
plugs.ON_ERASE.append(forget)
plugs.SCOPES["project"] = named
plugs.SCOPES["search"] = named_searches

"""What one can do about delopgaver, gains, the team's fit and templates."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.enums import AssignmentState, Phase
from projects.models import Assignment
from projects.phases import ALLOWS, Fact
from projects.phases.parties import PartyRow
from projects.services.fit import open_question
from projects.views.actions import Todo, Viewer, adds_todos

SHOWN = 5


@adds_todos
def assignment_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """What waits for one's answer or is in one's hand; asking comes last."""
    if viewer.project.phase not in ALLOWS["assign"]:
        return []
    there_are = viewer.project.has_assignments
    found = [_todo(viewer, row) for row in _mine(viewer)[:SHOWN]] if there_are else []
    if viewer.is_on_team:
        ask = reverse("projects:ask_assignment", args=[viewer.project.slug])
        found.append(Todo(_("Ask somebody for an assignment"), ask))
    elif there_are and viewer.project.assignments.filter(state=AssignmentState.OFFERED).exists():
        found.append(Todo(_("Take on something that is offered"), _offered(viewer)))
    return found


def _mine(viewer: Viewer) -> QuerySet[Assignment]:
    """Asked of one or of a party one may commit, waiting for one's word, or in one's hand."""
    user = viewer.user
    asked = Q(asked_party__in=_keys(viewer.committing))
    asked |= Q(asked_party=None, asked_email=user.email)
    given = Q(giver=user) | Q(giver_party__in=_keys(viewer.parties))
    rows = viewer.project.assignments.filter(
        (Q(state=AssignmentState.ASKED) & asked)
        | (Q(state=AssignmentState.CONDITIONAL) & given)
        | Q(state=AssignmentState.ACCEPTED, taker=user)
    )
    return rows.order_by("id").only("project", "what", "state")


def _keys(parties: list[PartyRow]) -> list[int]:
    return [party.pk for party in parties]


def _todo(viewer: Viewer, row: Assignment) -> Todo:
    what = {"what": row.what}
    if row.state == AssignmentState.ASKED:
        url = viewer.url("answer_assignment", row.pk)
        return Todo(_("Answer: %(what)s") % what, url, presses=True)
    if row.state == AssignmentState.CONDITIONAL:
        url = viewer.url("answer_condition", row.pk)
        return Todo(_("Answer the condition: %(what)s") % what, url, presses=True)
    return Todo(_("You have taken on: %(what)s") % what, viewer.url("assignment", row.pk))


def _offered(viewer: Viewer) -> str:
    return f"{viewer.url('assignments')}?vis=offered"


@adds_todos
def gain_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """Tell what came of it, and let others start from it."""
    project = viewer.project
    if not viewer.parties or project.phase not in {Phase.IMPLEMENT, Phase.CLOSED}:
        return []
    if project.phase == Phase.CLOSED:
        return [
            Todo(_("Tell what came of it"), viewer.url("answer_gains")),
            Todo(_("Let others start from it: make a template"), viewer.url("make_template")),
        ]
    untold = any(fact.code.startswith("gain_") and not fact.met for fact in facts)
    return [Todo(_("Tell what came of it"), viewer.url("answer_gains"))] if untold else []


@adds_todos
def fit_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """Passer holdet stadig?"""
    project = viewer.project
    if not viewer.parties or not project.asks_fit or project.phase not in ALLOWS["ask_fit"]:
        return []
    question = open_question(project)
    if question is None:
        return []
    answered = set(question.answers.values_list("party", flat=True))
    return [
        Todo(
            _("Does the team still fit? Answer for %(party)s") % {"party": party.name},
            f"{viewer.url('fit')}?part={party.pk}",
            presses=True,
        )
        for party in viewer.parties
        if party.pk not in answered
    ]

"""What must hold of an opgave, looked at in the rows themselves and not through the gates."""

from django.apps import apps
from django.db import connection

from participants.models import User
from projects.enums import (
    AssignmentState,
    GainKind,
    OwnerState,
    PartyStatus,
    Phase,
    Position,
    RoundState,
)
from projects.models import (
    ConsentAnswer,
    GainAnswer,
    Party,
    ProblemView,
    Project,
)

SETTLED = {Position.CONSENT, Position.STAND_ASIDE}
UNDER_WAY = {
    AssignmentState.OFFERED,
    AssignmentState.ASKED,
    AssignmentState.CONDITIONAL,
    AssignmentState.ACCEPTED,
}


def fingerprint() -> str:
    """All rows of this room in one word: no change goes by unseen."""
    tables = [model._meta.db_table for model in apps.get_app_config("projects").get_models()]
    rows = "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS sum FROM {} t"
    parts = " UNION ALL ".join(rows.format(connection.ops.quote_name(name)) for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(string_agg(sum, ',')) FROM ({parts}) all_of_them")  # noqa: S608
        return str(cursor.fetchone()[0])


def still_missing(project: Project, said: dict[tuple[int, str, int], str]) -> list[str]:
    """What the phase that the opgave now stands in demands, and the rows do not show.

    `said` is what each party was heard to say about a version: (party, kind, id of the version).
    """
    facts = {
        Phase.DEFINE: _to_define,
        Phase.DESIGN: _to_design,
        Phase.IMPLEMENT: _to_implement,
        Phase.CLOSED: _to_closed,
    }[Phase(project.phase)](project, said)
    return [name for name, holds in facts.items() if not holds]


def _to_define(project: Project, said) -> dict[str, bool]:
    parties = list(project.parties.active().with_names())
    return {
        "two parties": len(parties) >= 2,
        "a public one": any(party.counts_as_public for party in parties),
        "one that is not": any(party.counts_as_private for party in parties),
        "a convener": project.roles.filter(kind="convener", state="accepted").exists(),
        "a recipient": bool(project.recipient_body and project.answer_due),
    }


def _to_design(project: Project, said) -> dict[str, bool]:
    deciding = list(project.parties.deciding())
    shared = set(project.views.exclude(shared_at=None).values_list("party", flat=True))
    groups = project.stakeholders.filter(is_affected=True).with_presence()
    return {
        "views": {party.pk for party in deciding} <= shared,
        "statement": _stand_behind(project, deciding, said),
        "affected": all(
            row.takes_part or (row.missing_reason and row.missing_plan) for row in groups
        ),
        "needs or offers": all(party.resources.exists() for party in deciding),
        "nobody only gives": all(party.resources.filter(direction="need") for party in deciding),
    }


def _stand_behind(project: Project, deciding: list[Party], said) -> bool:
    """Each said it to this very version, or to the one that it merely spells differently."""
    version = project.statement_versions.first()
    rows = ConsentAnswer.objects.filter(round__statement_version=version).order_by("id")
    last = {row.party_id: row for row in rows.select_related("round", "carried_from__round")}
    return version is not None and all(
        party.pk in last and _is_behind(last[party.pk], said) for party in deciding
    )


def _is_behind(row: ConsentAnswer, said) -> bool:
    if row.position == Position.PASSED_OVER:
        return row.reminders >= 2
    while row.carried_from:
        row = row.carried_from
    return said.get((row.party_id, "statement", row.round.statement_version_id)) in SETTLED


def _to_implement(project: Project, said) -> dict[str, bool]:
    judged = [row for row in project.solutions.select_related("latest") if row.latest]
    sent = project.recommendations.first()
    return {
        "two solutions": sum(bool(row.latest.takes and row.latest.risks) for row in judged) >= 2,
        "a card": bool(project.undisturbed_reason or project.disturbances.exists()),
        "chosen": _have_chosen(project, said),
        "a try": project.probes.filter(
            owner_state=OwnerState.ACCEPTED, owner__status=PartyStatus.ACCEPTED
        ).exists(),
        "an answer": bool(sent and project.verdict and sent.version_id == project.chosen_id),
    }


def _have_chosen(project: Project, said) -> bool:
    if not project.chosen_id:
        return False
    answers = ConsentAnswer.objects.filter(
        round__solution_version=project.chosen_id, round__state=RoundState.PASSED
    ).exclude(position=Position.PASSED_OVER)
    heard = [said.get((row.party_id, "solution", project.chosen_id)) for row in answers]
    return bool(heard) and set(heard) <= SETTLED


def _to_closed(project: Project, said) -> dict[str, bool]:
    told = GainAnswer.objects.filter(party__project=project).values_list("kind", flat=True)
    return {
        "delopgaver": not project.assignments.filter(state__in=UNDER_WAY).exists(),
        "gains": set(told) == set(GainKind.values),
        "an outcome": bool(project.outcome),
        "lessons": bool(project.lessons),
        "an owner": project.outcome != "anchored" or bool(project.owner_from_here),
    }


def may_read(view: ProblemView, person: User | None, opened: set[int]) -> bool:
    """Whether the product lets the person read this view (peers §2.2), told anew.

    `opened` are the parties whose views everybody may read since the opgave moved on.
    """
    if view.party_id in opened:
        return True
    if person is None:
        return False
    own = list(view.project.parties.speaking(person))
    if view.party_id in {party.pk for party in own}:
        return True
    shared = set(view.project.views.exclude(shared_at=None).values_list("party", flat=True))
    return bool(own) and view.party_id in shared and {party.pk for party in own} <= shared

"""Opgaver as rows that people read in a spreadsheet: words where the API has codes."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from projects.models import ConsentRound, Party, Project
from samskabelse.history.models import Entry
from samskabelse.history.sentences import sentence_for


def project_head() -> list[str]:
    return [
        _("Title"), _("Themes"), _("Phase"), _("Since"), _("Raised"),
        _("How do you come to it?"), _("Where"), _("Postal code"), _("Latitude"), _("Longitude"),
        _("Parties"), _("Decision recipient"), _("Answer deadline"), _("Answer"), _("Outcome"),
        _("Owner from here on"), _("The problem or task"), _("What we learnt"), _("Address"),
    ]  # fmt: skip


def project_row(project: Project) -> list[Any]:
    """One opgave, of what everybody may see."""
    return [
        project.title, ", ".join(project.theme_names),
        project.get_phase_display(), day(project.phase_since),
        day(project.submitted_at), project.get_route_display(), project.place,
        project.postal_code, degrees(project.latitude), degrees(project.longitude),
        project.party_count,
        project.recipient_body, day(project.answer_due), project.get_verdict_display(),
        project.get_outcome_display(), project.owner_from_here, project.problem, project.lessons,
        f"{settings.BASE_URL}{project.get_absolute_url()}",
    ]  # fmt: skip


def day(moment: Any) -> str:
    """`2026-11-25` or `2026-11-25 22:10`: every spreadsheet knows it, in any language."""
    if not moment:
        return ""
    if hasattr(moment, "hour"):
        return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()


def degrees(number: Any) -> str:
    """With the comma or point of the language, so that it stays a number."""
    return "" if number is None else number_format(number, use_l10n=True)


def part_head() -> list[str]:
    return [_("Part"), _("When"), _("Who"), _("On behalf of"), _("What"), _("Text")]


def fact_rows(shown: dict[str, Any]) -> Iterable[list[Any]]:
    """The opgave itself: a row for each thing that is known about it."""
    for name, value in shown.items():
        text = ", ".join(value) if name == "themes" else value
        if isinstance(text, str | int) and text != "":
            yield [_("project"), "", "", "", name, text]


def fact_of_gate_rows(facts: Iterable[dict[str, Any]]) -> Iterable[list[Any]]:
    for fact in facts:
        state = _("In place") if fact["met"] else _("Missing")
        yield [_("what is missing"), "", "", "", state, fact["message"]]


def party_rows(parties: Iterable[Party]) -> Iterable[list[Any]]:
    for party in parties:
        start = [_("party"), day(party.accepted_at), party.name, ""]
        yield [*start, party.get_status_display(), party.get_role_promise_display()]
        yield [*start, _("Brings"), party.brings]
        yield [*start, _("Needs"), party.needs]


def round_rows(rounds: Iterable[ConsentRound]) -> Iterable[list[Any]]:
    for asked in rounds:
        gate = f"{asked.get_from_phase_display()} → {asked.get_to_phase_display()}"
        yield [_("consent"), day(asked.opened_at), "", "", gate, asked.get_state_display()]
        for answer in asked.answers.all():
            said = answer.get_position_display()
            yield [_("consent"), day(answer.at), answer.party.name, "", said, answer.reason]


def entry_rows(entries: Iterable[Entry]) -> Iterable[list[Any]]:
    for entry in entries:
        who = str(entry.by) if entry.by else _("The platform")
        start = [_("history"), day(entry.at), who, entry.on_behalf_of]
        yield [*start, entry.action, sentence_for(entry)]

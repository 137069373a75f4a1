"""A finished plan on day one, an agenda fixed in advance, nobody affected: from sham to closed."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from arenas.models import Material
from arenas.services.agenda import Item, add_item
from participants.enums import OrganisationKind
from projects.enums import CaseState, Label
from projects.services.honesty import answer_honestly
from projects.services.stakeholders import StakeholderRow, map_stakeholder
from samskabelse.history.queries import history_of
from tests.factories.arenas import bare_meeting
from tests.factories.people import VerifiedStaffFactory
from tests.factories.projects import Team, accepted_party, raised, wears
from tests.projects.cocreation import seen

pytestmark = pytest.mark.django_db


def sham() -> Team:
    """A department alone with its plan and its agenda; then an association may come."""
    boss = VerifiedStaffFactory(trusted_at=timezone.now())
    project = raised(by=boss, title="Nyt torv", problem="Her er den færdige plan for torvet.")
    meeting = bare_meeting(project)
    Material.objects.create(meeting=meeting, title="Hovedprojekt for torvet", text="12 tegninger")
    for title in ("Velkommen", "Planen", "Spørgsmål", "Tak for i aften"):
        item = Item(title=title, purpose="inform", method="show", minutes=15)
        add_item(meeting.pk, item, by=boss)
    association = accepted_party(project, OrganisationKind.ASSOCIATION)
    return Team(
        project=project,
        initiator=boss,
        department=project.parties.first(),
        association=association,
        committer=association.committers()[0],
        speaker=association.committers()[0],
        convener=wears(project, "convener"),
        facilitator=boss,
        recipient=boss,
    )


def test_the_sham_is_asked_about_answered_disputed_and_closed(client):
    team = sham()
    said = {"chosen_before": "no", "fixed_alone": "no", "to_save": "no"}
    answer_honestly(team.project.pk, by=team.convener, **said)
    found = seen.look(team.project)
    assert set(found) == {"solution_first", "agenda_first"}
    assert team.refresh().label == Label.HEARING

    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        assert set(seen.look(team.project)) == {*found, "affected_missing"}
        page = reverse("projects:cocreation", args=[team.project.slug])
        text = client.get(page).content.decode()
        for question in (
            "Var løsningen valgt, før problemet var?",
            "Var dagsordenen lagt, før andre kom med?",
            "Er de med, der lever med resultatet?",
            "3 spørgsmål venter på svar",
            "Fakta spørger",
            "Hovedprojekt for torvet",
        ):
            assert question in text

        map_stakeholder(
            team.project.pk,
            StakeholderRow("Torvehandlerne", is_affected=True),
            by=team.committer,
        )
        row = team.project.stakeholders.get()
        row.missing_reason, row.missing_plan = "De har travlt", "Vi spørger dem ved boderne"
        row.save()
        assert seen.look(team.project)["affected_missing"] == CaseState.GONE

        seen.answered(team, "solution_first", "Planen er kun et oplæg.")
        seen.disputed(team, "solution_first", "Den er trykt i 500 eksemplarer.")
        seen.answered(team, "solution_first", "Det er rigtigt. Vi lægger den væk.")
        seen.accepted(team, "solution_first")
        assert team.refresh().label == Label.COCREATION

    acts = [entry.action for entry in history_of(team.project).order_by("id")]
    assert acts.count("label.changed") == 1  # down by the clock; up by the acceptance
    assert acts[-1] == "finding.accepted"
    assert history_of(team.project).first().data["label"] == Label.COCREATION

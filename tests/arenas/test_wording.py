"""What the pages about meetings show and leave out, so that people know what to do."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from arenas.enums import DecisionRule
from arenas.models import Arena, Decision, Meeting
from arenas.services import hats, meetings
from arenas.services.attendance import mark_attendance
from arenas.templates import STARTS
from tests.factories.arenas import arena_of, decided, held, meeting_of
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.factories.projects import Team, team_in
from tests.factories.rooms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in("define")


def page(team: Team, name: str, *args: object) -> str:
    url = reverse(f"arenas:{name}", args=[team.project.slug, *args])
    return signed_in(team.convener).get(url).content.decode()


def test_what_somebody_has_seen_goes_along_unseen(team) -> None:
    meeting = held(meeting_of(team))
    shown = page(team, "write_minutes", meeting.pk)
    assert 'type="hidden" name="seen_0"' in shown
    assert 'for="id_seen_0"' not in shown


@pytest.mark.parametrize(("rule", "checked"), [(DecisionRule.CONSENT, 1), ("", 0)])
def test_a_decision_is_not_made_by_deciding_nothing(team, rule, checked) -> None:
    meeting = held(meeting_of(team))
    Arena.objects.filter(pk=meeting.arena_id).update(decision_rule=rule)
    shown = page(team, "add_decision", meeting.pk)
    assert "Her besluttes ikke noget" not in shown
    assert shown.count(" checked") == checked


def test_where_nothing_is_decided_no_decision_is_written(team) -> None:
    meeting = held(meeting_of(team))
    browser = signed_in(team.convener)
    url = reverse("arenas:add_decision", args=[team.project.slug, meeting.pk])
    assert url in page(team, "minutes", meeting.pk)
    Arena.objects.filter(pk=meeting.arena_id).update(decision_rule=DecisionRule.NONE)
    assert url not in page(team, "minutes", meeting.pk)
    opened = browser.get(url)
    assert opened.status_code == 409
    assert "I denne arena besluttes ikke noget" in opened.content.decode()
    elsewhere = arena_of(team, title="Styregruppen")
    told = asdict(decided()) | {"key": "0"}
    sent = browser.post(url, told)
    assert sent.status_code == 422
    assert f"Det kan besluttes i: {elsewhere.title}" in sent.content.decode()
    assert told["what"] in sent.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_template_that_decides_nothing_says_so(language) -> None:
    begins = {"da": "Intet", "en": "Nothing"}[language]
    with override(language):
        none = [start for start in STARTS if start.decision_rule == DecisionRule.NONE]
        assert none
        assert [str(s.can_decide) for s in none if not str(s.can_decide).startswith(begins)] == []


def test_whoever_steers_adds_to_the_agenda_and_a_party_until_three_days_before(team) -> None:
    meeting, wearer = meeting_of(team, days=2), UserFactory()
    asked = hats.ask_hat(meeting.arena_id, wearer, "facilitator", by=team.convener)
    hats.answer_hat(asked.pk, by=wearer, accept=True)
    url = reverse("arenas:add_item", args=[team.project.slug, meeting.pk])
    assert url in signed_in(wearer).get(meeting.get_absolute_url()).content.decode()
    shown = signed_in(wearer).get(url)
    assert shown.status_code == 200
    assert "indtil tre dage før mødet" not in shown.content.decode()
    assert "Du leder mødet" in shown.content.decode()
    told = {"title": "Hvem mangler?", "purpose": "explore", "method": "round", "minutes": "20"}
    assert signed_in(wearer).post(url, told).status_code == 303
    assert meeting.agenda.filter(title="Hvem mangler?", added_by=wearer).exists()
    assert signed_in(team.committer).get(url).status_code == 409
    early = meeting_of(team, arena=meeting.arena)
    shown = page(team, "add_item", early.pk)
    assert "indtil tre dage før mødet" in shown


def test_a_cancelled_meeting_counts_nobody_and_takes_no_guests(team) -> None:
    meeting = meeting_of(team, is_open=True, capacity=15)
    guest = reverse("arenas:guest", args=[team.project.slug, meeting.pk])
    assert "15 ledige pladser" in page(team, "meeting", meeting.pk)
    assert Client().get(guest).status_code == 200
    meetings.cancel_meeting(meeting.pk, by=team.convener, reason="Sygdom")
    shown = page(team, "meeting", meeting.pk)
    assert "ledige pladser" not in shown
    assert "Kommer du?" not in shown
    assert Client().get(guest).status_code == 409


def test_of_a_held_meeting_the_list_says_how_many_came(team) -> None:
    been, now = meeting_of(team), meeting_of(team)
    Meeting.objects.filter(pk=been.pk).update(title="Det første")
    held(been)
    soon = timezone.now() + timedelta(hours=1)
    Meeting.objects.filter(pk=now.pk).update(starts_at=soon - timedelta(hours=2), ends_at=soon)
    rows = list(now.sign_ups.values_list("pk", flat=True))
    mark_attendance(now.pk, dict.fromkeys(rows[:3], "came"), by=team.convener)
    coming, past = page(team, "meetings").split("Møder, der har været")
    assert "3 kom" in coming
    assert "0 kommer" not in coming
    assert f"{been.sign_ups.count()} kom" in past


def test_an_arena_names_the_meetings_that_have_been(team) -> None:
    arena = arena_of(team)
    been, comes = meeting_of(team, arena=arena), meeting_of(team, arena=arena)
    held(been)
    shown = page(team, "arena", arena.pk)
    before, after = shown.split("Møder, der har været")
    assert comes.title in before
    assert been.title in after
    assert been.title not in before


def test_what_is_needed_is_not_called_optional() -> None:
    client = signed_in(VerifiedStaffFactory())
    shown = client.get(reverse("arenas:new_event")).content.decode()
    for label in ("Hvor?", "Hvem arrangerer?"):
        assert f"{label}</label>" in shown
    assert 'Adresse på nettet<span class="weight-normal">' in shown

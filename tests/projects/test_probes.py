"""Small tries (R64) and the catalyst's cards (R62)."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.listings import Mine
from projects.deck import DECK, draw
from projects.enums import Card, OwnerState, Phase, ProbeState
from projects.models import Disturbance, Probe
from projects.personal import waiting_for
from projects.services import disturbing, probing
from projects.services.moderation import hide_project
from projects.services.parties import leave_project
from projects.services.probing import WORDS
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError, Blocked, NotAllowed
from tests.factories.design import PLAN, disturbed, owned_probe, planned_probe
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import Team, meet_facts, team_in
from tests.projects.test_phases import missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in(Phase.DESIGN)


def browser(person: Any) -> Client:
    client = Client(headers={"accept-language": "da"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def stop(probe: Probe, by, **said: str) -> Probe:
    told = {"ending": "stop_rule", "reason": "En rude gik"} | said
    return probing.stop_probe(probe.pk, by=by, **told)


def test_the_owner_is_asked_and_nothing_begins_before_a_yes(team: Team) -> None:
    probe = planned_probe(team)
    assert OutgoingMail.objects.filter(kind="probe_owner_asked", to_user=team.committer).exists()
    assert any("/ejer/" in row.url for row in waiting_for(Mine(team.committer)))
    with pytest.raises(Blocked) as refused:
        probing.start_probe(probe.pk, by=team.initiator)
    assert refused.value.code == "no_owner"
    with pytest.raises(NotAllowed):
        probing.answer_ownership(probe.pk, by=team.speaker, accept=True)
    probing.answer_ownership(probe.pk, by=team.committer, accept=True)
    assert probing.start_probe(probe.pk, by=team.initiator).state == ProbeState.RUNNING


def test_the_database_lets_none_run_without_an_owner_or_a_limit(team: Team) -> None:
    probe = planned_probe(team)
    rows = Probe.objects.filter(pk=probe.pk)
    wrong = [
        {"state": "running", "started_at": timezone.now()},
        {"size_limit": ""},
        {"stop_rule": ""},
        {"state": "stopped", "stopped_at": timezone.now(), "ending": "given_up"},
        {"ends_on": probe.starts_on - timedelta(days=1)},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)


@pytest.mark.parametrize("who", ["initiator", "speaker", "committer", "convener", "facilitator"])
def test_anybody_who_takes_part_stops_it_alone_and_at_once(team: Team, who: str) -> None:
    probe = owned_probe(team)
    probing.start_probe(probe.pk, by=team.initiator)
    stopped = stop(probe, getattr(team, who), seen="Glas i gården")
    assert (stopped.state, stopped.ending, stopped.seen) == (
        "stopped",
        "stop_rule",
        "Glas i gården",
    )
    told = OutgoingMail.objects.filter(kind="probe_stopped", to_user=team.committer)
    assert told.exists() == (who != "committer")


def test_it_takes_a_reason_and_it_stays_stopped(team: Team) -> None:
    probe = owned_probe(team)
    for said, field in [({"reason": " "}, "reason"), ({"ending": "tired"}, "ending")]:
        with pytest.raises(ActError) as refused:
            stop(probe, team.initiator, **said)
        assert refused.value.field == field
    stop(probe, team.initiator)
    stop(probe, team.committer, reason="En anden grund")
    probe.refresh_from_db()
    assert probe.stop_reason == "En rude gik"
    assert history_of(team.project).filter(action="probe.stopped").count() == 1
    with pytest.raises(Blocked):
        probing.start_probe(probe.pk, by=team.initiator)


def test_a_stranger_does_not_stop_it(team: Team) -> None:
    with pytest.raises(NotAllowed):
        stop(owned_probe(team), UserFactory())


def test_it_can_be_stopped_while_the_opgave_is_hidden(team: Team) -> None:
    """Operations are not safer because nobody can read about them."""
    probe = owned_probe(team)
    hide_project(team.project.pk, by=AdministratorFactory(), reason="Et navn")
    assert stop(probe, team.speaker).state == ProbeState.STOPPED


def test_other_terms_ask_the_owner_again(team: Team) -> None:
    probe = owned_probe(team)
    plan = PLAN | {name: getattr(probe, name) for name in ("starts_on", "ends_on", "owner")}
    probing.change_probe(probe.pk, by=team.initiator, **(plan | {"title": "Nyt navn"}))
    probe.refresh_from_db()
    assert probe.owner_state == OwnerState.ACCEPTED
    probing.change_probe(probe.pk, by=team.initiator, **(plan | {"size_limit": "500 unge"}))
    probe.refresh_from_db()
    assert (probe.owner_state, probe.asked) == (OwnerState.ASKED, 2)
    assert OutgoingMail.objects.filter(kind="probe_owner_asked").count() == 2


def test_a_no_says_why_and_lessons_follow_the_end(team: Team) -> None:
    probe = planned_probe(team)
    with pytest.raises(ActError) as refused:
        probing.answer_ownership(probe.pk, by=team.committer, accept=False)
    assert refused.value.field == "note"
    probing.answer_ownership(probe.pk, by=team.committer, accept=False, note="Ingen tid")
    with pytest.raises(Blocked):
        probing.write_lessons(probe.pk, by=team.initiator, seen="", learnt="Spørg først")
    stop(probe, team.initiator, ending="given_up")
    with pytest.raises(ActError):
        probing.write_lessons(probe.pk, by=team.initiator, seen="", learnt=" ")
    done = probing.write_lessons(probe.pk, by=team.initiator, seen="Intet", learnt="Spørg først")
    assert (done.seen, done.learnt) == ("Intet", "Spørg først")


def test_the_gate_asks_for_an_owner_who_still_takes_part(team: Team) -> None:
    meet_facts(team)
    assert missing(team.refresh()) == ["consent"]
    leave_project(team.association.pk, by=team.committer, reason="time")
    assert "probe" in missing(team.refresh())


@pytest.mark.parametrize("plan", [planned_probe, owned_probe])
def test_an_owner_who_has_left_owns_nothing_and_another_is_named(team: Team, plan: Any) -> None:
    probe = plan(team)
    url = reverse("projects:probe", args=[team.project.slug, probe.pk])
    own_url = reverse("projects:own_probe", args=[team.project.slug, probe.pk])
    leave_project(team.association.pk, by=team.committer, reason="time")

    client = browser(team.committer)
    assert client.get(own_url).status_code == 409
    assert client.post(own_url, {"answer": "yes"}).status_code == 422
    for act in (
        partial(probing.answer_ownership, probe.pk, by=team.committer, accept=True),
        partial(probing.start_probe, probe.pk, by=team.initiator),
    ):
        with pytest.raises(Blocked) as refused:
            act()
        assert refused.value.code == "owner_left"
    for person in (team.committer, team.initiator):
        page = browser(person).get(url).content.decode()
        assert "har forladt opgaven" in page
        assert "Har sagt ja" not in page
        assert "har sagt ja" not in page
        assert own_url not in page
    assert "Vælg en anden ansvarlig" in page

    ours = team.project.parties.get(user=team.initiator)
    told = {name: getattr(probe, name) for name in ("starts_on", "ends_on", *WORDS)}
    probing.change_probe(probe.pk, by=team.initiator, owner=ours, **told)
    probing.answer_ownership(probe.pk, by=team.initiator, accept=True)
    assert probing.start_probe(probe.pk, by=team.initiator).state == "running"


# --- cards -----------------------------------------------------------------------------------


def test_every_card_has_a_question_and_a_way_to_play_it() -> None:
    assert set(DECK) == set(Card.values)
    assert len({str(play.question) for play in DECK.values()}) == len(DECK) >= 10
    assert draw(set(Card.values) - {"go_there"}).card == "go_there"
    assert draw(Card.values).card in Card.values


def test_a_use_is_written_down_with_its_effect(team: Team) -> None:
    used = disturbed(team)
    assert disturbed(team) == used  # the same twice is once
    assert (used.by, used.party.user, used.changed) == (
        team.initiator,
        team.initiator,
        "De unge er selv værter.",
    )
    assert history_of(team.project).filter(action="card.used").count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"happened": " "}, "happened"),
        ({"changed": " "}, "changed"),
        ({"used_on": timezone.localdate() + timedelta(days=2)}, "used_on"),
        ({"card": "joker"}, None),
    ],
)
def test_a_use_without_an_effect_is_none(team: Team, said: dict, field: str | None) -> None:
    told = {
        "card": "go_there",
        "used_on": timezone.localdate(),
        "happened": "Vi gik derhen",
        "changed": "Intet",
    } | said
    with pytest.raises(ActError) as refused:
        disturbing.use_card(team.project.pk, by=team.initiator, **told)
    assert refused.value.field == field
    assert not Disturbance.objects.exists()


def test_the_gate_takes_a_use_or_a_reason_for_none(team: Team) -> None:
    assert "disturbance" in missing(team.refresh())
    with pytest.raises(ActError):
        disturbing.go_undisturbed(team.project.pk, by=team.initiator, reason=" ")
    disturbing.go_undisturbed(team.project.pk, by=team.initiator, reason="Vi er nye")
    assert "disturbance" not in missing(team.refresh())


def test_a_yes_to_terms_that_have_changed_is_no_yes(team: Team) -> None:
    probe, client = planned_probe(team), browser(team.committer)
    url = reverse("projects:own_probe", args=[team.project.slug, probe.pk])
    read = client.get(url).context["form"]["read"].value()
    names = (*PLAN, "starts_on", "ends_on", "owner")
    plan = {name: getattr(probe, name) for name in names} | {"size_limit": "5 mio. kr. i et år."}
    probing.change_probe(probe.pk, by=team.initiator, **plan)
    late = client.post(url, {"answer": "yes", "note": "Ja, men kun lørdage.", "read": read})
    assert late.status_code == 422
    page = late.content.decode()
    assert "5 mio. kr. i et år." in page
    assert "Ja, men kun lørdage." in page
    probe.refresh_from_db()
    assert probe.owner_state == OwnerState.ASKED
    again = {"answer": "yes", "note": "", "read": late.context["form"]["read"].value()}
    assert client.post(url, again).status_code == 303
    probe.refresh_from_db()
    assert probe.owner_state == OwnerState.ACCEPTED

"""Gains: each party in its own words, asked at the close and 6 and 12 months later (R33, R34)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import User
from projects.enums import GainKind, Phase
from projects.models import GainAnswer, GainQuestion
from projects.phases import checklist
from projects.services import moving
from projects.services.follow_up import months_before
from projects.services.gains import Said, answer_gains, describe_gain
from projects.services.reminders import tick
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from tests.factories.projects import Team, asked, everybody_consents, team_in
from tests.projects.post import deliver, keep_mails, sent_to

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    keep_mails(settings)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def gate(team: Team) -> dict[str, bool]:
    facts = checklist(team.refresh())
    return {fact.code: fact.met for fact in facts if fact.code.startswith("gain_")}


def said(**words: str) -> dict[str, str]:
    fields = {f"{kind}_{part}": "" for kind in GainKind for part in ("measured", "words")}
    return fields | words


def answer_page(team: Team) -> str:
    return reverse("projects:answer_gains", args=[team.project.slug])


def closed_team() -> Team:
    team = team_in(Phase.CLOSED)
    deliver()
    return team


def asked_on(team: Team) -> list[str]:
    """The days on which a party was asked that had told nothing before it was."""
    person = team.department.committers()[0]
    mails = OutgoingMail.objects.filter(kind="gains_asked", to_address=person.email, state="sent")
    return [str(timezone.localdate(mail.sent_at)) for mail in mails.order_by("id")]


def live(clock: time_machine.Traveller, days: int, *, step: int = 1) -> None:
    """Days go by, with two schedulers."""
    for _time in range(days // step):
        clock.shift(timedelta(days=step))
        for _scheduler in range(2):
            tick()
        deliver()


def test_the_gate_wants_one_line_of_each_kind_and_takes_unknown(clock) -> None:
    team = team_in(Phase.IMPLEMENT)
    assert gate(team) == {f"gain_{kind}": False for kind in GainKind}
    answer_gains(team.association.pk, {"cohesion": Said(words="Flere hilser")}, by=team.committer)
    assert gate(team)["gain_cohesion"]
    sent = browser(team.committer).post(answer_page(team), said())  # nothing is told
    assert sent.status_code == 303
    assert not any(gate(team).values())
    unknown = said(**{f"{kind}_words": "Ukendt" for kind in GainKind})
    assert browser(team.committer).post(answer_page(team), unknown).status_code == 303
    assert all(gate(team).values())
    for fact in checklist(team.refresh()):
        if fact.code.startswith("gain_"):
            assert fact.url == answer_page(team)


def test_parties_that_disagree_both_stand_there() -> None:
    team = team_in(Phase.IMPLEMENT)
    describe_gain(
        team.project.pk,
        "effectiveness",
        by=team.convener,
        measure="Børn, der går selv",
        baseline="9",
        target="40",
    )
    browser(team.committer).post(
        answer_page(team), said(effectiveness_measured="38", effectiveness_words="Vi har talt")
    )
    department = team.department.committers()[0]
    browser(department).post(answer_page(team), said(effectiveness_measured="12"))
    page = reverse("projects:gains", args=[team.project.slug])
    shown = browser().get(page).content.decode()
    for text in ("Børn, der går selv", "38", "12", "Vi har talt", "ukendt", "forskelligt"):
        assert text in shown
    assert "25" not in [cell.strip() for cell in shown.split("<td")]  # nothing is averaged
    assert history_of(team.project).filter(action="gains.told").count() == 2
    # The one has measured again: what a party said before is not held against it.
    team.association.gain_answers.create(kind="effectiveness", moment=6, measured="12")
    assert "forskelligt" not in browser().get(page).content.decode()


def test_who_may_tell_and_what_cannot_be_read(clock) -> None:
    team = team_in(Phase.IMPLEMENT)
    page = answer_page(team)
    assert browser(team.convener).get(page).status_code == 403  # a hat is no party
    assert browser().get(page).status_code == 302
    sent = browser(team.committer).post(page, said(cohesion_words="x" * 100_000))
    assert sent.status_code == 422
    assert not GainAnswer.objects.exists()
    kind = reverse("projects:describe_gain", args=[team.project.slug, "money"])
    assert browser(team.convener).get(kind).status_code == 404


def test_asked_at_the_close_once_however_often_it_is_prepared() -> None:
    team = team_in(Phase.IMPLEMENT)
    for lessons in ("Spørg først", "Spørg de unge først"):
        moving.prepare_closing(
            team.project.pk, by=team.convener, outcome="dropped", owner="", lessons=lessons
        )
    deliver()
    assert sent_to(team.committer.email).count("gains_asked") == 1
    assert GainQuestion.objects.filter(party__project=team.project).count() == 3


def test_asked_again_after_six_and_twelve_months_and_then_no_more(clock) -> None:
    team = closed_team()
    live(clock, 660, step=20)
    days = asked_on(team)[1:]
    assert [day[:7] for day in days] == ["2026-09", "2027-03"]
    moments = GainQuestion.objects.filter(party=team.association).order_by("id")
    assert list(moments.values_list("moment", flat=True)) == [0, 6, 12]


@pytest.mark.parametrize(
    ("away", "moments"), [(190, [0, 6]), (300, [0, 6]), (400, [0, 12]), (800, [0])]
)
def test_after_an_outage_what_is_due_now_is_asked_once(clock, away: int, moments: list) -> None:
    team = closed_team()
    clock.shift(timedelta(days=away))
    live(clock, 3)
    found = GainQuestion.objects.filter(party=team.association).order_by("id")
    assert list(found.values_list("moment", flat=True)) == moments
    assert len(asked_on(team)) == len(moments)


def test_answered_from_the_mail_six_months_later(clock) -> None:
    team = closed_team()
    clock.shift(timedelta(days=185))
    tick()
    (mail,) = [m for m in deliver() if m.to_address == team.committer.email]
    path = next(word for word in mail.text.split() if "/svar/" in word).split("/", 3)[3]
    assert browser().get(f"/{path}").status_code == 200
    sent = browser().post(f"/{path}", said(innovation_measured="Stadig i brug"))
    assert sent.status_code == 303
    row = GainAnswer.objects.get(party=team.association, kind="innovation", moment=6)
    assert (row.measured, row.by) == ("Stadig i brug", team.committer)
    assert browser(team.initiator).post(f"/{path}", said()).status_code == 403


def test_a_reopened_opgave_counts_from_its_new_closing(clock) -> None:
    team = closed_team()
    live(clock, 120, step=30)
    moving.reopen_project(team.project.pk, by=team.initiator, reason="Det var støjen")
    while team.refresh().phase != Phase.CLOSED:
        everybody_consents(asked(team))
    live(clock, 150, step=30)  # nine months after the first closing, five after the second
    assert not GainQuestion.objects.filter(moment=6).exists()
    live(clock, 60, step=30)
    assert GainQuestion.objects.filter(party=team.association, moment=6).count() == 1


def test_months_are_counted_as_people_do() -> None:
    moment = datetime(2026, 8, 31, 12, 0, tzinfo=UTC)
    assert months_before(moment, 6).date().isoformat() == "2026-02-28"
    assert months_before(moment, 12).date().isoformat() == "2025-08-31"

"""Delopgaver by mail: answered without an account, asked about once, and never twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from participants.models import User
from projects.models import Assignment, MailToken
from projects.services.assignment_answers import answer_assignment
from projects.services.assignment_ends import answer_follow_up, finish_assignment
from projects.services.assignments import Whom, recipient_of, withdraw_assignment
from projects.services.muting import mute_project
from projects.services.reminders import tick
from samskabelse.mail.models import OutgoingMail
from tests.factories.projects import Team
from tests.projects.delopgaver import asked, at_work, taken
from tests.projects.post import deliver, keep_mails, sent_to

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
KARSTEN = "karsten@mail.example"


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    keep_mails(settings)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def team() -> Team:
    team = at_work()
    deliver()
    return team


def link_in(text: str, ending: str) -> str:
    """The path of the link that ends so."""
    found = next(word for word in text.split() if word.endswith(ending))
    return f"/{found.split('/', 3)[3]}"


def live(clock: time_machine.Traveller, days: int, *, schedulers: int = 2) -> None:
    """Days go by, with several schedulers that do not know of each other."""
    for _day in range(days):
        clock.shift(timedelta(days=1))
        for _scheduler in range(schedulers):
            tick()
        deliver()


def kinds(person: User) -> Counter[str]:
    return Counter(kind for kind in sent_to(person.email) if kind.startswith("assignment"))


def asked_by_mail(team: Team) -> str:
    """What a person outside every party gets; the address has no account."""
    asked(team, whom=Whom(name="Karsten Ravn", email=KARSTEN))
    letters = [mail for mail in deliver() if mail.to_address == KARSTEN]
    assert len(letters) == 1
    return letters[0].text


@pytest.mark.parametrize(
    ("reply", "state", "accounts"),
    [("yes", "accepted", 1), ("if", "conditional", 1), ("no", "declined", 0)],
)
def test_answered_from_the_mail_without_an_account(
    team: Team, reply: str, state: str, accounts: int
) -> None:
    text = asked_by_mail(team)
    for part in ("Kom til to fredage og lyt", "Hvilke fredage det bliver"):
        assert part in text
    path, client = link_in(text, f"svar={reply}"), Client()
    page = client.get(path)
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex"
    assert not User.objects.filter(email=KARSTEN).exists()  # looking changes nothing
    assert page.context["form"]["reply"].value() == reply
    sent = client.post(path, {"reply": reply, "condition": "Hvis jeg må komme kl. 20"})
    assert sent.status_code == 303
    assert Assignment.objects.get().state == state
    assert User.objects.filter(email=KARSTEN).count() == accounts
    assert client.post(path, {"reply": "no"}).status_code in {302, 303}  # answered is answered
    assert Assignment.objects.get().state == state


def test_an_answer_that_is_refused_leaves_no_account(team: Team) -> None:
    path = link_in(asked_by_mail(team), "svar=if")
    assert Client().post(path, {"reply": "if", "condition": ""}).status_code == 422
    assert not User.objects.filter(email=KARSTEN).exists()


def test_a_link_does_not_answer_for_another_account(team: Team) -> None:
    path = link_in(asked_by_mail(team), "svar=yes")
    client = Client()
    client.force_login(team.initiator, backend="django.contrib.auth.backends.ModelBackend")
    assert "logout" in client.get(path).content.decode()
    assert client.post(path, {"reply": "yes"}).status_code == 403
    assert Assignment.objects.get().state == "asked"


def test_upward_and_yes_if_all_the_way_by_mail(team: Team) -> None:
    """A citizen asks the one who decides, who sets a condition; nobody signs in."""
    asked(team, by=team.initiator, whom=recipient_of(team.project))
    (mail,) = [m for m in deliver() if m.to_address == team.recipient.email]
    path = link_in(mail.text, "svar=if")
    Client().post(path, {"reply": "if", "condition": "Hvis det er efter kl. 20"})
    (mail,) = [m for m in deliver() if m.to_address == team.initiator.email]
    assert "efter kl. 20" in mail.text
    giver = next(word for word in mail.text.split() if "/svar/" in word)
    sent = Client().post(f"/{giver.split('/', 3)[3]}", {"accept": "yes", "note": "Selvfølgelig"})
    assert sent.status_code == 303
    row = Assignment.objects.get()
    assert (row.state, row.taker) == ("accepted", team.recipient)
    deliver()
    assert "condition_accepted" in sent_to(team.recipient.email)


def test_three_days_before_on_the_day_and_one_question_then_no_more(team: Team, clock) -> None:
    taken(team, due=timezone.localdate() + timedelta(days=10))
    deliver()
    live(clock, 22)
    # The question itself was answered before its mail left.
    assert kinds(team.committer) == {"assignment_reminder": 2, "assignment_question": 1}
    days = OutgoingMail.objects.filter(kind="assignment_question").values_list("sent_at", flat=True)
    assert [timezone.localdate(at) for at in days] == [START.date() + timedelta(days=13)]


@pytest.mark.parametrize("outage", [12, 45, 200])
def test_the_question_survives_an_outage_and_still_comes_once(
    team: Team, clock, outage: int
) -> None:
    taken(team, due=timezone.localdate() + timedelta(days=10))
    deliver()
    clock.shift(timedelta(days=outage))
    live(clock, 5, schedulers=3)
    assert kinds(team.committer)["assignment_question"] == 1


def test_a_moved_date_is_not_asked_about_a_second_time(team: Team, clock) -> None:
    row = taken(team, due=timezone.localdate() + timedelta(days=2))
    live(clock, 6)
    later = timezone.localdate() + timedelta(days=5)
    answer_follow_up(row.pk, "later", by=team.committer, due=later)
    live(clock, 12)
    assert kinds(team.committer)["assignment_question"] == 1


def test_the_question_is_answered_from_the_mail(team: Team, clock) -> None:
    taken(team, due=timezone.localdate() + timedelta(days=1))
    clock.shift(timedelta(days=4))
    tick()
    (mail,) = [m for m in deliver() if m.to_address == team.committer.email]
    path = link_in(mail.text, "svar=missing")
    assert Client().get(path).status_code == 200
    sent = Client().post(path, {"choice": "missing", "words": "En nøgle"})
    assert sent.status_code == 303
    row = Assignment.objects.get()
    assert (row.missing, row.state) == ("En nøgle", "accepted")
    deliver()
    assert "assignment_missing" in sent_to(team.convener.email)
    Client().post(path, {"choice": "done", "words": "Fandt den"})
    assert Assignment.objects.get().state == "done"


@pytest.mark.parametrize("end", ["finish", "move", "mute", "close"])
def test_no_question_when_it_has_no_meaning(team: Team, clock, end: str) -> None:
    row = taken(team, due=timezone.localdate() + timedelta(days=1))
    clock.shift(timedelta(days=4))
    tick()  # queued, and not sent yet
    if end == "finish":
        finish_assignment(row.pk, by=team.committer, word="Godt")
    elif end == "move":
        due = timezone.localdate() + timedelta(days=9)
        answer_follow_up(row.pk, "later", by=team.committer, due=due)
    elif end == "mute":
        mute_project(team.project, by=team.committer, muted=True)
    else:
        Assignment.objects.filter(pk=row.pk).update(
            state="released", ended_word="Nå", ended_at=timezone.now()
        )
    live(clock, 6)
    assert kinds(team.committer)["assignment_question"] == 0


def test_what_an_address_never_answers_is_taken_back_and_forgotten(team: Team, clock) -> None:
    asked_by_mail(team)
    clock.shift(timedelta(days=58))
    live(clock, 1)
    assert Assignment.objects.get().state == "asked"
    live(clock, 2)
    row = Assignment.objects.get()
    assert (row.state, row.asked_email, row.asked_name) == ("withdrawn", "", "")
    assert (
        not MailToken.objects.filter(assignment=row)
        .exclude(expires_at__lt=timezone.now() + timedelta(days=1))
        .exists()
    )


def test_a_question_taken_back_is_not_sent(team: Team) -> None:
    row = asked(team)
    withdraw_assignment(row.pk, by=team.convener)
    deliver()
    assert "assignment_asked" not in sent_to(team.committer.email)


def test_an_address_is_not_buried(team: Team) -> None:
    from samskabelse.web.errors import ActError  # noqa: PLC0415

    stranger = Whom(name="Karen Bruun", email="karen@post.example")  # nobody has confirmed it
    for number in range(3):
        asked(team, whom=stranger, what=f"Bær stol {number}")
    with pytest.raises(ActError) as refused:
        asked(team, whom=stranger, what="Bær bordet")
    assert refused.value.code == "mail_limit"


def test_answering_twice_at_the_giver_is_one_mail(team: Team) -> None:
    row = asked(team)
    for _time in range(2):
        answer_assignment(row.pk, "yes", by=team.committer)
    deliver()
    assert kinds(team.convener)["assignment_answered"] == 1

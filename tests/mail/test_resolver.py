"""Kind × state of the person → verdict; and that the verdict holds with many workers at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from samskabelse.mail import claims, kinds, services
from samskabelse.mail.claims import Worker
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import Lane, Rhythm, Topic
from samskabelse.mail.kinds import Letter, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.recipients import SLACK, WEEK, key_of
from samskabelse.mail.resolver import Facts, Fold, Go, Never, Wait, resolve
from tests.factories.people import UserFactory
from tests.mail.conftest import NOON

LONE = "lone@skov.example"


@pytest.fixture(autouse=True)
def more_kinds():
    """ "reply" answers the receiver's own act; "code" is about the account."""

    def write(mail):
        return Letter(subject="Svar", body="Hej\n\nDu har fået svar.")

    mail_kind("reply", lane=Lane.INVITATION, topic=Topic.PROGRESS, asked_for=True)(write)
    mail_kind("code", lane=Lane.INVITATION, topic=Topic.ACCOUNT)(write)
    yield
    del kinds.KINDS["reply"], kinds.KINDS["code"]


def left(post, count, *, to=LONE, days_ago=1, weighs=True):
    """Mails that have left for an address before."""
    for number in range(count):
        row = post(f"left:{to}:{days_ago}:{number}", to=f"{days_ago}{number}{to}")
        at = NOON - timedelta(days=days_ago) + timedelta(minutes=number)
        OutgoingMail.objects.filter(pk=row.pk).update(
            to_key=key_of(to), state="sent", handed_at=at, sent_at=at, weighs=weighs
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "person", "verdict"),
    [
        # Nobody has signed in with the address: three a day, ten a month, three unasked a week.
        ("note", "new", Go(3, 10, 3)),
        ("reply", "new", Go(3, 10, None)),
        ("code", "new", Go(3, 10, None)),
        ("note", "new, 3 today", Wait),
        ("reply", "new, 3 today", Wait),
        ("code", "new, 3 today", Wait),
        ("note", "new, 3 this week", Wait),
        ("reply", "new, 3 this week", Go(3, 10, None)),
        ("note", "new, 10 this month", Wait),
        ("reply", "new, 10 this month", Wait),
        ("code", "new, 10 this month", Wait),
        ("note", "new, chose daily", Go(3, 10, 3)),  # nobody can choose without an account
        # Somebody has: what is unasked comes three times a week, the third as a summary.
        ("note", "known", Go(None, None, 2)),
        ("reply", "known", Go()),
        ("code", "known", Go()),
        ("note", "known, 2 this week", Fold(Rhythm.FEW)),
        ("reply", "known, 2 this week", Go()),
        ("code", "known, 3 this week", Go()),
        ("note", "known, 3 earlier", Go(None, None, 2)),
        ("letter", "known, 2 this week", Go(None, None, 3)),
        ("letter", "known, 3 this week", Wait),
        ("note", "known, 2 this week, no summaries", Never),
        # What somebody chose.
        ("note", "known, 3 this week, chose each", Go()),
        ("note", "known, chose daily", Fold(Rhythm.DAILY)),
        ("note", "known, chose weekly", Fold(Rhythm.WEEKLY)),
        ("reply", "known, chose daily", Go()),  # another topic
        # Mute means mute.
        ("note", "known, mute", Never),
        ("reply", "known, mute", Never),
        ("code", "known, mute", Go()),
        ("note", "new, mute", Never),
        ("note", "known, mute topic", Never),
        ("reply", "known, mute topic", Go()),
        ("note", "known, mute project", Never),
    ],
)
def test_verdict(post, kind, person, verdict):
    if person.startswith("known"):
        UserFactory(email=LONE)
    row = post("asked", kind=kind, scope="project:12")
    _set_up(post, person)
    given = resolve(row, Facts([row], NOON))
    assert isinstance(given, verdict) if isinstance(verdict, type) else given == verdict


DAYS_AGO = {"today": 0.5, "week": 3, "month": 20, "earlier": 8}
MUTE = {
    "mute": {},
    "mute topic": {"topic": "invitation"},
    "mute project": {"scope": "project:12"},
    "no summaries": {"topic": "digest"},
}


def _set_up(post, person):
    for said in person.split(", ")[1:]:
        *_rest, last = said.split()
        if said in MUTE:
            services.opt_out(LONE, **MUTE[said])
        elif last in DAYS_AGO:
            left(post, int(said.split()[0]), days_ago=DAYS_AGO[last], weighs=last != "today")
        else:
            chosen = dict.fromkeys(services.rhythms_for(LONE), "few") | {"invitation": last}
            services.set_rhythms(LONE, chosen)


@pytest.mark.django_db
def test_a_mail_that_waits_goes_as_soon_as_the_oldest_has_left_the_window(sink, post):
    left(post, 3, days_ago=6)
    row = post("asked", not_before=NOON)
    assert drain("invitation", now=NOON) == 1
    row.refresh_from_db()
    assert row.not_before == NOON - timedelta(days=6) + WEEK + SLACK
    assert drain("invitation", now=row.not_before) == 1
    row.refresh_from_db()
    assert (row.state, row.weighs, len(sink.messages)) == ("sent", True, 1)


def work_at_once(workers, count=30):
    """Many workers drain the lane at once, again and again, until nobody finds anything."""
    ready = threading.Barrier(workers)

    def work():
        ready.wait()
        for _round in range(3):
            drain("invitation", limit=count, worker=Worker.new())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_let_three_through_to_an_address_that_nobody_confirmed(sink, post):
    for number in range(9):
        post(str(number))
    work_at_once(8)
    assert len(sink.messages) == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sent_before", [0, 1])
def test_two_workers_send_two_of_the_week_and_leave_the_third_to_the_summary(
    sink, post, sent_before
):
    UserFactory(email=LONE)
    for number in range(sent_before):
        post(f"before:{number}")
        drain("invitation")
    rows = [post(str(number)) for number in range(6)]
    work_at_once(2)
    assert len(sink.messages) == 2
    told = OutgoingMail.objects.filter(pk__in=[row.pk for row in rows])
    assert told.filter(state="held").count() == 4 + sent_before
    assert OutgoingMail.objects.filter(weighs=True).count() == 2


@pytest.mark.django_db
def test_the_fence_counts_what_left_since_the_mail_was_resolved(post):
    """The window that a race would use, held open: both were told yes, one of them may go."""
    left(post, 2, days_ago=3)
    rows = {row.pk: row for row in (post("a", not_before=NOON), post("b", not_before=NOON))}
    workers = [Worker.new(now=NOON), Worker.new(now=NOON)]
    taken = [claims.claim(worker, "invitation", 1)[0] for worker in workers]
    limits = [resolve(rows[mail.pk], Facts([mail], NOON)) for mail in taken]
    assert limits == [Go(3, 10, 3)] * 2
    given = [claims.fence(w, m, go) for w, m, go in zip(workers, taken, limits, strict=True)]
    assert given == [True, False]
    claims.step_back(workers[1], taken[1], "others went first")
    taken[1].refresh_from_db()
    assert (taken[1].state, taken[1].attempts) == ("queued", 0)

from datetime import timedelta

import pytest
from django.utils import timezone

from samskabelse.mail.claims import Worker, claim, fence, finish
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import State
from samskabelse.mail.journal import NullJournal, PostfixLogJournal, get_journal
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.sweeping import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed(post):
    """A mail whose worker died after the fence, an hour ago."""

    def handed(kind: str = "note") -> OutgoingMail:
        row = post(kind=kind)
        OutgoingMail.objects.filter(pk=row.pk).update(
            state=State.HANDED,
            worker="00000000-0000-0000-0000-000000000001",
            handed_at=timezone.now() - timedelta(hours=1),
            lease_until=timezone.now() - timedelta(minutes=59),
        )
        return row

    return handed


def state_of(row: OutgoingMail) -> tuple[str, int]:
    row.refresh_from_db()
    return row.state, row.resends


def test_without_a_journal_a_mail_is_sent_once_more_and_then_parked(handed):
    row = handed()
    sweep()
    assert state_of(row) == ("queued", 1)
    OutgoingMail.objects.update(
        state="handed",
        worker="00000000-0000-0000-0000-000000000001",
        handed_at="2020-01-01T00:00Z",
        lease_until="2020-01-01T00:00Z",
    )
    sweep()
    assert state_of(row) == ("unknown", 1)


def test_a_kind_may_prefer_to_be_parked(handed):
    row = handed("letter")
    sweep()
    assert state_of(row) == ("unknown", 0)


def test_the_journal_decides(handed, settings, tmp_path):
    log = tmp_path / "sink.log"
    log.write_text("")
    settings.MAIL_JOURNAL = f"sink:{log}"
    row = handed()
    sweep()
    assert state_of(row) == ("queued", 0)
    OutgoingMail.objects.update(
        state="handed",
        worker="00000000-0000-0000-0000-000000000001",
        handed_at="2020-01-01T00:00Z",
        lease_until="2020-01-01T00:00Z",
    )
    log.write_text(f"{row.message_id}\n")
    sweep()
    assert state_of(row) == ("sent", 0)


def test_a_live_lease_is_left_alone(handed):
    row = handed()
    OutgoingMail.objects.update(lease_until=timezone.now() + timedelta(seconds=30))
    assert sweep() == 0
    assert state_of(row) == ("handed", 0)


def test_a_line_that_breaks_after_the_text_is_settled_by_the_sweeper(sink, post):
    row = post()
    sink.hang_up_after_data = 1
    drain("invitation")
    assert state_of(row) == ("handed", 0)
    OutgoingMail.objects.update(lease_until="2020-01-01T00:00Z")
    sweep()
    drain("invitation")
    assert state_of(row) == ("sent", 1)
    assert {str(message["Message-ID"]) for message in sink.messages} == {row.message_id}


def test_a_worker_that_overslept_cannot_hand_over(post):
    post()
    late, quick = Worker.new(), Worker.new()
    [mail] = claim(late, "invitation", 1)
    assert claim(quick, "invitation", 1) == []
    OutgoingMail.objects.update(lease_until="2020-01-01T00:00Z")
    assert not fence(late, mail)
    assert claim(quick, "invitation", 1) == [mail]
    assert not fence(late, mail)
    assert not finish(late, mail, State.SENT, "250")
    assert fence(quick, mail)
    assert finish(quick, mail, State.SENT, "250")


def test_after_a_restore_the_journal_settles_what_looks_queued(post, settings, tmp_path):
    sent, waiting = post("1"), post("2")
    log = tmp_path / "sink.log"
    log.write_text(f"{sent.message_id}\n")
    settings.MAIL_JOURNAL, settings.MAIL_HOLD = f"sink:{log}", True
    sweep()
    assert (state_of(sent), state_of(waiting)) == (("sent", 0), ("queued", 0))


POSTFIX = """\
Nov 23 12:00:00 mx postfix/cleanup[1]: 4AbC: message-id=<taken@x>
Nov 23 12:00:00 mx postfix/qmgr[2]: 4AbC: from=<a@x>, size=9, nrcpt=1 (queue active)
Nov 23 12:00:01 mx postfix/cleanup[1]: 4AbD: message-id=<broken-off@x>
"""


def test_postfix_has_taken_what_its_queue_took(tmp_path):
    log = tmp_path / "mail.log"
    log.write_text(POSTFIX)
    journal = PostfixLogJournal(str(log))
    answers = [journal.seen(f"<{name}@x>") for name in ("taken", "broken-off", "never")]
    assert answers == [True, False, False]


def test_a_journal_that_cannot_be_read_says_so(tmp_path, settings):
    (tmp_path / "empty.log").write_text("")
    assert PostfixLogJournal(str(tmp_path / "none.log")).seen("<a@x>") is None
    assert PostfixLogJournal(str(tmp_path / "empty.log")).seen("<a@x>") is None
    assert isinstance(get_journal(), NullJournal)

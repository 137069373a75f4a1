from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from samskabelse.mail.delivery import drain
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_account_mail
from samskabelse.mail.quiet import is_quiet, next_allowed, quiet_hours

HOME = ZoneInfo("Europe/Copenhagen")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOME)


@pytest.fixture(autouse=True)
def quiet(settings):
    settings.MAIL_QUIET_HOURS = "20-8"


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2026-11-23T12:00", "2026-11-23T12:00"),
        ("2026-11-23T19:59", "2026-11-23T19:59"),
        ("2026-11-23T20:00", "2026-11-24T08:00"),
        ("2026-11-24T03:00", "2026-11-24T08:00"),
        ("2026-11-24T08:00", "2026-11-24T08:00"),
        ("2026-12-31T23:00", "2027-01-01T08:00"),
        ("2026-03-28T22:00", "2026-03-29T08:00"),  # the night summer time begins
        ("2026-10-24T22:00", "2026-10-25T08:00"),  # the night it ends
    ],
)
def test_a_mail_waits_for_morning(moment, leaves):
    assert next_allowed(at(moment), "invitation") == at(leaves)
    assert next_allowed(at(moment).astimezone(UTC), "digest") == at(leaves)
    assert next_allowed(at(moment), "code") == at(moment)


def test_hours_within_one_day(settings):
    settings.MAIL_QUIET_HOURS = "0-6"
    assert next_allowed(at("2026-11-23T02:00"), "reminder") == at("2026-11-23T06:00")
    assert not is_quiet(at("2026-11-23T23:00"))


@pytest.mark.parametrize("text", ["20", "20-20", "x-y", "24-8"])
def test_nonsense_is_refused(settings, text):
    settings.MAIL_QUIET_HOURS = text
    with pytest.raises(ValueError, match="must look like"):
        quiet_hours()


@pytest.mark.django_db
def test_queued_at_night_sent_in_the_morning(sink, post, time_machine):
    time_machine.move_to(at("2026-11-23T22:00"))
    row = post()
    assert row.not_before == at("2026-11-24T08:00")
    assert drain("invitation", now=at("2026-11-24T07:59")) == 0
    assert drain("invitation", now=at("2026-11-24T08:00")) == 1


@pytest.mark.django_db
def test_a_retry_does_not_wake_anybody(sink, post):
    sink.rcpt["lone@skov.example"] = "450 not now"
    evening = at("2026-11-23T19:58")
    post(not_before=evening)
    OutgoingMail.objects.update(attempts=3)
    assert drain("invitation", now=evening) == 1
    assert OutgoingMail.objects.get().not_before == at("2026-11-24T08:00")


@pytest.mark.django_db
def test_a_code_leaves_at_night(sink):
    queue_account_mail("lone@skov.example", "Din kode", "ABCD", key="code:1")
    night = at("2026-11-23T23:00")
    OutgoingMail.objects.update(not_before=night - timedelta(minutes=1))
    assert drain("code", now=night) == 1
    assert timezone.localtime(OutgoingMail.objects.get().sent_at) == night

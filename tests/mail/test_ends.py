"""Not now but later, and what a kind is told when its mail has come to an end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samskabelse.mail import services
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import State
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.sweeping import sweep

pytestmark = pytest.mark.django_db


def later_than_its_time() -> None:
    OutgoingMail.objects.update(not_before=timezone.now() - timedelta(minutes=1))


def test_a_mail_that_waits_comes_when_it_may(sink, post, wanted, settled):
    row = post()
    wanted["later"] = timezone.now() + timedelta(hours=1)
    assert [drain("invitation"), drain("invitation")] == [1, 0]
    row.refresh_from_db()
    assert (row.state, row.reason, row.attempts, row.not_before, settled) == (
        "queued",
        "hidden",
        0,
        wanted["later"],
        [],
    )
    wanted["later"] = None
    later_than_its_time()
    drain("invitation")
    assert (len(sink.messages), settled) == (1, [("note:1", "sent")])


def test_a_mail_waits_no_longer_than_it_has_a_meaning(sink, post, wanted):
    expires_at = timezone.now() + timedelta(minutes=5)
    row = post(expires_at=expires_at)
    wanted["later"] = timezone.now() + timedelta(hours=1)
    drain("invitation")
    row.refresh_from_db()
    assert (row.state, row.not_before) == ("queued", expires_at)
    OutgoingMail.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    later_than_its_time()
    drain("invitation")
    row.refresh_from_db()
    assert (row.state, row.reason, sink.messages) == ("cancelled", "expired", [])


def test_a_mail_without_an_end_waits_for_sixty_days(post, wanted):
    row = post()
    wanted["later"] = timezone.now() + timedelta(hours=1)
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=61))
    drain("invitation")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("cancelled", "waited too long: hidden")


def test_a_kind_hears_of_every_end_and_of_no_try(sink, post, wanted, settled):
    sink.rcpt |= {"slow@x.example": "450 not now", "bad@x.example": "550 nobody"}
    services.opt_out("mute@x.example")
    for name in ("slow", "bad", "mute", "good"):
        post(name, to=f"{name}@x.example")
    drain("invitation")
    assert settled == [("mute", "cancelled"), ("bad", "failed"), ("good", "sent")]


def test_a_mail_found_in_the_log_was_sent(post, settled, settings, tmp_path):
    row = post()
    log = tmp_path / "sink.log"
    log.write_text(f"{row.message_id}\n")
    settings.MAIL_JOURNAL = f"sink:{log}"
    OutgoingMail.objects.update(
        state=State.HANDED,
        worker="00000000-0000-0000-0000-000000000001",
        handed_at="2020-01-01T00:00Z",
        lease_until="2020-01-01T00:00Z",
    )
    sweep()
    assert settled == [("note:1", "sent")]


def test_a_restored_mail_found_in_the_log_was_sent(post, settled, settings, tmp_path):
    row = post()
    log = tmp_path / "sink.log"
    log.write_text(f"{row.message_id}\n")
    settings.MAIL_JOURNAL, settings.MAIL_HOLD = f"sink:{log}", True
    sweep()
    assert settled == [("note:1", "sent")]


def test_a_mistake_in_a_kind_does_not_send_twice(sink, post, settled):
    row = post("mistake")
    drain("invitation")
    row.refresh_from_db()
    assert (row.state, len(sink.messages), len(settled)) == ("sent", 1, 1)

from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import State
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_account_mail, queue_many
from tests.mail.sink import free_port

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(OutgoingMail.objects.order_by("id").values_list("dedupe_key", "state"))


def test_a_mail_is_written_when_it_leaves(sink, post, wanted):
    row = post(to="Lone@SKOV.example")
    wanted["title"] = "Søen & <skoven>"
    assert drain("invitation") == 1
    [message] = sink.messages
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert message["Subject"] == "Nyt om Søen & <skoven>"
    assert message["To"] == "lone@skov.example"
    assert message["Message-ID"] == row.message_id
    assert "Hej Lone" in text
    assert text.replace("\r\n", "\n").startswith(
        "Hej Lone\n\nDer er nyt om Søen & <skoven>.\n\nSvar:\nhttps://samskabelse.test/svar\n\n"
    )
    assert "Søen &amp; &lt;skoven&gt;" in html
    assert "\n\n\n" not in text
    assert "Bente" in text
    assert "Bente" in html
    row.refresh_from_db()
    assert (row.state, row.reason, row.attempts) == ("sent", "250 taken", 1)
    assert row.sent_at >= row.handed_at
    assert drain("invitation") == 0


def test_a_mail_that_is_no_longer_wanted_is_cancelled(sink, post, wanted):
    row = post()
    wanted["skip"] = "the invitation is closed"
    drain("invitation")
    row.refresh_from_db()
    assert (row.state, row.reason, sink.messages) == ("cancelled", "the invitation is closed", [])


def test_an_expired_mail_is_cancelled(sink, post):
    post(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    drain("invitation")
    assert (states(), sink.messages) == ({"note:1": "cancelled"}, [])


def test_a_title_cannot_add_a_header(sink, post, wanted):
    wanted["title"] = "x\r\nBcc: all@example.org\u2028\x00y"
    post()
    drain("invitation")
    [message] = sink.messages
    assert message["Bcc"] is None
    assert message["Subject"] == "Nyt om x Bcc: all@example.org y"


def test_lines_that_begin_with_a_dot_survive(sink):
    text = "first\n.\n..two\n.hidden\nlast"
    queue_account_mail("lone@skov.example", "Dots", text, key="dots")
    drain("code")
    body = sink.messages[0].get_body(("plain",)).get_content()
    assert text in body.replace("\r\n", "\n")


def test_nothing_turns_the_text_round(sink):
    queue_account_mail("lone@skov.example", "Hej", "Kom\u202e kl.\u2066 17\ufffe", key="round")
    drain("code")
    body = sink.messages[0].get_body(("plain",)).get_content()
    assert "Kom kl. 17" in body


def test_a_run_uses_one_connection(sink):
    orders = [Order(key=f"n:{i}", to=f"p{i}@x.example", params={}) for i in range(5)]
    queue_many("note", orders)
    assert drain("invitation") == 5
    assert len(sink.sessions) == 1
    assert sink.receivers == [f"p{i}@x.example" for i in range(5)]


@pytest.mark.parametrize("code", [421, 450, 451, 452])
def test_later_means_later_for_this_mail_alone(sink, post, code):
    sink.rcpt["slow@x.example"] = f"{code} not now"
    slow = post("slow", to="slow@x.example")
    post("quick", to="quick@x.example")
    drain("invitation")
    assert states() == {"slow": "queued", "quick": "sent"}
    slow.refresh_from_db()
    assert 55 < (slow.not_before - slow.created_at).total_seconds() < 65
    assert (slow.attempts, slow.reason) == (1, f"{code} not now")


def test_the_steps_of_waiting(post, sink):
    sink.rcpt["lone@skov.example"] = "450 not now"
    row = post()
    waits = []
    for _ in range(6):
        OutgoingMail.objects.update(not_before=row.created_at)
        drain("invitation")
        fresh = OutgoingMail.objects.get()
        waits.append(round((fresh.not_before - timezone.now()).total_seconds() / 60))
    assert waits == [1, 5, 15, 60, 60, 60]
    OutgoingMail.objects.update(attempts=74, not_before=row.created_at)
    drain("invitation")
    assert states() == {"note:1": "failed"}


@pytest.mark.parametrize("code", [550, 553, 552])
def test_a_refused_address_fails_alone(sink, post, code):
    sink.rcpt["bad@x.example"] = f"{code} nobody here"
    post("1", to="a@x.example")
    post("2", to="bad@x.example")
    post("3", to="c@x.example")
    drain("invitation")
    assert states() == {"1": "sent", "2": "failed", "3": "sent"}
    assert sink.receivers == ["a@x.example", "c@x.example"]


@pytest.mark.parametrize(("answer", "state"), [("554 spam", "failed"), ("451 wait", "queued")])
def test_an_answer_after_the_text_is_clear(sink, post, answer, state):
    sink.data = [answer]
    post()
    drain("invitation")
    assert (states(), sink.messages) == ({"note:1": state}, [])


def test_a_server_that_is_away_costs_no_attempt(settings, post):
    settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", free_port()
    post("1")
    post("2")
    assert drain("invitation") == 1
    assert states() == {"1": "queued", "2": "queued"}
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {0}


def test_a_sender_that_is_refused_is_everybodys_trouble(sink, post):
    sink.mail = "553 sender not allowed"
    post("1")
    post("2")
    assert drain("invitation") == 1
    assert states() == {"1": "queued", "2": "queued"}


def test_order_is_kept_within_a_key(sink, post):
    sink.rcpt["lone@skov.example"] = "450 not now"
    post("first", order_key="ical:7:lone")
    post("second", order_key="ical:7:lone", to="other@x.example")
    post("free", to="free@x.example")
    drain("invitation")
    assert states() == {"first": "queued", "second": "queued", "free": "sent"}
    sink.rcpt.clear()
    OutgoingMail.objects.update(not_before="2020-01-01T00:00Z")
    drain("invitation")
    assert sink.receivers == ["free@x.example", "lone@skov.example", "other@x.example"]


def test_a_letter_that_cannot_be_written_waits_for_the_next_release(sink, post, wanted):
    del wanted["name"]
    post("broken")
    drain("invitation")
    row = OutgoingMail.objects.get()
    assert (row.state, row.reason) == (State.QUEUED, "could not be written: KeyError")


def test_danish_domains_arrive(sink, post):
    post(to="soren@ørsted.example")
    drain("invitation")
    assert states() == {"note:1": "sent"}
    assert sink.messages[0]["To"] == "soren@xn--rsted-uua.example"


def test_a_secret_is_wiped_when_the_mail_has_gone(sink):
    queue_account_mail("lone@skov.example", "Din kode", "ABCD-EFGH", key="code:1")
    drain("code")
    assert OutgoingMail.objects.get().sealed is None
    assert "ABCD-EFGH" in sink.messages[0].get_body(("plain",)).get_content()


def test_mails_of_libraries_become_one_row_per_receiver(sink, settings):
    settings.EMAIL_BACKEND = "samskabelse.mail.backend.OutboxBackend"  # pytest-django changes it
    mail = EmailMultiAlternatives("Hej", "tekst", to=["a@x.example", "b@x.example"])
    mail.attach_alternative("<html><head></head><p>tekst</p></html>", "text/html")
    mail.send()
    drain("code")
    assert sink.receivers == ["a@x.example", "b@x.example"]
    assert "<p>tekst</p>" in sink.messages[0].get_body(("html",)).get_content()


def test_hold_lets_only_codes_out(sink, post, settings):
    settings.MAIL_HOLD = True
    post()
    queue_account_mail("lone@skov.example", "Din kode", "ABCD", key="code:1")
    drain("invitation")
    drain("code")
    assert states() == {"note:1": "queued", "code:1": "sent"}

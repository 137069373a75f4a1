"""Sending again, forgetting, checks, and what administrators see."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from samskabelse.history.models import Entry
from samskabelse.mail import services
from samskabelse.mail.checks import mail_settings
from samskabelse.mail.delivery import drain
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_account_mail
from samskabelse.mail.retention import forget_old
from samskabelse.web.errors import ActError, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return get_user_model().objects.create_superuser("admin@nordager.example", "x" * 12)


@pytest.fixture
def sent(sink, post) -> OutgoingMail:
    row = post()
    drain("invitation")
    row.refresh_from_db()
    assert row.state == "sent"
    return row


def test_a_mail_is_sent_again_as_a_new_row(sent, sink, admin):
    again = services.send_again(sent.pk, by=admin)
    assert (again.dedupe_key, again.params) == ("note:1:again:1", {"note": 1})
    assert again.message_id != sent.message_id
    with pytest.raises(ActError) as second_click:
        services.send_again(sent.pk, by=admin)
    assert second_click.value.code == "under_way"
    drain("invitation")
    assert len(sink.messages) == 2
    entry = Entry.objects.get(action="mail.sent_again")
    assert (entry.by, entry.target_id, entry.data) == (admin, sent.pk, {"mail": again.pk})
    assert services.send_again(sent.pk, by=admin).dedupe_key == "note:1:again:2"


def test_what_cannot_be_sent_again(sink, post, admin):
    waiting = post()
    queue_account_mail("lone@skov.example", "Kode", "A", key="code:1")
    drain("code")
    code = OutgoingMail.objects.get(dedupe_key="code:1")
    for mail, refusal in ((waiting, "under_way"), (code, "forgotten")):
        with pytest.raises(ActError) as error:
            services.send_again(mail.pk, by=admin)
        assert error.value.code == refusal
    citizen = get_user_model()(email="c@x.example")
    with pytest.raises(NotAllowed):
        services.send_again(waiting.pk, by=citizen)


def test_an_overtaken_mail_stays_behind(sink, post, admin):
    first = post("first", order_key="ical:7")
    post("second", order_key="ical:7")
    drain("invitation")
    with pytest.raises(ActError) as error:
        services.send_again(first.pk, by=admin)
    assert error.value.code == "overtaken"


def test_old_mails_are_forgotten_in_two_steps(sent, post):
    waiting = post("waiting")
    now = timezone.now()
    forget_old(now + timedelta(days=29))
    sent.refresh_from_db()
    assert sent.params == {"note": 1}
    forget_old(now + timedelta(days=31))
    sent.refresh_from_db()
    assert (sent.to_address, sent.params, sent.reason) == ("", {}, "")
    waiting.refresh_from_db()
    assert waiting.to_address == "lone@skov.example"
    forget_old(now + timedelta(days=181))
    assert list(OutgoingMail.objects.all()) == [waiting]


def test_a_final_row_cannot_keep_its_secret():
    row = queue_account_mail("lone@skov.example", "Kode", "A", key="code:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=row.pk).update(state="cancelled")


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("MAIL_TRANSPORT", "smtp", []),
        ("MAIL_TRANSPORT", "pigeon", ["mail.E001"]),
        ("MAIL_TRANSPORT", "browser", ["mail.E002"]),
        ("MAIL_JOURNAL", "exim:/log", ["mail.E003"]),
        ("MAIL_QUIET_HOURS", "8", ["mail.E004"]),
    ],
)
def test_mistakes_in_the_settings_stop_the_start(settings, name, value, found):
    settings.DEMO_MODE = False
    setattr(settings, name, value)
    assert [message.id for message in mail_settings(None)] == found


def test_administrators_see_states_and_send_again(client, sent, admin):
    client.force_login(admin)
    url = reverse("admin:mail_outgoingmail_changelist")
    page = client.get(url).content.decode()
    assert "l…@skov.example" in page
    assert "lone@skov.example" not in page
    detail = client.get(reverse("admin:mail_outgoingmail_change", args=[sent.pk]))
    assert "lone@skov.example" not in detail.content.decode()
    client.post(url, {"action": "send_again", "_selected_action": [sent.pk]})
    assert OutgoingMail.objects.filter(dedupe_key="note:1:again:1").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    client, sent, post, admin, rows, django_assert_num_queries
):
    for number in range(1, rows):
        post(f"more:{number}")
    services.opt_out("lone@skov.example")
    client.force_login(admin)
    with django_assert_num_queries(8):
        client.get(reverse("admin:mail_outgoingmail_changelist"))
    assert client.get(reverse("admin:mail_optout_changelist")).status_code == 200

import pytest

from samskabelse.mail import services
from samskabelse.mail.addresses import canonical, masked, wire
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import CHOOSABLE_TOPICS
from samskabelse.mail.queue import queue_account_mail
from samskabelse.mail.resolver import refusal_of
from samskabelse.web.errors import ActError


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("topic", "scope", "refused"),
    [
        ("", "", True),
        ("invitation", "", True),
        ("", "project:12", True),
        ("invitation", "project:12", True),
        ("deadline", "", False),
        ("", "project:1", False),
        ("deadline", "project:12", False),
    ],
)
def test_what_is_refused_is_not_sent(sink, post, topic, scope, refused):
    services.opt_out("LONE@skov.example", topic=topic, scope=scope)
    row = post(scope="project:12")
    drain("invitation")
    row.refresh_from_db()
    assert row.state == ("cancelled" if refused else "sent")
    assert len(sink.messages) == (not refused)


@pytest.mark.django_db
def test_account_mails_always_go():
    services.opt_out("lone@skov.example")
    assert refusal_of(queue_account_mail("lone@skov.example", "Kode", "A", key="c")) is None
    with pytest.raises(ActError):
        services.opt_out("lone@skov.example", topic="account")


@pytest.mark.django_db
def test_choices_replace_choices_and_leave_projects_alone():
    address = "lone@skov.example"
    services.opt_out(address, scope="project:12")
    assert services.choices_for(address) == dict.fromkeys(CHOOSABLE_TOPICS, True)
    services.set_choices(address, {"invitation", "consent"})
    on = {topic for topic, chosen in services.choices_for("Lone@Skov.example").items() if chosen}
    assert on == {"invitation", "consent"}
    services.opt_out(address)
    assert services.choices_for(address) == dict.fromkeys(CHOOSABLE_TOPICS, False)
    services.set_choices(address, set(CHOOSABLE_TOPICS))
    assert services.choices_for(address) == dict.fromkeys(CHOOSABLE_TOPICS, True)
    services.opt_in(address, scope="project:12")
    with pytest.raises(ValueError, match="no such topics"):
        services.set_choices(address, {"account"})


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Lone@Skov.Example ", "lone@skov.example"),
        ("lone@ØRSTED.example", "lone@ørsted.example"),
        ("lone@xn--rsted-uua.example", "lone@ørsted.example"),
        ("lone@ｓｋｏｖ.example", "lone@skov.example"),
    ],
)
def test_one_spelling_per_address(written, kept):
    assert canonical(written) == kept


def test_other_spellings_for_the_wire_and_for_others_eyes():
    assert wire("lone@ørsted.example") == "lone@xn--rsted-uua.example"
    assert masked("lone@skov.example") == "l…@skov.example"

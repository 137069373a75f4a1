import re

import pytest
from django.test import Client
from django.urls import reverse

from samskabelse.mail.delivery import drain
from samskabelse.mail.models import KeptMail, OptOut
from samskabelse.mail.queue import queue_account_mail
from samskabelse.mail.resolver import refusal_of
from samskabelse.mail.sealing import seal

pytestmark = pytest.mark.django_db


def link_in(message) -> str:
    url = re.fullmatch(r"<(\S+)>", message["List-Unsubscribe"])[1]
    assert url in message.get_body(("plain",)).get_content()
    return re.sub(r"^https?://[^/]+", "", url)


@pytest.fixture
def link(sink, post) -> str:
    post(scope="project:12")
    drain("invitation")
    assert sink.messages[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return link_in(sink.messages[0])


def refusals() -> list[tuple[str, str, str]]:
    return list(OptOut.objects.values_list("address", "topic", "scope"))


def test_opening_the_link_changes_nothing(client, link):
    response = client.get(link)
    page = response.content.decode()
    assert response.status_code == 200
    assert "l…@skov.example" in page
    assert "lone@skov.example" not in page
    assert page.count("<form") >= 3
    assert refusals() == []


def test_one_click_works_without_cookies_and_stops_this_project(link, post):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(link, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, refusals()) == (200, [("lone@skov.example", "", "project:12")])
    assert refusal_of(post("2", scope="project:12")) is not None
    assert refusal_of(post("3", scope="project:13")) is None


@pytest.mark.parametrize(
    ("width", "refusal"),
    [("scope", ("", "project:12")), ("topic", ("invitation", "")), ("all", ("", ""))],
)
def test_a_person_chooses_how_much_and_can_regret(client, link, width, refusal):
    response = client.post(link, {"stop": width})
    assert (response.status_code, response["Location"]) == (303, link)
    assert refusals() == [("lone@skov.example", *refusal)]
    assert client.get(link).content.decode().count('name="undo"') == 1
    client.post(link, {"undo": width})
    assert refusals() == []


@pytest.mark.parametrize("body", [{}, {"stop": "everything"}, {"List-Unsubscribe": "no"}])
def test_nonsense_changes_nothing(client, link, body):
    assert client.post(link, body).status_code == 303
    assert refusals() == []


@pytest.mark.parametrize("token", ["x", seal({"a": "b@c.example"}).decode(), "gAAAAAB"])
def test_a_forged_link_is_explained(client, token):
    response = client.post(reverse("mail:unsubscribe", args=[token]), {"stop": "all"})
    assert (response.status_code, refusals()) == (404, [])


def test_account_mails_offer_no_way_out(sink):
    queue_account_mail("lone@skov.example", "Din kode", "ABCD", key="code:1")
    drain("code")
    assert sink.messages[0]["List-Unsubscribe"] is None


@pytest.fixture
def kept(settings, post) -> KeptMail:
    settings.DEMO_MODE, settings.MAIL_TRANSPORT = True, "browser"
    row = post()
    drain("invitation")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("sent", "kept for the browser")
    return KeptMail.objects.get()


def test_the_demo_shows_each_mail_as_text_and_as_html(client, kept):
    box = client.get(reverse("mail:demo_box"), {"to": "lone@skov.example"})
    assert "Nyt om Skoven &amp; søen" in box.content.decode()
    other = client.get(reverse("mail:demo_box"), {"to": "else@skov.example"})
    assert "Skoven" not in other.content.decode()
    page = client.get(reverse("mail:demo_mail", args=[kept.pk])).content.decode()
    assert '<a href="https://samskabelse.test/svar"' in page
    frame = client.get(reverse("mail:demo_html", args=[kept.pk]))
    assert '<base target="_top">' in frame.content.decode()
    policy = frame["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "script-src 'none'" in policy
    assert frame["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_demo_box_takes_the_same_queries_for_any_number(
    client, kept, post, rows, django_assert_num_queries
):
    for number in range(1, rows):
        post(f"more:{number}", to=f"p{number}@x.example")
    drain("invitation")
    # savepoint, read only, count, rows, release
    with django_assert_num_queries(5):
        page = client.get(reverse("mail:demo_box")).content.decode()
    assert page.count("Nyt om") == rows


def test_outside_the_demo_there_is_no_box(client, settings):
    settings.DEMO_MODE = False
    assert client.get(reverse("mail:demo_box")).status_code == 404

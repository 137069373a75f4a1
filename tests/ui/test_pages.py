"""The frame of every page, the pages for when something is wrong, and the frame of mails."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

MAIL = {
    "subject": "Vil du være med?",
    "body": "Hej Ida\n\nKaren <spørger>.",
    "actions": [{"label": "Ja", "url": "https://x.example/a?b=1&c=2", "primary": True}],
    "signature_name": "Karen Holm",
    "signature_phone": "00 00 00 00",
    "footer_reason": "Karen har inviteret dig.",
    "unsubscribe_url": "https://x.example/stop",
    "municipality": "Nordager Kommune",
}


@pytest.mark.django_db
def test_a_page_keeps_to_the_content_security_policy(client):
    response = client.get("/om/")
    page = response.content.decode()
    nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])[1]
    for attributes in re.findall(r"<script\b([^>]*)>", page):
        assert f'nonce="{nonce}"' in attributes
    assert " style=" not in page
    assert re.findall(r"\son[a-z]+=", page) == []


@pytest.mark.django_db
def test_a_page_can_be_skipped_into_and_names_its_language(client):
    page = client.get("/om/").content.decode()
    assert '<html lang="da"' in page
    assert page.index('href="#main-content"') < page.index("<header")
    assert page.count("<main ") == page.count("<h1") == 1
    client.cookies["django_language"] = "en"
    assert '<html lang="en"' in client.get("/om/").content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_here_says_whom_to_ask(client, settings):
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    assert settings.CONTACT_PHONE in response.content.decode()


@pytest.mark.parametrize("name", ["500.html", "503.html", "403_csrf.html"])
def test_a_broken_page_needs_nothing_but_itself(name):
    page = render_to_string(name)
    assert page.count("<h1") == 1
    assert "<script" not in page


def test_a_mail_reads_well_as_plain_text():
    with translation.override("da"):
        text = render_to_string("emails/layout.txt", MAIL)
    assert text == (
        "Hej Ida\n\nKaren <spørger>.\n\nJa:\nhttps://x.example/a?b=1&c=2\n\n"
        "Venlig hilsen\nKaren Holm\nSpørgsmål? Ring til 00 00 00 00\n\n-- \n"
        "Nordager Kommune, Samskabelse\nKaren har inviteret dig.\n"
        "Stop disse mails: https://x.example/stop\n\n"
    )


def test_a_mail_escapes_what_people_wrote():
    with translation.override("da"):
        html = render_to_string("emails/layout.html", MAIL)
    assert "Karen &lt;spørger&gt;." in html
    assert 'href="https://x.example/a?b=1&amp;c=2"' in html
    assert "<script" not in html
    assert '<html lang="da">' in html

"""GET and HEAD change nothing (RFC 9110 §9.2.1), whoever asks and whatever the address."""

import os
import re

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError
from django.test import Client

from participants.models import User
from projects.models import Invitation
from samskabelse.mail.models import KeptMail
from samskabelse.web.middleware import ReadOnlyMiddleware
from tests.access.tour import WRITES_ON_GET, Tour, fingerprints
from tests.access.world import ROLES
from tests.factories.people import UserFactory
from tests.factories.projects import citizen, invited, raised
from tests.projects.post import deliver, keep_mails


@pytest.mark.django_db
def test_every_table_is_as_before(tour: Tour):
    """One hash per table before and after all GETs and HEADs, sessions included."""
    assert tour.changed == set()


@pytest.mark.django_db
def test_no_request_writes_but_those_of_libraries_that_must(tour: Tour):
    safe = [visit for visit in tour.visits if visit.method in {"GET", "HEAD"}]
    assert {visit.role for visit in safe} == set(ROLES)
    wrote = {visit.name: set(visit.wrote) for visit in safe if visit.wrote}
    assert wrote == WRITES_ON_GET


@pytest.mark.django_db
def test_a_safe_request_cannot_write_whatever_its_view_does(client, settings):
    """The transaction refuses, not the good habits of whoever wrote the view."""

    def careless(request):
        User.objects.create(email="nogen@mail.example")

    for method in ("GET", "HEAD", "OPTIONS"):
        request = client.get("/om/").wsgi_request
        request.method = method
        with pytest.raises(DatabaseError, match="read-only transaction"):
            ReadOnlyMiddleware(careless)(request)


@pytest.fixture
def mail(db, settings) -> KeptMail:
    """An invitation as it stands in somebody's mailbox."""
    keep_mails(settings)
    invited(raised(citizen("Lone Lind")), UserFactory(name="Bo Nabo"))
    return next(mail for mail in deliver() if "svar/" in mail.text)


def links_in(mail: KeptMail) -> list[str]:
    found = re.findall(r'https?://[^\s"<>]+', mail.text + mail.html)
    return sorted({link.rstrip(".,)").replace("&amp;", "&") for link in found})


def test_a_mail_scanner_that_opens_every_link_thrice_answers_nothing(mail: KeptMail):
    links = links_in(mail)
    answers = {link.rpartition("svar=")[2] for link in links if "svar=" in link}
    assert answers == {"yes", "maybe", "no"}
    assert any("/mail/afmeld/" in link for link in links)
    before = fingerprints()
    for link in links * 3:
        path = link.removeprefix(django_settings.BASE_URL)
        for method in ("get", "head"):
            assert getattr(Client(), method)(path).status_code == 200
    assert fingerprints() == before


@pytest.fixture
def scanned(transactional_db, settings, live_server) -> KeptMail:
    settings.BASE_URL = live_server.url
    keep_mails(settings)
    invited(raised(citizen("Lone Lind")), UserFactory(name="Bo Nabo"))
    return next(mail for mail in deliver() if "svar/" in mail.text)


@pytest.mark.e2e
def test_a_scanner_that_runs_scripts_answers_nothing_and_a_click_does(scanned, page):
    """Some scanners open links in a real browser and wait. Only the button answers."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    before = fingerprints()
    links = [link for link in links_in(scanned) if "/svar/" in link or "/afmeld/" in link]
    for link in links * 3:
        page.goto(link, wait_until="networkidle")
    assert fingerprints() == before
    invitation = Invitation.objects.get()
    assert invitation.state == "waiting"
    page.goto(next(link for link in links if "svar=yes" in link))
    page.locator("main form button[value=yes]").first.click()
    page.wait_for_load_state()
    invitation.refresh_from_db()
    assert invitation.state == "accepted"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/konto/login/code/confirm/", "/konto/logout/", "/min/"])
def test_a_stranger_who_only_looks_gets_no_session(client, path):
    client.get(path)
    assert django_settings.SESSION_COOKIE_NAME not in client.cookies

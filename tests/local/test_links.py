"""No link on a page leads somewhere that refuses the person it was shown to."""

import re
from collections import Counter

import pytest
from django.core.management import call_command
from django.test import Client, TestCase, override_settings
from django.urls import Resolver404, resolve

from participants.models import User

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/[^"#?]*)')
SHOWN = 4  # pages of one kind that each person opens
ELSEWHERE = ("admin:", "account_logout", "demo")
PEOPLE = ["Peter Vang", "Ulla Brandt", "Amina Farah", "Kurt Mølgaard"]


@override_settings(DEMO_MODE=True, MAIL_TRANSPORT="browser", MAIL_QUIET_HOURS="")
class TestLinks(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("demo", verbosity=0)

    def test_every_link_leads_somewhere(self):
        for person in [None, *User.objects.filter(name__in=PEOPLE)]:
            assert dead_links(person) == [], person


def dead_links(person: User | None) -> list[tuple[str, str, int]]:
    """(page, link, status) of what was offered and refused, as far as one can walk."""
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    found, kinds, came_from = [], Counter(), dict.fromkeys(["/", "/opgaver/", "/min/"], "")
    waiting = list(came_from)
    while waiting:
        url = waiting.pop()
        kind = kind_of(url)
        kinds[kind] += 1
        if kind.startswith(ELSEWHERE) or kinds[kind] > SHOWN:
            continue
        response = client.get(url)
        if response.status_code >= 400:
            found.append((came_from[url], url, response.status_code))
        if response.streaming or "html" not in response.get("Content-Type", ""):
            continue
        links = {link for link in LINK.findall(response.text) if link not in came_from}
        came_from |= dict.fromkeys(links, url)
        waiting += sorted(links)
    return found


def kind_of(url: str) -> str:
    try:
        return resolve(url).view_name
    except Resolver404:
        return "demo" if url.startswith("/static/") else "nowhere"

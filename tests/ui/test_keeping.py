"""What one visitor was shown is shown to the next, until something happens."""

import re
import threading
from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects.models import Project
from projects.services.moderation import hide_project
from projects.services.raising import change_project
from samskabelse.history.queries import latest_mark
from samskabelse.history.services import record
from samskabelse.web import keeping
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import raised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
LIST = reverse("projects:list")
SHOWN = keeping.shown


def visit(url: str = LIST, **headers: str):
    """Somebody who was never here."""
    return Client().get(url, headers=headers)


def nonces(response) -> set[str]:
    return set(re.findall(r'nonce="([^"]+)"', response.content.decode()))


def tokens(response) -> set[str]:
    found = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())
    return set(found)


def test_the_second_visitor_costs_one_query():
    raised(title="Mørke stier")
    first = visit()
    with CaptureQueriesContext(connection) as asked:
        second = visit()
    questions = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
    assert len(questions) == 1
    assert "Mørke stier" in second.content.decode()
    assert second.headers["Vary"] == first.headers["Vary"]
    assert len(second.content) == len(first.content)


def test_each_visitor_has_a_nonce_and_a_token_of_their_own():
    first, second = visit(), visit()
    assert len(nonces(first)) == len(nonces(second)) == 1
    assert nonces(first) != nonces(second)
    assert f"'nonce-{nonces(second).pop()}'" in second["Content-Security-Policy"]
    assert len(tokens(second)) == 1
    assert tokens(first) != tokens(second)


@pytest.mark.parametrize("words", ["a\0nonce\0b\0token\0c", "nonce token", "{nonce}{token}"])
def test_nothing_searched_for_becomes_the_visitors_nonce_or_token(words: str):
    asked = f"{LIST}?{urlencode({'q': words})}"
    visit(asked)
    again = visit(asked)
    (nonce,), (token,) = nonces(again), tokens(again)
    text = again.content.decode()
    assert text.count(nonce) == text.count(f'nonce="{nonce}"')
    assert text.count(token) == text.count(f'value="{token}"')


def note(found: list, request, kept: keeping.Kept):
    found.append(kept)
    return SHOWN(request, kept)


def test_no_mark_of_a_kept_page_is_shown(monkeypatch):
    """Whoever knew one could search for it."""
    found = []
    monkeypatch.setattr(keeping, "shown", partial(note, found))
    visit(), visit()
    kept = found[0]
    assert kept.nonce in kept.content
    assert kept.token in kept.content
    shown = visit().content
    assert kept.nonce not in shown
    assert kept.token not in shown


def test_the_form_on_a_kept_page_can_be_sent():
    visit()
    client = Client(enforce_csrf_checks=True)
    token = tokens(client.get(LIST)).pop()
    sent = {"language": "en", "next": LIST, "csrfmiddlewaretoken": token}
    assert client.post(reverse("set_language"), sent).status_code == 302
    assert client.get(LIST).content.count(b'<html lang="en"') == 1
    assert visit().content.count(b'<html lang="da"') == 1


def test_an_act_shows_at_once():
    project = raised(title="Mørke stier")
    url = project.get_absolute_url()
    visit(url), visit(url)
    change_project(project.pk, by=project.initiator, title="Lyse stier", problem=project.problem)
    assert "Lyse stier" in visit(url).content.decode()
    assert "Lyse stier" in visit().content.decode()
    hide_project(project.pk, by=AdministratorFactory(), reason="Det er nogens navn")
    assert visit(url).status_code == 404
    assert "Lyse stier" not in visit().content.decode()


def test_whoever_has_a_session_gets_a_page_of_their_own():
    raised(title="Mørke stier")
    visit()
    Project.objects.update(title="Uden en handling")
    client = Client()
    client.force_login(UserFactory())
    assert "Uden en handling" in client.get(LIST).content.decode()
    assert "Mørke stier" in visit().content.decode()
    assert "Uden en handling" in visit(**{"HX-Request": "true"}).content.decode()
    assert "Uden en handling" in visit(f"{LIST}?q=handling").content.decode()


def test_time_passes_without_an_act():
    raised(title="Mørke stier")
    visit()
    Project.objects.update(title="Uden en handling")
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert "Uden en handling" in visit().content.decode()


@pytest.mark.django_db(transaction=True)
def test_acts_that_end_in_another_order_than_they_began_are_all_seen():
    project, begun, go = raised(), threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            record(project, "project.changed", by=None)
            begun.set()
            go.wait(5)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    begun.wait(5)
    with transaction.atomic():
        record(project, "project.changed", by=None)
    before = latest_mark()
    go.set()
    slow.join()
    after = latest_mark()
    assert before[0] == after[0]
    assert before != after

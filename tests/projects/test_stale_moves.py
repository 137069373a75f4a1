"""A form that moves the opgave on says from which phase: a second click moves nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import User
from projects.enums import Phase
from projects.services.roles import end_role
from samskabelse.history.queries import history_of
from tests.factories.projects import Team, asked, everybody_consents, team_seeking, wears

pytestmark = pytest.mark.django_db
MOVED_ON = "Opgaven er nu i fasen ”Definere”."


def browser(person: User) -> Client:
    client = Client(headers={"accept-language": "da"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def hidden_fields(page: str, action: str = "") -> dict[str, str]:
    """What the form of the page sends by itself; `action` is where the form posts to."""
    forms = re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL)
    form = next(form for form in forms if action in form and "phase" in form)
    return {"phase": re.search(r'name="phase" value="(\w+)"', form)[1]}


def moves_of(team: Team) -> list[str]:
    moves = history_of(team.project).filter(action__in=["gate.overridden", "project.advanced"])
    return list(moves.values_list("action", flat=True))


def test_a_double_click_overrides_one_gate() -> None:
    team = team_seeking()
    client = browser(team.facilitator)
    url = reverse("projects:override", args=[team.project.slug])
    sent = {"reason": "Det haster."} | hidden_fields(client.get(url).content.decode())
    assert client.post(url, sent).status_code == 303
    again = client.post(url, sent)
    assert again.status_code == 422
    assert MOVED_ON in again.content.decode()
    assert (team.refresh().phase, moves_of(team)) == (Phase.DEFINE, ["gate.overridden"])


def test_an_override_that_does_not_say_which_gate_is_refused() -> None:
    team = team_seeking()
    url = reverse("projects:override", args=[team.project.slug])
    assert browser(team.facilitator).post(url, {"reason": "Det haster."}).status_code == 422
    assert team.refresh().phase == Phase.SEEKING


def test_a_double_click_moves_on_once() -> None:
    """The parties consent while the convener is missing; then nothing is missing any more."""
    team = team_seeking()
    gate = asked(team)
    end_role(team.project.roles.get(kind="convener").pk, by=team.convener)
    everybody_consents(gate)
    wears(team.project, "convener", team.convener)
    client = browser(team.convener)
    url = reverse("projects:advance", args=[team.project.slug])
    page = client.get(reverse("projects:detail", args=[team.project.slug])).content.decode()
    sent = hidden_fields(page, url)
    assert client.post(url, sent).status_code == 303
    again = client.post(url, sent)
    assert again.status_code == 409
    assert MOVED_ON in again.content.decode()
    assert (team.refresh().phase, moves_of(team)) == (Phase.DEFINE, ["project.advanced"])

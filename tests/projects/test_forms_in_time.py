"""A form whose time is over or has not come does not open, and says why."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from participants.models import User
from projects.enums import Phase
from tests.factories.arenas import met
from tests.factories.projects import team_in

pytestmark = pytest.mark.django_db

# A form, who may send it, and a phase in which nobody can.
UNTIMELY = [
    ("projects:propose", "committer", Phase.DESIGN),
    ("projects:change_frame", "convener", Phase.CLOSED),
    ("projects:propose_solution", "committer", Phase.DEFINE),
    ("projects:plan_probe", "committer", Phase.DEFINE),
    ("projects:ask_assignment", "committer", Phase.CLOSED),
    ("projects:invite", "convener", Phase.CLOSED),
    ("projects:recipient", "convener", Phase.CLOSED),
    ("projects:close", "convener", Phase.DESIGN),
    ("projects:reopen", "committer", Phase.SEEKING),
]


def browser_of(person: User) -> Client:
    client = Client(headers={"accept-language": "da"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("name", "who", "phase"), UNTIMELY)
def test_it_does_not_open_and_says_why(name: str, who: str, phase: Phase) -> None:
    team = team_in(phase)
    page = browser_of(getattr(team, who)).get(reverse(name, args=[team.project.slug]))
    assert page.status_code == 409
    with translation.override("da"):
        assert f"mens opgaven er i fasen ”{phase.label}”" in page.content.decode()


def test_what_is_sent_too_late_is_answered_on_the_form_and_kept() -> None:
    team = team_in(Phase.DESIGN)
    sent = {"text": "Stien er mørk.", "seen": 1, "change": "meaning"}
    page = browser_of(team.committer).post(
        reverse("projects:propose", args=[team.project.slug]), sent
    )
    assert page.status_code == 422
    assert "Stien er mørk.</textarea>" in page.content.decode()


@pytest.mark.parametrize("name", ["add_item", "add_material", "change_meeting", "cancel_meeting"])
def test_nothing_opens_about_a_meeting_that_is_over(name: str) -> None:
    team, meeting = met(days=2)
    url = reverse(f"arenas:{name}", args=[team.project.slug, meeting.pk])
    assert browser_of(team.convener).get(url).status_code == 200
    with time_machine.travel(meeting.ends_at + timedelta(minutes=1), tick=False):
        page = browser_of(team.convener).get(url)
    assert page.status_code == 409
    assert "Mødet er slut." in page.content.decode()

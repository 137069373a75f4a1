"""What waits for a person on /min/: each kind in its words, at its address, until it is over."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from arenas.enums import HatKind
from arenas.services.hats import ask_hat
from participants.enums import PersonKind
from participants.listings import LISTINGS, Asking, Mine
from participants.models import User
from projects.enums import Moderation, Phase, ProjectRoleKind, Verdict
from projects.models import Project
from projects.personal import waiting_for
from projects.queries import Filters
from projects.services.authors import ask_author
from projects.services.following import follow_project
from projects.services.pulse import open_pulse
from projects.services.recipient import record_verdict
from projects.services.roles import ask_role
from projects.services.searches import save_search
from tests.factories.arenas import meeting_of, poll_of
from tests.factories.design import a_solution
from tests.factories.events import comes, event_of
from tests.factories.projects import (
    accepted_party,
    asked,
    citizen,
    invited,
    raised,
    team_in,
)

pytestmark = pytest.mark.django_db


@dataclass
class Town:
    """What waits for Lone in two opgaver, and the addresses where she answers."""

    lone: User
    seeking: Project
    design: Project
    steps: dict[str, str]  # address to question


@pytest.fixture
def town() -> Town:
    lone = citizen("Lone Skov")
    seeking, design = team_in(Phase.SEEKING), team_in(Phase.DESIGN)
    invitation = invited(seeking.project, lone)
    role = ask_role(seeking.project.pk, lone, ProjectRoleKind.FACILITATOR, by=seeking.initiator)
    party = accepted_party(design.project, by=lone)
    meeting = meeting_of(design)
    poll = poll_of(design)
    hat = ask_hat(meeting.arena_id, lone, HatKind.CATALYST, by=design.convener)
    solution = a_solution(design, title="Fredagshal")
    ask_author(solution.pk, lone, by=design.initiator)
    pulse = open_pulse(
        design.project,
        "meeting:1",
        title="Første møde",
        people=[lone, *(citizen() for _ in range(4))],
    )
    consents = asked(design)
    here, there = design.project, seeking.project
    day = date_format(timezone.localtime(meeting.starts_at), "j. F")
    answered_at = {
        in_(there, "projects:invitation", invitation.pk): "Vil du være med?",
        in_(there, "projects:answer_role", role.pk): "Vil du være facilitator?",
        f"{in_(here, 'projects:consent')}?om={consents.about}&part={party.pk}": (
            "Samtykker Lone Skov til at gå videre?"
        ),
        in_(here, "arenas:poll", poll.pk): "Hvilke datoer passer dig?",
        in_(here, "arenas:answer_hat", hat.pk): "Vil du være katalysator?",
        in_(here, "arenas:meeting", meeting.pk): f"Kommer du den {day}?",
        in_(here, "projects:pulse", pulse.pk): "Tre anonyme spørgsmål: Kunne du ændre noget?",
        in_(here, "projects:solution", solution.pk): "Vil du stå som forfatter til ”Fredagshal”?",
    }
    return Town(lone, there, here, answered_at)


def in_(project: Project, name: str, *args: object) -> str:
    return reverse(name, args=[project.slug, *args])


def test_each_kind_is_asked_in_its_own_words(town: Town) -> None:
    waiting = waiting_for(Mine(town.lone))
    assert [(row.url, row.question) for row in waiting] == list(town.steps.items())
    titles = [town.seeking.title] * 2 + [town.design.title] * 6
    assert [row.title for row in waiting] == titles


def test_what_is_over_or_hidden_waits_no_more(town: Town) -> None:
    """The day and the time are those of the question, not of the first one in the process."""
    assert len(waiting_for(Mine(town.lone))) == 8
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        left = [row.question for row in waiting_for(Mine(town.lone))]
    assert left == [
        question
        for url, question in town.steps.items()
        if not any(part in url for part in ("/invitationer/", "/moeder/", "/puls/"))
    ]
    Project.objects.update(moderation=Moderation.HELD)
    left = [row.question for row in waiting_for(Mine(town.lone))]
    assert left == ["Vil du være facilitator?", "Samtykker Lone Skov til at gå videre?"]


@pytest.mark.parametrize("who", ["citizen", "staff", "administrator"])
def test_the_one_question_finds_what_each_of_its_parts_finds(town: Town, who: str) -> None:
    """For those who see held opgaver too, though somebody else stood in while it was written."""
    person = town.lone
    if who == "staff":
        person.kind, person.kind_verified_at = PersonKind.STAFF, timezone.now()
    person.is_staff = who == "administrator"
    person.save()
    ask_everything(town, person)
    Project.objects.filter(pk=town.design.pk).update(moderation=Moderation.HELD)
    mine, asking = Mine(person), Asking.by(person)
    found = [mine[listing] for listing in LISTINGS]
    assert found == [
        list(listing.rows(asking).values_list(listing.told, flat=True)) for listing in LISTINGS
    ]
    assert sum(bool(rows) for rows in found) == {"citizen": 8}.get(who, 12)


def ask_everything(town: Town, person: User) -> None:
    """What /min/ lists besides what waits."""
    raised(person)
    follow_project(raised(), by=person, follow=True)
    save_search(Filters(text="bænke"), by=person)
    comes(event_of(), person)
    person.drafts.create(key="k", answers={"title": "Lys på stien"})


def test_the_decision_recipient_is_told_what_the_parties_wait_for() -> None:
    """Not before it is asked for, and not after it is given (R19)."""
    team = team_in(Phase.DESIGN)
    rita, project = team.recipient, team.project
    assert waiting_for(Mine(rita)) == []
    due = timezone.localdate() - timedelta(days=2)
    Project.objects.filter(pk=project.pk).update(answer_due=due)
    (told,) = waiting_for(Mine(rita))
    assert (told.title, told.url, told.due_at) == (
        project.title,
        reverse("projects:verdict", args=[project.slug]),
        due,
    )
    record_verdict(project.pk, by=rita, verdict=Verdict.YES, reasons="Det er en god idé.")
    assert waiting_for(Mine(rita)) == []

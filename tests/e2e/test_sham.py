"""A finished plan on day one, an agenda fixed in advance and nobody affected: the page asks.

What the page says is a question in plain Danish, never a verdict; and two that nobody has answered
take the name *samskabelse* away until they are handled. All in browsers, nobody in the admin.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from arenas.models import Meeting
from participants.enums import OrganisationKind
from participants.models import User
from projects.enums import Label
from projects.models import Project
from projects.services.examining import examine_project
from samskabelse.history.queries import history_of
from tests.e2e.actors import Actor
from tests.factories.arenas import bare_meeting
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.factories.projects import accepted_party, raised, wears

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PLAN = "Her er vores plan for torvet, tegnet af arkitekten."
SET = (("Velkommen", "arrive"), ("Planen", "inform"), ("Spørgsmål", "inform"), ("Tak", "close"))
ASKED = {
    "solution_first": "Var løsningen valgt, før problemet var?",
    "agenda_first": "Var dagsordenen lagt, før andre kom med?",
    "affected_missing": "Er de med, der lever med resultatet?",
}
JUDGES = ("skin", "falsk", "snyd", "overtrædelse", "fejl", "ikke er samskabelse")


@dataclass
class Sham:
    project: Project
    meeting: Meeting
    boss: Actor  # who raised it, alone with the plan
    mette: Actor  # the convener
    lone: Actor  # the association that may come afterwards
    visitor: Actor

    def go(self, actor: Actor, path: str = "") -> str:
        actor.go(f"/opgaver/{self.project.slug}/{path}")
        return actor.text()

    def look(self, *, days: int = 0) -> None:
        """What the clock does, so many days from now."""
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            examine_project(self.project.pk)
        self.project.refresh_from_db()


@pytest.fixture
def sham(actor, signed_in) -> Sham:
    boss = VerifiedStaffFactory(
        name="Bent Chef", email="bent@nordager.example", trusted_at=timezone.now()
    )
    mette = VerifiedStaffFactory(name="Mette Lind", email="mette@nordager.example")
    project = raised(boss, title="Nyt torv", problem="Torvet skal fornyes.")
    return Sham(
        project=project,
        meeting=bare_meeting(project, title="Orientering om torvet"),
        boss=signed_in(actor(boss.name, boss.email), boss),
        mette=signed_in(actor(mette.name, mette.email), mette),
        lone=actor("Lone Skov", "lone@torv.example", width=360),
        visitor=actor("Gæst", "gaest@post.example", width=360),
    )


def test_a_sham_is_asked_about_until_it_is_handled(sham: Sham, signed_in) -> None:
    the_plan_and_the_agenda_come_first(sham)
    lone = UserFactory(name="Lone Skov", email="lone@torv.example")
    accepted_party(sham.project, OrganisationKind.ASSOCIATION, by=lone)
    signed_in(sham.lone, lone)
    wears(sham.project, "convener", User.objects.get(email=sham.mette.email))
    the_convener_says_that_nothing_was_decided(sham)

    sham.look()
    assert sham.project.label == Label.HEARING, "two that nobody has answered"
    the_page_asks(sham, "solution_first", "agenda_first")
    sham.look(days=15)
    the_page_asks(sham, "solution_first", "agenda_first", "affected_missing")

    the_affected_are_found(sham)
    sham.look(days=15)
    assert sham.project.label == Label.HEARING, "two are left"
    one_is_handled(sham)
    sham.project.refresh_from_db()
    assert sham.project.label == Label.COCREATION
    text = sham.go(sham.visitor, "samskabelse/")
    assert "Opgaven kaldes" in text
    assert "Vi lægger planen væk." in text
    acts = [entry.action for entry in history_of(sham.project)]
    assert acts.count("label.changed") == 1
    assert "gate.overridden" not in acts


def the_plan_and_the_agenda_come_first(sham: Sham) -> None:
    """By the boss alone, on the first day, as anybody puts something on a meeting's page."""
    sham.go(sham.boss, f"moeder/{sham.meeting.pk}/")
    sham.boss.open_link("/materiale/")
    sham.boss.fill(title="Hovedprojekt for torvet", text=PLAN)
    sham.boss.press()
    for title, purpose in SET:
        sham.go(sham.boss, f"moeder/{sham.meeting.pk}/punkt/")
        sham.boss.fill(title=title, minutes="15")
        sham.boss.page.locator("[name=purpose]").select_option(purpose)
        sham.boss.page.locator("[name=method]").select_option("show")
        sham.boss.press()
    assert "Hovedprojekt for torvet" in sham.boss.text()


def the_convener_says_that_nothing_was_decided(sham: Sham) -> None:
    sham.go(sham.mette, "samskabelse/tre-spoergsmaal/")
    for question in ("chosen_before", "fixed_alone", "to_save"):
        sham.mette.choose(question, "no")
    sham.mette.press()


def the_page_asks(sham: Sham, *codes: str) -> None:
    """To anybody: the name it may carry, each question with what was seen, and no verdict."""
    text = sham.go(sham.visitor)
    assert "Høring" in text
    text = sham.go(sham.visitor, "samskabelse/")
    assert "Høring" in text
    assert f"{len(codes)} spørgsmål venter på svar" in text
    for code, question in ASKED.items():
        assert (question in text) is (code in codes), question
        card = sham.visitor.page.locator(f"#{code}")
        assert card.count() == (code in codes)
        if code in codes:
            assert card.locator("h3").inner_text().endswith("?")
            assert card.locator("a", has_text="Se selv").count()
    assert "Hovedprojekt for torvet" in text
    assert "Fakta spørger" in text, "beside the answers that the facts belie"
    assert not [word for word in JUDGES if word in text.lower()]


def the_affected_are_found(sham: Sham) -> None:
    sham.go(sham.lone, "interessenter/")
    sham.lone.fill(label="Torvehandlerne")
    sham.lone.page.locator("[name=is_affected]").check(force=True)
    sham.lone.press(within="main form:has([name=label])")
    row = sham.project.stakeholders.get()
    sham.go(sham.lone, f"interessenter/{row.pk}/")
    sham.lone.fill(missing_reason="De har travlt", missing_plan="Vi spørger dem ved boderne")
    sham.lone.press()


def one_is_handled(sham: Sham) -> None:
    """An answer alone is not enough; the other party must accept it."""
    sham.go(sham.mette, "samskabelse/")
    sham.mette.open_link("/solution_first/svar/")
    sham.mette.fill(text="Vi lægger planen væk.")
    sham.mette.press()
    sham.project.refresh_from_db()
    assert sham.project.label == Label.HEARING, "nobody has accepted the answer"
    sham.go(sham.lone, "samskabelse/")
    sham.lone.open_link("/solution_first/holdning/")
    sham.lone.choose("stance", "accept")
    sham.lone.press()

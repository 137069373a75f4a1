"""How the parties of a story define the problem together."""

from collections.abc import Mapping
from typing import Any

from projects.enums import ConsentAbout, Position, StatementChange
from projects.models import Party
from projects.services import consent, contributions, frame, resources
from projects.services.statement import propose_statement
from projects.services.views import write_view
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day

View = tuple[str, str, str]  # what we see, who feels it, what we do not know


def party_of(story: Story, person: str) -> Party:
    party = story.project.party_of(story.town[person])
    if party is None:
        raise ValueError(f"{person} takes no part in {story.project}")
    return party


def seen(story: Story, day: int, views: Mapping[str, View]) -> None:
    """Each party writes how it sees the problem, and shares it."""
    for number, (person, (sees, feels, unknown)) in enumerate(views.items()):
        with on_day(day, hour=18, minute=number):
            write_view(
                party_of(story, person).pk,
                by=story.town[person],
                sees=sees,
                feels=feels,
                unknown=unknown,
                share=True,
            )


def stated(
    story: Story, day: int, person: str, text: str, change: str = StatementChange.MEANING
) -> None:
    """Somebody writes the next version of the shared statement."""
    current = story.project.statement_versions.first()
    with on_day(day, hour=20):
        propose_statement(
            story.project.pk,
            by=story.town[person],
            text=text,
            change=change,
            seen=current.number if current else 0,
        )


def agreed_on(story: Story, day: int, person: str) -> None:
    """The parties are asked about the newest version, and all of them consent the day after."""
    with on_day(day, hour=16):
        about = ConsentAbout.STATEMENT
        asked = consent.open_round(story.project.pk, by=story.town[person], about=about)
    for number, (answer, committer) in enumerate(story.committers(asked.pk)):
        with on_day(day - 1, hour=8, minute=number):
            consent.give_consent(answer, Position.CONSENT, by=committer)


def framed(story: Story, day: int, person: str, words: dict[str, Any]) -> None:
    """What is known, not known, for the parties to decide, and fixed."""
    with on_day(day, hour=11):
        frame.change_frame(story.project.pk, by=story.town[person], seen=0, **words)


def needs_from(
    story: Story, day: int, person: str, kind: str, what: str, other: str, *, met: bool = False
) -> None:
    """One party needs something from another, which may have said yes to it."""
    giver = party_of(story, other)
    with on_day(day, hour=12):
        row = resources.add_resource(
            party_of(story, person).pk,
            by=story.town[person],
            direction="need",
            kind=kind,
            what=what,
            counterpart_id=giver.pk,
        )
    if met:
        with on_day(day - 1, hour=12):
            resources.take_resource(row.pk, by=story.town[other], party_id=giver.pk)


def written(
    story: Story, day: int, person: str, kind: str, text: str, answer: tuple[str, str] = ("", "")
) -> None:
    """Somebody writes at the first paragraph; `answer` is by whom, and what."""
    with on_day(day, hour=21):
        made = contributions.contribute(
            story.project.pk, by=story.town[person], kind=kind, text=text
        )
    by, words = answer
    if by:
        with on_day(day - 1, hour=9):
            contributions.answer_contribution(made.pk, by=story.town[by], answer=words)

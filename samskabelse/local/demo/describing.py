"""What those who raised an opgave say of themselves as its first party."""

from projects.services.parties import describe_party
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day


def describe(story: Story, day: int, person: str, *, brings: str, needs: str) -> None:
    who = story.town[person]
    party = story.project.party_of(who)
    with on_day(day, hour=18):
        describe_party(party.pk, by=who, brings=brings, needs=needs)

"""Which date is best: who could not come, and which party would be missing."""

from dataclasses import dataclass, field

from arenas.enums import DateMark
from arenas.models import DateAnswer, DateOption, DatePoll
from participants.models import User
from projects.models import Party


@dataclass
class Suited:
    """One date and what people say about it."""

    option: DateOption
    yes: list[User] = field(default_factory=list)
    if_needed: list[User] = field(default_factory=list)
    no: list[User] = field(default_factory=list)
    missing: list[Party] = field(default_factory=list)
    missing_needed: list[Party] = field(default_factory=list)

    @property
    def order(self) -> tuple:
        """No party missing that must be there, then fewest missing, fewest no, most yes."""
        return (
            len(self.missing_needed),
            len(self.missing),
            len(self.no),
            -len(self.yes),
            self.option.starts_at,
        )


def suited(poll: DatePoll) -> list[Suited]:
    """The dates, the best first; the same number of queries at any size."""
    voters = list(
        poll.voters.select_related("user", "party__organisation", "party__user").order_by("pk")
    )
    options = {option.pk: Suited(option) for option in poll.options.all()}
    people = {voter.pk: voter for voter in voters}
    able: dict[int, set[int]] = {pk: set() for pk in options}
    rows = DateAnswer.objects.filter(voter__poll=poll).order_by("voter", "option")
    for voter_id, option_id, mark in rows.values_list("voter", "option", "mark"):
        voter = people[voter_id]
        getattr(options[option_id], mark).append(voter.user)
        if mark != DateMark.NO and voter.party_id:
            able[option_id].add(voter.party_id)
    parties = _parties(voters)
    needed = {party.pk for party in poll.arena.needed_parties}
    for pk, found in options.items():
        found.missing = [party for party in parties if party.pk not in able[pk]]
        found.missing_needed = [party for party in found.missing if party.pk in needed]
    return sorted(options.values(), key=lambda found: found.order)


def _parties(voters: list) -> list[Party]:
    """The parties of which somebody has answered: of the others nothing is known yet."""
    found = {voter.party_id: voter.party for voter in voters if voter.party and voter.answered_at}
    return list(found.values())

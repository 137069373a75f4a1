"""The catalyst's deck in words of our own (R62): what each card asks, and how it is played."""

import random
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import Card


@dataclass(frozen=True)
class Play:
    """One card: the question it puts and what the team does with it for ten minutes."""

    card: Card
    question: str | Promise
    how: str | Promise

    @property
    def title(self) -> str | Promise:
        return self.card.label


DECK: dict[str, Play] = {
    play.card: play
    for play in (
        Play(
            Card.SWAP_ROLES,
            _("What would you say if you sat on the other side of the table?"),
            _("Swap chairs. For ten minutes everybody speaks for another party and says “I”."),
        ),
        Play(
            Card.HALF_BUDGET,
            _("What is left when half of the money is gone?"),
            _("Cross out until half remains. Keep what hurts most to cross out."),
        ),
        Play(
            Card.OPPOSITE,
            _("What would make the problem worse?"),
            _("Find five ways to make it worse. Then ask which of them you already do."),
        ),
        Play(
            Card.STRANGER,
            _("What does somebody see who has never heard of this?"),
            _("Invite a guest from another field. They may only ask, and you only answer."),
        ),
        Play(
            Card.GO_THERE,
            _("What does it look like where it happens?"),
            _("Go there at the worst hour, and say nothing for the first ten minutes."),
        ),
        Play(
            Card.STOP_DOING,
            _("What can we let go of to make room?"),
            _("Each party names one thing it does today that nobody would miss."),
        ),
        Play(
            Card.TOMORROW,
            _("What would you do if it had to work tomorrow at nine?"),
            _("Only what is in the room may be used. Write it on one page."),
        ),
        Play(
            Card.WITHOUT_US,
            _("How would it be solved if the municipality could not take part?"),
            _("The municipality's people listen. The others make the plan without them."),
        ),
        Play(
            Card.TEN_YEARS,
            _("What do the children of today say about it in ten years?"),
            _("Write the letter that they send you. Read it aloud."),
        ),
        Play(
            Card.LEAST_LIKELY,
            _("What would it take for the one who never comes to come?"),
            _("Think of one person, in silence. Change the solution until they would come."),
        ),
        Play(
            Card.NO_WORDS,
            _("Can you show it without explaining it?"),
            _("Build or draw it in ten minutes. The others say what they see."),
        ),
        Play(
            Card.BREAK_IT,
            _("It is a year from now, and it has failed. Why?"),
            _("Everybody writes one reason. Mend the two that most of you wrote."),
        ),
    )
}


def draw(used: Collection[str] = ()) -> Play:
    """A card at random, one that has not been used yet where there is one."""
    fresh = [play for card, play in DECK.items() if card not in used]
    return random.choice(fresh or list(DECK.values()))  # noqa: S311  a game, not a secret

"""Who wears which hat in an arena or at a meeting, and what to say about it (R59, R65)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arenas.around import Around
from arenas.enums import HatKind
from arenas.models import Arena
from arenas.models.hat import Worn, worn_at

__all__ = ["Advice", "HatWarning", "Worn", "advise", "warnings", "worn_at"]


@dataclass(frozen=True)
class HatWarning:
    """Something that makes people doubt the frame. It stops nothing; everybody can see it."""

    code: str
    message: str | Promise


def warnings(arena: Arena, worn: Worn, around: Around | None = None) -> list[HatWarning]:
    """One person with all three hats (R59), or the owner of the decision on both sides."""
    found = []
    people = [hat.user_id for hat in worn.values() if hat]
    if len(people) == len(HatKind) and len(set(people)) == 1:
        found.append(
            HatWarning("one_person", _("One person wears all three hats. Pass one of them on."))
        )
    convener, facilitator = worn[HatKind.CONVENER], worn[HatKind.FACILITATOR]
    if not convener or not facilitator:
        return found
    around = around or Around(arena, worn)
    owner, both = around.owner, (convener.user_id, facilitator.user_id)
    if owner and all(around.is_spoken_for(owner, person) for person in both):
        text = _("Both convener and facilitator come from %(party)s, which owns the decision.")
        found.append(HatWarning("one_side", text % {"party": owner.name}))
    return found


@dataclass(frozen=True)
class Advice:
    """Which hat the group needs most, and why."""

    hat: HatKind
    reason: str | Promise


def advise(trust: int, conflict: int) -> Advice:
    """From two answers between 1 (little) and 5 (much) (R65).

    Where people disagree and trust each other little, somebody must hold the frame and the talk;
    where they agree and trust each other, they need somebody who disturbs.
    """
    if conflict >= 4:
        return Advice(
            HatKind.FACILITATOR,
            _("You disagree a lot. Begin with somebody who sees to it that all are heard."),
        )
    if trust <= 2:
        return Advice(
            HatKind.CONVENER,
            _("You do not know each other well yet. Begin with a clear frame, and who takes part."),
        )
    if trust >= 4 and conflict <= 2:
        return Advice(
            HatKind.CATALYST,
            _("You get on well. The danger is that you all think alike: let somebody disturb."),
        )
    return Advice(
        HatKind.FACILITATOR,
        _("You are on your way. Somebody who leads the talk helps most for now."),
    )

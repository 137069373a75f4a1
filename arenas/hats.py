"""Who wears which hat in an arena or at a meeting, and what to say about it (R59, R65)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arenas.enums import HatKind
from arenas.models import Arena
from arenas.models.hat import Worn, worn_at
from projects.models import Party

__all__ = ["Advice", "HatWarning", "Worn", "advise", "owner_of_decision", "warnings", "worn_at"]


@dataclass(frozen=True)
class HatWarning:
    """Something that makes people doubt the frame. It stops nothing; everybody can see it."""

    code: str
    message: str | Promise


def warnings(arena: Arena, worn: Worn) -> list[HatWarning]:
    """One person with all three hats (R59), or the owner of the decision on both sides."""
    found = []
    people = [hat.user_id for hat in worn.values() if hat]
    if len(people) == len(HatKind) and len(set(people)) == 1:
        found.append(
            HatWarning("one_person", _("One person wears all three hats. Pass one of them on."))
        )
    owner = owner_of_decision(arena)
    convener, facilitator = worn[HatKind.CONVENER], worn[HatKind.FACILITATOR]
    if owner and convener and facilitator:
        sides = [owner.can_be_spoken_for_by(hat.user) for hat in (convener, facilitator)]
        if all(sides):
            text = _("Both convener and facilitator come from %(party)s, which owns the decision.")
            found.append(HatWarning("one_side", text % {"party": owner.name}))
    return found


def owner_of_decision(arena: Arena) -> Party | None:
    """The party that was named, else the one the decision recipient belongs to."""
    if arena.decision_owner:
        return arena.decision_owner
    project = arena.project
    if not project.recipient_body:
        return None
    parties = project.parties.active().exclude(organisation=None).with_names()
    by_name = parties.filter(organisation__name__iexact=project.recipient_body).first()
    if by_name or not project.recipient_email:
        return by_name
    speaks = parties.filter(organisation__mandates__user__email=project.recipient_email)
    return speaks.order_by("pk").first()


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

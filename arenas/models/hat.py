"""Convener, facilitator and catalyst of an arena or of one meeting (R59)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arenas.enums import HatKind
from projects.enums import ProjectRoleKind, RoleState
from projects.models.role import WornHat


class Hat(WornHat):
    """A hat of the arena, or of one of its meetings, which then goes before the arena's.

    Where nobody has been asked, the convener and the facilitator of the opgave wear theirs here.
    """

    arena = models.ForeignKey("arenas.Arena", models.CASCADE, related_name="hats")
    meeting = models.ForeignKey(
        "arenas.Meeting", null=True, blank=True, on_delete=models.CASCADE, related_name="hats"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="arena_hats"
    )
    kind = models.CharField(max_length=20, choices=HatKind)

    class Meta:
        ordering = ["id"]
        verbose_name = _("hat")
        verbose_name_plural = _("hats")
        constraints = [
            models.UniqueConstraint(
                fields=["arena", "meeting", "kind"],
                nulls_distinct=False,
                condition=Q(state=RoleState.ACCEPTED),
                name="one_person_per_arena_hat",
            ),
            models.UniqueConstraint(
                fields=["arena", "meeting", "kind", "user"],
                nulls_distinct=False,
                condition=Q(state=RoleState.ASKED),
                name="hat_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=RoleState.ASKED) | Q(answered_at__isnull=False),
                name="hat_answered_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state=RoleState.ENDED) ^ Q(ended_at=None),
                name="hat_ended_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"


Worn = Mapping[str, WornHat | None]

# The catalyst is asked for in an arena alone; the other two are already worn in the opgave.
FALLBACK = {
    HatKind.CONVENER: ProjectRoleKind.CONVENER,
    HatKind.FACILITATOR: ProjectRoleKind.FACILITATOR,
}


def worn_at(arena: Any, meeting: Any = None, hats: Iterable[Hat] | None = None) -> Worn:
    """Each hat with whoever wears it: at the meeting, else in the arena, else in the opgave.

    `hats` are those of the arena, where they have been read.
    """
    if hats is None:
        hats = Hat.objects.filter(arena=arena, state=RoleState.ACCEPTED).select_related("user")
    accepted = [row for row in hats if row.is_worn]
    rows = [row for row in accepted if row.meeting_id in {None, meeting.pk if meeting else None}]
    rows.sort(key=lambda row: row.meeting_id is not None)
    own = {row.kind: row for row in rows}  # the meeting's come last and win
    return {kind: own.get(kind) or _of_project(arena.project, kind) for kind in HatKind}


def _of_project(project: Any, kind: HatKind) -> WornHat | None:
    return project.hat(FALLBACK[kind]) if kind in FALLBACK else None

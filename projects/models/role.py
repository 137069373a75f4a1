"""Convener and facilitator of an opgave: hats that are asked for and accepted (R59)."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from projects.enums import ProjectRoleKind, RoleState
from samskabelse.web.partly import partly

STANDING = (RoleState.ACCEPTED, RoleState.ASKED)


class WornHat(models.Model):
    """What every hat has: it is asked for, answered, worn since and until."""

    user: Any
    user_id: int

    state = models.CharField(max_length=20, choices=RoleState, default=RoleState.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_worn(self) -> bool:
        return self.state == RoleState.ACCEPTED


class ProjectRole(WornHat):
    """A hat, who wears it, since when and until when."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="roles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="project_roles"
    )
    kind = models.CharField(max_length=20, choices=ProjectRoleKind)

    class Meta:
        ordering = ["id"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=Q(state=RoleState.ACCEPTED),
                name="one_person_per_hat",
            ),
            models.UniqueConstraint(
                fields=["project", "kind", "user"],
                condition=Q(state=RoleState.ASKED),
                name="asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=RoleState.ASKED) | Q(answered_at__isnull=False),
                name="role_answered_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state=RoleState.ENDED) ^ Q(ended_at=None),
                name="role_ended_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"

    @classmethod
    def from_row(cls, project: Any, row: dict[str, Any]) -> "ProjectRole":
        """As it came with its opgave (`ProjectQuerySet.with_hats`); the rest loads when asked."""
        known = {name: row[name] for name in ("id", "user_id", "kind", "state")}
        answered = row["answered_at"] and parse_datetime(row["answered_at"])
        role = partly(cls, project_id=project.pk, answered_at=answered, **known)
        role.project = project
        role.user = partly(get_user_model(), id=row["user_id"], name=row["name"])
        return role

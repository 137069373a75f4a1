"""The parties' consent at a gate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import Phase, Position, RoundState


class ConsentRound(models.Model):
    """The parties are asked whether the opgave may move to the next phase."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="rounds")
    from_phase = models.CharField(max_length=20, choices=Phase)
    to_phase = models.CharField(max_length=20, choices=Phase)
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("consent round")
        verbose_name_plural = _("consent rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=RoundState.OPEN), name="one_open_round"
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN) ^ Q(closed_at__isnull=False),
                name="round_closed_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.from_phase} → {self.to_phase}"


class ConsentAnswer(models.Model):
    """One party's answer in one round."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="answers")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="consents")
    position = models.CharField(max_length=20, choices=Position, default=Position.PENDING)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    reminders = models.PositiveSmallIntegerField(default=0)
    last_reminded_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["round", "party"], name="one_voice_per_party"),
            models.CheckConstraint(
                condition=~Q(position=Position.OBJECTION) | ~Q(reason=""),
                name="objection_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(position=Position.PENDING) ^ Q(at__isnull=False),
                name="consent_answer_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(position=Position.PASSED_OVER) | Q(reminders__gte=2),
                name="passed_over_after_two_reminders",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.position}"

"""Objections to a solution, and what those who were not behind it want said. Both stay for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Objection(models.Model):
    """A party says which harm a solution does, and to whom. It gets an answer or a change."""

    round = models.ForeignKey("projects.ConsentRound", models.CASCADE, related_name="objections")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="objections")
    harm = models.TextField(_("which harm it does"), max_length=2000)
    harmed = models.CharField(_("to whom or what"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the party itself no longer objected.")
    )
    reply = models.TextField(_("answer"), max_length=2000, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_for = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    changed = models.ForeignKey(
        "projects.SolutionVersion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answers_to",
        help_text=_("The version that was written because of it."),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                condition=~Q(harm="") & ~Q(harmed=""), name="objection_names_a_harm"
            ),
            models.CheckConstraint(
                condition=Q(reply="") ^ Q(replied_at__isnull=False),
                name="objection_reply_has_a_date",
            ),
            models.UniqueConstraint(
                fields=["round", "party"],
                condition=Q(lifted_at=None),
                name="one_standing_objection_per_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.harm[:60]}"

    @property
    def is_answered(self) -> bool:
        return bool(self.reply or self.changed_id)


class MinorityStatement(models.Model):
    """What a party that stood aside or objected wants the recipient to read with the result."""

    answer = models.OneToOneField(
        "projects.ConsentAnswer", models.CASCADE, related_name="minority_statement"
    )
    text = models.TextField(_("minority statement"), max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("minority statement")
        verbose_name_plural = _("minority statements")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="minority_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

"""What an opgave brings: each party in its own words, never averaged (R33)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import GainKind, GainMoment


class Gain(models.Model):
    """What the parties want to see of one kind: where it stood, and where it should come to."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="gains")
    kind = models.CharField(max_length=20, choices=GainKind)
    measure = models.CharField(_("what we look at"), max_length=200, blank=True)
    baseline = models.CharField(_("as it was"), max_length=200, blank=True)
    target = models.CharField(_("as we want it"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("gain")
        verbose_name_plural = _("gains")
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="one_gain_per_kind"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class GainAnswer(models.Model):
    """What one party says about one kind at one moment: measured, or *ukendt*."""

    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="gain_answers")
    kind = models.CharField(max_length=20, choices=GainKind)
    moment = models.PositiveIntegerField(choices=GainMoment)
    measured = models.CharField(_("measured"), max_length=200, blank=True)
    words = models.TextField(_("in your own words"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer about gains")
        verbose_name_plural = _("answers about gains")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind", "moment"], name="one_gain_answer_per_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.kind}"

    @property
    def is_unknown(self) -> bool:
        return not self.measured


class GainQuestion(models.Model):
    """A party is asked what it got out of it: once at the close, once 6 and 12 months later (R34).

    `closed_at` is the closing that the months are counted from; none while it is being prepared.
    """

    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="gain_questions")
    moment = models.PositiveIntegerField(choices=GainMoment)
    closed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("question about gains")
        verbose_name_plural = _("questions about gains")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "moment", "closed_at"],
                nulls_distinct=False,
                name="gains_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(moment=GainMoment.CLOSE) ^ Q(closed_at__isnull=False),
                name="gain_question_counts_from_a_closing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.moment}"

"""What the parties recommend, and every answer that came, the later beside the earlier."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import Verdict


class Recommendation(models.Model):
    """One version of what the parties ask the decision recipient to answer, with its deadline."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="recommendations")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(
        "projects.SolutionVersion", models.CASCADE, related_name="recommendations"
    )
    text = models.TextField(_("recommendation"), max_length=4000)
    body = models.CharField(_("decision recipient"), max_length=160)
    due = models.DateField(_("answer deadline"))
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="one_recommendation_per_number"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.number}"


class RecipientAnswer(models.Model):
    """Ja, delvist or nej with its reasons. A later one stands beside it and changes nothing in it.

    Without a recommendation: the recipient answered before there was one.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="answers")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    reasons = models.TextField(_("reasons"), max_length=4000)
    body = models.CharField(_("decision recipient"), max_length=160)
    in_person = models.BooleanField(
        default=False, help_text=_("By the recipient, not written down by the convener.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("answer from the decision recipient")
        verbose_name_plural = _("answers from the decision recipient")
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="recipient_answer_has_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.verdict}"

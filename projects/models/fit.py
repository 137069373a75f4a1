"""“Passer holdet stadig?”: asked when the shared statement has changed its meaning (R69)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import FitChoice


class FitQuestion(models.Model):
    """The question, with what changed. A later change closes it and asks anew."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="fit_questions")
    change = models.TextField(_("what changed"), max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("question about the team")
        verbose_name_plural = _("questions about the team")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(closed_at=None), name="one_open_fit_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.asked_at:%Y-%m-%d}"


class FitAnswer(models.Model):
    """What one party says: keep, add, or thank and release."""

    question = models.ForeignKey(FitQuestion, models.CASCADE, related_name="answers")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="fit_answers")
    choice = models.CharField(max_length=10, choices=FitChoice)
    words = models.TextField(_("in your own words"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer about the team")
        verbose_name_plural = _("answers about the team")
        constraints = [
            models.UniqueConstraint(fields=["question", "party"], name="one_fit_answer"),
            models.CheckConstraint(
                condition=Q(choice=FitChoice.KEEP) | ~Q(words=""),
                name="fit_answer_says_who_or_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.choice}"

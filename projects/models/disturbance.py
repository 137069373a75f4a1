"""The catalyst's cards that were used, and what each did (R62)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import Card


class Disturbance(models.Model):
    """One use of one card: who was disturbed by it, what happened, and what changed."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="disturbances")
    card = models.CharField(_("card"), max_length=20, choices=Card)
    used_on = models.DateField(_("when"))
    happened = models.TextField(_("what happened"), max_length=2000)
    changed = models.TextField(_("what it changed"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-used_on", "-id"]
        verbose_name = _("disturbance")
        verbose_name_plural = _("disturbances")
        constraints = [
            models.CheckConstraint(
                condition=~Q(happened="") & ~Q(changed=""), name="disturbance_has_an_effect"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_card_display())

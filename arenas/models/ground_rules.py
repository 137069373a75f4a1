"""How the parties behave towards each other: versions, each accepted by each party."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GroundRules(models.Model):
    """One version. A new one never changes what somebody has accepted."""

    arena = models.ForeignKey("arenas.Arena", models.CASCADE, related_name="ground_rules")
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("ground rules"), max_length=3000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version"]
        verbose_name = _("ground rules")
        verbose_name_plural = _("ground rules")
        constraints = [
            models.UniqueConstraint(fields=["arena", "version"], name="rules_version_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="rules_say_something"),
        ]

    def __str__(self) -> str:
        return f"{self.arena}: {self.version}"


class RulesAcceptance(models.Model):
    """One party has accepted one version."""

    rules = models.ForeignKey(GroundRules, models.CASCADE, related_name="acceptances")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("acceptance of ground rules")
        verbose_name_plural = _("acceptances of ground rules")
        constraints = [
            models.UniqueConstraint(fields=["rules", "party"], name="rules_accepted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.rules_id}"

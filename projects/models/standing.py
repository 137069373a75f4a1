"""What an opgave is called and how far up the ladder it is, as the acts and the clock last saw it.

Kept on the opgave, so that no list and no page has to look into the facts themselves.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums.cocreation import Label, Step


class Standing(models.Model):
    """Written by `services.examining` alone, and by the acts that ask and answer."""

    label = models.CharField(
        _("label"), max_length=20, choices=Label, default=Label.COCREATION, db_default="cocreation"
    )
    open_findings = models.PositiveIntegerField(_("unanswered"), default=0, db_default=0)
    ladder_step = models.PositiveIntegerField(
        _("step that the facts show"), choices=Step, default=Step.NONE, db_default=0
    )
    declared_step = models.PositiveIntegerField(
        _("step that the parties aim at"), choices=Step, null=True, blank=True
    )
    # What each step takes and whether it is there: `{"code": true}`.
    rungs = models.JSONField(_("what the steps take"), default=dict, db_default={}, blank=True)
    examined_at = models.DateTimeField(_("examined"), null=True, blank=True)
    # The gate at which the three questions were last answered, and when the next challenge is due.
    honest_for = models.CharField(max_length=20, blank=True, default="", db_default="")
    challenge_due = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_cocreation(self) -> bool:
        return self.label == Label.COCREATION

    @property
    def is_challenge_overdue(self) -> bool:
        return bool(self.challenge_due and self.challenge_due < timezone.localdate())

"""How each party sees the problem, in its own words."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.party import Party

LONGEST_VIEW = 600  # graphemes, the three answers together


class ProblemViewQuerySet(models.QuerySet):
    def shared(self) -> "ProblemViewQuerySet":
        return self.filter(shared_at__isnull=False)

    def visible_to(self, user: Any) -> "ProblemViewQuerySet":
        """One's own; others' once one's own is shared; everybody's once the opgave has moved on.

        Whoever speaks for two parties sees the others' when both have shared (peers §2.2).
        """
        public = Q(public_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(public)
        mine = Party.objects.speaking(user).order_by()
        waiting = mine.exclude(view__shared_at__isnull=False)
        done = Q(project__in=mine.values("project")) & ~Q(project__in=waiting.values("project"))
        return self.filter(
            public | Q(party__in=mine.values("pk")) | (done & Q(shared_at__isnull=False))
        )


class ProblemView(models.Model):
    """One party's view: a draft that nobody else sees, then shared (practice §5, peers §2.2)."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="views")
    party = models.OneToOneField("projects.Party", models.CASCADE, related_name="view")
    sees = models.TextField(_("what we see"), max_length=2000, blank=True)
    feels = models.TextField(_("who feels it"), max_length=2000, blank=True)
    unknown = models.TextField(_("what we do not know"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(_("seen by everybody since"), null=True, blank=True)

    objects = ProblemViewQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("view of the problem")
        verbose_name_plural = _("views of the problem")
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_at=None) | ~Q(sees=""), name="shared_view_says_something"
            ),
            models.CheckConstraint(
                condition=Q(public_at=None) | Q(shared_at__isnull=False),
                name="public_view_is_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.party.name


class ProblemViewVersion(models.Model):
    """A shared view as it stood; never changed."""

    view = models.ForeignKey(ProblemView, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    sees = models.TextField(blank=True)
    feels = models.TextField(blank=True)
    unknown = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["view", "number"], name="view_version_once")]

    def __str__(self) -> str:
        return f"{self.view}: {self.number}"

"""What people write at something the parties have made."""

import hashlib
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import ANSWERABLE_KINDS, ContributionKind

UNANSWERED_AFTER = timedelta(days=14)


class ContributionQuerySet(models.QuerySet):
    def shown(self) -> "ContributionQuerySet":
        """What moderators have not hidden."""
        return self.filter(hidden_at=None)

    def unanswered(self, *, since: timedelta = UNANSWERED_AFTER) -> "ContributionQuerySet":
        """What has waited longer than this for an answer; an index of its own keeps it cheap."""
        return self.filter(
            answered_at=None,
            hidden_at=None,
            kind__in=sorted(ANSWERABLE_KINDS),
            at__lte=timezone.now() - since,
        )

    def newest_at_each(self, many: int) -> "ContributionQuerySet":
        """The newest few at each paragraph; of the others only the index is read."""
        place = Window(RowNumber(), partition_by=[F("paragraph_key")], order_by=F("id").desc())
        newest = self.order_by().annotate(place=place).filter(place__lte=many)
        return Contribution.objects.filter(pk__in=newest.values("pk"))

    def with_names(self) -> "ContributionQuerySet":
        return self.select_related("by", "party__organisation", "party__user", "answered_by")


class Contribution(models.Model):
    """Stands at one paragraph of the shared statement or at a solution. Hidden, never deleted."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="contributions")
    kind = models.CharField(_("kind"), max_length=20, choices=ContributionKind)
    statement_version = models.ForeignKey(
        "projects.StatementVersion",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    solution_version = models.ForeignKey(
        "projects.SolutionVersion",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True)
    # Follows the paragraph from version to version for as long as its words are the same.
    paragraph_key = models.CharField(max_length=16, blank=True)
    text = models.TextField(_("text"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.TextField(_("reason for hiding"), max_length=1000, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(
                condition=Q(statement_version=None) ^ Q(solution_version=None),
                name="contribution_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False),
                name="contribution_answer_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(hidden_reason="") ^ Q(hidden_at__isnull=False),
                name="contribution_hidden_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="contribution_newest"),
            models.Index(
                fields=["project", "paragraph_key", "-id"], name="contribution_at_paragraph"
            ),
            models.Index(
                fields=["project", "at"],
                condition=Q(answered_at=None, hidden_at=None) & ~Q(kind=ContributionKind.SUPPORT),
                name="contribution_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def author(self) -> str:
        name = str(self.by) if self.by else str(_("somebody who is erased"))
        organisation = self.party.organisation if self.party else None
        return f"{name}, {organisation}" if organisation else name

    @property
    def waits(self) -> bool:
        """Somebody waits for an answer to it."""
        return self.kind in ANSWERABLE_KINDS and not self.answered_at


def key_of(paragraph: str) -> str:
    """By which a paragraph is known again in another version: its words, composed."""
    words = " ".join(unicodedata.normalize("NFC", paragraph).split())
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]

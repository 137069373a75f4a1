"""The shared statement of the problem, version by version."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import StatementChange

LONGEST_STATEMENT = 10_000  # characters


class StatementVersion(models.Model):
    """What the parties say together that the problem is. A version is never changed (peers §2.2).

    The highest number is the current one. Who wrote it stays with it: the person, and the party
    on whose behalf.
    """

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="statement_versions"
    )
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("the shared statement"), max_length=LONGEST_STATEMENT)
    change = models.CharField(_("change"), max_length=20, choices=StatementChange)
    contested_at = models.DateTimeField(_("objected to as a change of meaning"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, on_delete=models.SET_NULL, related_name="statement_versions"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the shared statement")
        verbose_name_plural = _("versions of the shared statement")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="statement_version_once"),
            models.CheckConstraint(
                condition=Q(number__gt=1) | Q(number=1, change=StatementChange.MEANING),
                name="first_statement_says_something_new",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="statement_says_something"),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})

    @property
    def is_correction(self) -> bool:
        return self.change == StatementChange.WORDING

    @property
    def paragraphs(self) -> list[str]:
        """Parts between empty lines: what a comment stands at."""
        return [part.strip() for part in re.split(r"\n\s*\n", self.text) if part.strip()]

    @property
    def author(self) -> str:
        """Who wrote it, as the page says it: the party, or the person where there is none."""
        return self.party.name if self.party else str(self.by or _("somebody who is erased"))

"""A list somebody wants to hear about."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A filtered list that a person has saved, mailed once a week when something is new.

    The filters are those of `queries.lists.Filters`. What has been told is everything published
    until `told_until`; the next mail is due at `next_at`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    text = models.CharField(_("words"), max_length=100, blank=True)
    phase = models.CharField(_("phase"), max_length=20, blank=True)
    route = models.CharField(_("way"), max_length=20, blank=True)
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=4, blank=True)
    needs_parties = models.BooleanField(_("needs parties"), default=False)
    told_until = models.DateTimeField()
    next_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    FILTERS = ("text", "phase", "route", "theme", "postal_code", "needs_parties")

    class Meta:
        ordering = ["id"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("user", "text", "phase", "route"),
                    *("theme", "postal_code", "needs_parties"),
                ],
                name="saved_search_once",
            ),
            models.CheckConstraint(
                condition=models.Q(next_at__gt=models.F("told_until")),
                name="saved_search_looks_ahead",
            ),
        ]

    def __str__(self) -> str:
        return f"search {self.pk}"

    def values(self) -> dict[str, Any]:
        """The filters, as `Filters` takes them."""
        return {name: getattr(self, name) for name in self.FILTERS}

    @property
    def scope(self) -> str:
        """What its mails are about, for whoever says no to them."""
        return f"search:{self.pk}"

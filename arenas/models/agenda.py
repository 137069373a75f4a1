"""What a meeting talks about, and what to read before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import ItemPurpose, Method


class AgendaItem(models.Model):
    """One item: what for, how, how long, who holds it (R61)."""

    meeting = models.ForeignKey("arenas.Meeting", models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("item"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=20, choices=ItemPurpose)
    method = models.CharField(_("method"), max_length=20, choices=Method)
    minutes = models.PositiveIntegerField(_("minutes"))
    note = models.TextField(_("more about it"), max_length=1000, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who holds it"),
    )
    # The catalyst's own time (R62): the convener cannot take it away.
    is_catalysts = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_for = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(is_catalysts=True), name="one_slot_for_the_catalyst"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=600), name="item_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """Something to read before the meeting: a text or a link. Files are not kept here."""

    meeting = models.ForeignKey("arenas.Meeting", models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), max_length=10_000, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(url=""), name="material_is_text_or_link"
            ),
        ]

    def __str__(self) -> str:
        return self.title

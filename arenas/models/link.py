"""A link in one mail about a meeting, a date or a hat. Only its hash is kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ArenaLink(models.Model):
    """Says for whom a mail was: a sign-up, a question about dates, or a hat."""

    token_hash = models.CharField(max_length=64, unique=True)
    sign_up = models.ForeignKey(
        "arenas.SignUp", null=True, on_delete=models.CASCADE, related_name="links"
    )
    voter = models.ForeignKey(
        "arenas.DateVoter", null=True, on_delete=models.CASCADE, related_name="links"
    )
    hat = models.ForeignKey("arenas.Hat", null=True, on_delete=models.CASCADE, related_name="links")
    # Beside the sign-up: the link leads to the minutes instead of to *kommer*. Without constraint
    # and index, which could not be added while people sign up; links live for weeks.
    protocol = models.ForeignKey(
        "arenas.Minutes",
        null=True,
        on_delete=models.CASCADE,
        related_name="links",
        db_constraint=False,
        db_index=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mailed link about a meeting")
        verbose_name_plural = _("mailed links about meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 - a pattern
                name="arena_link_hash_is_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(sign_up__isnull=False, voter=None, hat=None)
                | Q(sign_up=None, voter__isnull=False, hat=None)
                | Q(sign_up=None, voter=None, hat__isnull=False),
                name="arena_link_is_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

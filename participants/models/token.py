"""Keys that people make for their programs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class ApiToken(AbstractAuthToken):
    """A key to the API that counts as its person. Only its SHA-512 is kept (`digest`).

    `token_key` is its beginning in clear, so that people can tell their keys apart.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["-created"]
        verbose_name = _("key to the API")
        verbose_name_plural = _("keys to the API")
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="token_name_once_per_person"),
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(condition=Q(expiry__isnull=False), name="token_runs_out"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{128}$"), name="api_token_is_a_hash"
            ),
        ]

    @property
    def has_expired(self) -> bool:
        return bool(self.expiry and self.expiry <= timezone.now())

    def __str__(self) -> str:
        return self.name

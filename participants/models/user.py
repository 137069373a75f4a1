"""People."""

from datetime import datetime
from typing import Any

import rules
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import PUBLIC_KINDS, PersonKind
from samskabelse.mail.addresses import canonical


def shown_name(name: str) -> str:
    """What stands for somebody of this name, who may not have said one yet."""
    return name or str(_("Somebody without a name"))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A person known by an address. Without a password they sign in by mailed code."""
        user = self.model(email=canonical(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        """The person with this address, in whatever spelling. DoesNotExist for what is none."""
        try:
            return self.get(email=canonical(email or ""))
        except ValueError:
            raise self.model.DoesNotExist from None


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """Somebody who takes part. The address is never public; the name is shown as written."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    kind = models.CharField(
        _("role"), max_length=20, choices=PersonKind, default=PersonKind.CITIZEN
    )
    title = models.CharField(_("job title"), max_length=120, blank=True)
    kind_verified_at = models.DateTimeField(_("role verified"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    takes_intake = models.BooleanField(
        _("contact person for new projects"),
        default=False,
        help_text=_("New projects are shared out among these people."),
    )
    trusted_at = models.DateTimeField(
        _("trusted since"),
        null=True,
        blank=True,
        help_text=_("Until then this person's first project waits for moderation."),
    )
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_canonical"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(takes_intake=True), name="user_takes_intake"
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """About one object the rules alone decide: a superuser is no party and wears no hat."""
        if obj is not None and rules.perm_exists(perm):
            return self.is_active and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    @property
    def display_name(self) -> str:
        """The name others see. Never the address, not even a part of it."""
        return shown_name(self.name)

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""

    def get_full_name(self) -> str:
        return self.name

    @property
    def is_verified_public(self) -> bool:
        """Whether this is staff, an official or a politician, and somebody has made sure."""
        return self.kind in PUBLIC_KINDS and self.kind_verified_at is not None

    @property
    def is_verified_staff(self) -> bool:
        """Verified, and employed by the municipality: a politician sees what citizens see."""
        return self.is_verified_public and self.kind != PersonKind.POLITICIAN

    @property
    def shown_kind(self) -> str:
        """The role others see: an unverified claim shows as citizen."""
        return str(PersonKind(self.kind).label if self.is_verified_public else _("Citizen"))

    @property
    def has_municipal_address(self) -> bool:
        return self.email.rpartition("@")[2] in settings.MUNICIPALITY_MAIL_DOMAINS

    @property
    def is_trusted(self) -> bool:
        return self.trusted_at is not None or self.is_verified_public or self.is_staff

    def trust(self, at: datetime) -> None:
        self.trusted_at = self.trusted_at or at

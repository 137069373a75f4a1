"""Organisations, and who speaks for them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import MandateBasis, OrganisationKind, Sector


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OrganisationQuerySet":
        """Those verified or taking part for everybody; others for their own and administrators."""
        if getattr(user, "is_staff", False):
            return self
        seen = Q(verified_at__isnull=False) | Q(joined_at__isnull=False)
        if user.is_authenticated:
            seen |= Q(mandates__in=Mandate.objects.current().filter(user=user))
        return self.filter(seen).distinct()


class Organisation(models.Model):
    """A body that takes part with one voice."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    department_of = models.ForeignKey(
        "self",
        verbose_name=_("department of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="departments",
    )
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("what we do"), max_length=2000, blank=True)
    can = models.TextField(_("what we can offer"), max_length=2000, blank=True)
    seeks = models.TextField(_("what we are looking for"), max_length=2000, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    joined_at = models.DateTimeField(_("first took part"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(cvr="") | Q(cvr__regex=r"^\d{8}$"), name="organisation_cvr_is_8_digits"
            ),
            models.CheckConstraint(
                condition=Q(department_of=None) | ~Q(department_of=models.F("id")),
                name="organisation_is_not_its_own_department",
            ),
        ]
        indexes = [models.Index(Lower("name"), name="organisation_name_lower")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:organisation", args=[self.slug])

    @property
    def sector(self) -> Sector:
        return OrganisationKind(self.kind).sector

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    def may_speak(self, user) -> bool:
        return bool(user.pk) and self.mandates.current().filter(user=user).exists()

    def may_commit(self, user) -> bool:
        return bool(user.pk) and self.mandates.current().filter(user=user, commits=True).exists()


class MandateQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> "MandateQuerySet":
        """Not withdrawn and not run out."""
        today = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), revoked_at=None)


class Mandate(models.Model):
    """That a person speaks for an organisation; `commits` says that the person may also bind it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="mandates"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mandates"
    )
    commits = models.BooleanField(_("may commit the organisation"), default=False)
    until = models.DateField(_("until"), null=True, blank=True)
    basis = models.CharField(_("how we know"), max_length=20, choices=MandateBasis)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(revoked_at=None),
                name="one_standing_mandate_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

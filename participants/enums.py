"""Choices about people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonKind(models.TextChoices):
    """Who somebody is to the municipality. All but citizen count only once verified."""

    CITIZEN = "citizen", _("Citizen")
    STAFF = "staff", _("Municipal staff")
    OFFICIAL = "official", _("Official")
    POLITICIAN = "politician", _("Politician")


PUBLIC_KINDS = frozenset({PersonKind.STAFF, PersonKind.OFFICIAL, PersonKind.POLITICIAN})


class Sector(models.TextChoices):
    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Private")
    CIVIL = "civil", _("Civil society")


class OrganisationKind(models.TextChoices):
    """R2's list; a single person needs no organisation."""

    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    STATE = "state", _("State")
    PARLIAMENT = "parliament", _("Parliament")
    ASSOCIATION = "association", _("Association")
    CITIZEN_GROUP = "citizen_group", _("Citizens' group")
    COMPANY = "company", _("Company")

    @property
    def sector(self) -> Sector:
        return SECTOR_OF[self]


SECTOR_OF = {
    OrganisationKind.MUNICIPALITY: Sector.PUBLIC,
    OrganisationKind.REGION: Sector.PUBLIC,
    OrganisationKind.STATE: Sector.PUBLIC,
    OrganisationKind.PARLIAMENT: Sector.PUBLIC,
    OrganisationKind.ASSOCIATION: Sector.CIVIL,
    OrganisationKind.CITIZEN_GROUP: Sector.CIVIL,
    OrganisationKind.COMPANY: Sector.PRIVATE,
}


class MandateBasis(models.TextChoices):
    """How we know that somebody speaks for an organisation."""

    DECLARED = "declared", _("Declared by the person")
    GRANTED = "granted", _("Granted by the organisation")
    VERIFIED = "verified", _("Confirmed by an administrator")

"""Acts on organisations and on who speaks for them."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import MandateBasis, OrganisationKind
from participants.models import Mandate, Organisation, User
from participants.services.people import has_proven_address
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.slugs import free_slug


@transaction.atomic
def found_organisation(
    name: str, kind: str, *, by: User, department_of: Organisation | None = None
) -> Organisation:
    """Enter an organisation that is not here yet. It is unverified until somebody makes sure."""
    name = " ".join(name.split())
    if not name:
        raise ActError(_("Write the name of the organisation."), field="name")
    organisation = Organisation.objects.create(
        name=name,
        slug=free_slug(name, Organisation.objects.all(), longest=80, otherwise="part"),
        kind=OrganisationKind(kind),
        department_of=department_of,
    )
    record(organisation, "organisation.founded", by=by, name=name, kind=kind)
    return organisation


IDENTITY = frozenset({"name", "cvr", "kind"})  # what a confirmation has confirmed


@transaction.atomic
def change_organisation(organisation_id: int, *, by: User, **fields: str) -> Organisation:
    """Change what an organisation says of itself. For those who speak for it.

    Who it is (name, CVR number, kind) only those change who may commit it, and a confirmation goes
    with it until an administrator has looked again. Administrators confirm as they change.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    require(by, "participants.change_organisation", organisation)
    changed = {key: value for key, value in fields.items() if getattr(organisation, key) != value}
    if not changed:
        return organisation
    renewed = sorted(IDENTITY & changed.keys())
    if renewed and not by.has_perm("participants.grant_mandate", organisation):
        raise NotAllowed(
            _("Only somebody who may commit the organisation can change its name or CVR number."),
            field=renewed[0],
        )
    old = {key: getattr(organisation, key) for key in renewed}
    for key, value in changed.items():
        setattr(organisation, key, value)
    if renewed and not by.has_perm("participants.verify_organisation"):
        organisation.verified_at = None
    organisation.save(update_fields=[*changed, "verified_at"])
    facts: dict[str, Any] = (
        {"old": old, "new": {key: changed[key] for key in renewed}} if renewed else {}
    )
    record(organisation, "organisation.changed", by=by, fields=sorted(changed), **facts)
    return organisation


@transaction.atomic
def verify_organisation(organisation_id: int, *, by: User) -> Organisation:
    """Confirm that the organisation is what it says. Administrators only."""
    require(by, "participants.verify_organisation")
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    return _mark_verified(organisation, by=by)


def _mark_verified(organisation: Organisation, *, by: User) -> Organisation:
    if organisation.verified_at is None:
        organisation.verified_at = timezone.now()
        organisation.save(update_fields=["verified_at"])
        record(organisation, "organisation.verified", by=by)
    return organisation


@transaction.atomic
def mark_joined(organisation: Organisation) -> None:
    """From the first time it takes part, everybody may see the organisation's page."""
    Organisation.objects.filter(pk=organisation.pk, joined_at=None).update(joined_at=timezone.now())


def may_declare_mandate(user: User, organisation: Organisation) -> bool:
    """Whether somebody may say of themselves that they speak for it.

    Only while it is unconfirmed and nobody else does: what an administrator has confirmed must not
    pass to whoever asks first. For the municipality's own departments whoever has shown to read
    mail at an address in one of its mail domains.
    """
    if organisation.kind == OrganisationKind.MUNICIPALITY:
        return user.has_municipal_address and has_proven_address(user)
    return not (organisation.is_verified or _is_committed_for(organisation))


def _is_committed_for(organisation: Organisation) -> bool:
    return organisation.mandates.current().filter(commits=True).exists()


def whom_to_ask(organisation: Organisation) -> str:
    """The sentence for somebody who may not declare a mandate: who can give them one."""
    told = {"name": organisation.name, "contact": settings.CONTACT_EMAIL}
    if organisation.kind == OrganisationKind.MUNICIPALITY:
        return _("Only staff with an address at the municipality can speak for %(name)s.") % told
    if _is_committed_for(organisation):
        return _("Others speak for %(name)s already. Ask one of them to give you a mandate.") % told
    return (
        _(
            "%(name)s is confirmed, but nobody here may commit it yet. Write to %(contact)s: "
            "an administrator can give you the mandate."
        )
        % told
    )


@transaction.atomic
def declare_mandate(organisation_id: int, *, by: User) -> Mandate:
    """Take on to speak for an organisation and to commit it, on one's own word.

    A department of the municipality is verified by the first of its people to do so. NotAllowed
    with the sentence of `whom_to_ask` where one's own word does not do.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    standing = organisation.mandates.current().filter(user=by, commits=True).first()
    if standing:
        return standing
    if not may_declare_mandate(by, organisation):
        raise NotAllowed(whom_to_ask(organisation), code="mandate_missing")
    mandate = _set_mandate(organisation, by, commits=True, until=None, basis="declared", by=by)
    if organisation.kind == OrganisationKind.MUNICIPALITY:
        _mark_verified(organisation, by=by)
    return mandate


@transaction.atomic
def grant_mandate(
    organisation_id: int, user: User, *, commits: bool, until: date | None, by: User
) -> Mandate:
    """Let a person speak for the organisation. For those who may commit it, and administrators."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    require(by, "participants.grant_mandate", organisation)
    if until and until < timezone.localdate():
        raise ActError(_("The mandate must end today or later."), field="until")
    basis = MandateBasis.VERIFIED if by.is_staff else MandateBasis.GRANTED
    return _set_mandate(organisation, user, commits=commits, until=until, basis=basis, by=by)


def _set_mandate(
    organisation: Organisation,
    user: User,
    *,
    commits: bool,
    until: date | None,
    basis: str,
    by: User,
) -> Mandate:
    said = {"commits": commits, "until": until, "basis": basis}
    who: dict[str, Any] = {"organisation": organisation, "user": user, "revoked_at": None}
    if standing := Mandate.objects.filter(**who, **said).first():
        return standing  # said once more
    mandate, _is_new = Mandate.objects.update_or_create(**who, defaults={**said, "granted_by": by})
    record(
        organisation,
        "mandate.granted",
        by=by,
        who=user.display_name,
        person=user.pk,
        commits=commits,
        until=until.isoformat() if until else None,
        basis=str(basis),
    )
    return mandate


@transaction.atomic
def withdraw_mandate(mandate_id: int, *, by: User) -> None:
    """End a mandate: one's own, or another's if one may grant it. Says so once."""
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("organisation", "user")
        .get(pk=mandate_id)
    )
    if mandate.user_id != by.pk:
        require(by, "participants.grant_mandate", mandate.organisation)
    if mandate.revoked_at is None:
        mandate.revoked_at = timezone.now()
        mandate.save(update_fields=["revoked_at"])
        record(
            mandate.organisation,
            "mandate.withdrawn",
            by=by,
            who=mandate.user.display_name,
            person=mandate.user_id,
        )

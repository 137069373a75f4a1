"""Entering an organisation together with the mandate of who enters it."""

from django.db import transaction

from participants.models import Mandate, Organisation, User
from participants.services.organisations import (
    declare_mandate,
    found_organisation,
    grant_mandate,
)
from participants.services.people import find_or_create_person


@transaction.atomic
def found_own_organisation(name: str, kind: str, *, by: User) -> Organisation:
    """Enter an organisation and take on to speak for it. Refused as a whole or done as a whole.

    One of this name that the person speaks for already is meant, as by a second click.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # where a second click waits
    own = Mandate.objects.current().filter(
        user=by,
        commits=True,
        organisation__kind=kind,
        organisation__name__iexact=" ".join(name.split()),
    )
    if standing := own.select_related("organisation").first():
        return standing.organisation
    organisation = found_organisation(name, kind, by=by)
    declare_mandate(organisation.pk, by=by)
    return organisation


@transaction.atomic
def grant_mandate_by_email(
    organisation_id: int, email: str, *, name: str = "", commits: bool, until=None, by: User
) -> Mandate:
    """Give a mandate to whoever has this address; their account is made if there is none."""
    person = find_or_create_person(email, name=name, language=by.language)
    return grant_mandate(organisation_id, person, commits=commits, until=until, by=by)

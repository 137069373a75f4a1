"""Acts of administrators on people."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants import only
from participants.models import Organisation, User
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@transaction.atomic
def set_takes_intake(user_id: int, *, on: bool, by: User) -> User:
    """Share new opgaver out to this person, or stop. Only to those whose role is confirmed."""
    person = _person_for_administrator(user_id, by=by)
    if on and not person.is_verified_public:
        raise ActError(
            _("Confirm %(name)s's role first. Only staff can be contact for new projects.")
            % {"name": person.display_name},
            code="not_verified",
        )
    if person.takes_intake != on:
        person.takes_intake = on
        person.save(update_fields=["takes_intake"])
        record(person, "person.intake_taken" if on else "person.intake_left", by=by, public=False)
    return person


@transaction.atomic
def distrust_person(user_id: int, *, by: User) -> User:
    """Let this person's next opgave wait for moderation again."""
    person = _person_for_administrator(user_id, by=by)
    if person.trusted_at is not None:
        person.trusted_at = None
        person.save(update_fields=["trusted_at"])
        record(person, "person.untrusted", by=by, public=False)
    return person


@transaction.atomic
def set_administrator(user_id: int, *, on: bool, by: User) -> User:
    """Make somebody an administrator, or no longer. Only a superuser, and never of oneself."""
    if not by.is_superuser or by.pk == user_id:
        raise NotAllowed(only.OWNERS_OF_THE_SITE)
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if person.is_staff != on:
        person.is_staff = on
        person.is_superuser = on and person.is_superuser
        person.save(update_fields=["is_staff", "is_superuser"])
        action = "person.made_administrator" if on else "person.unmade_administrator"
        record(person, action, by=by, public=False)
    return person


@transaction.atomic
def unverify_organisation(organisation_id: int, *, by: User) -> Organisation:
    """Take the confirmation of an organisation back."""
    require(by, "participants.verify_organisation")
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if organisation.verified_at is not None:
        organisation.verified_at = None
        organisation.save(update_fields=["verified_at"])
        record(organisation, "organisation.unverified", by=by)
    return organisation


def _person_for_administrator(user_id: int, *, by: User) -> User:
    require(by, "participants.verify_person")
    return User.objects.select_for_update(no_key=True).get(pk=user_id)

"""Make the people and organisations, through the acts of `participants`."""

from dataclasses import dataclass

from django.utils import timezone

from participants.enums import OrganisationKind, PersonKind
from participants.models import Organisation, User
from participants.services.administration import set_takes_intake
from participants.services.organisations import (
    change_organisation,
    declare_mandate,
    found_organisation,
    grant_mandate,
    verify_organisation,
)
from participants.services.people import (
    change_profile,
    claim_kind,
    find_or_create_person,
    prove_address,
    trust_person,
    verify_person,
)
from samskabelse.local.demo.cast import ORGANISATIONS, PEOPLE, OrganisationSpec, PersonSpec
from samskabelse.local.demo.clock import on_day

ADMINISTRATOR = "sanne"
CONTACT_PERSON = "ditte"
SETTLED_DAYS_AGO = 120


@dataclass(frozen=True)
class Town:
    """Everybody by the short names that the stories use."""

    people: dict[str, User]
    organisations: dict[str, Organisation]

    def __getitem__(self, key: str) -> User:
        return self.people[key]


def settle_town() -> Town:
    """The cast as it should be. What is there already is left as it is."""
    with on_day(SETTLED_DAYS_AGO):
        people = {spec.key: _person(spec) for spec in PEOPLE}
        administrator = _administrator(people[ADMINISTRATOR])
        for spec in PEOPLE:
            _confirm(people[spec.key], spec, by=administrator)
        set_takes_intake(people[CONTACT_PERSON].pk, on=True, by=administrator)
        people = {key: User.objects.get(pk=person.pk) for key, person in people.items()}
        organisations = {
            spec.key: _organisation(spec, people[spec.speaker], by=administrator)
            for spec in ORGANISATIONS
        }
    return Town(people, organisations)


def _person(spec: PersonSpec) -> User:
    person = find_or_create_person(spec.email, name=spec.name)
    change_profile(person.pk, by=person, name=spec.name, phone=spec.phone, title=spec.title)
    if spec.kind != PersonKind.CITIZEN:
        claim_kind(person.pk, spec.kind, by=person)
    prove_address(person)  # they all have signed in one day: their mails are no stranger's
    return person


def _administrator(person: User) -> User:
    """The first one has nobody above: outside the demo it is made with `createsuperuser`."""
    User.objects.filter(pk=person.pk).update(is_staff=True, is_active=True)
    return User.objects.get(pk=person.pk)


def _confirm(person: User, spec: PersonSpec, *, by: User) -> None:
    if spec.kind != PersonKind.CITIZEN:
        verify_person(person.pk, by=by)
    elif spec.is_known:
        trust_person(person.pk, by=by)
    User.objects.filter(pk=person.pk, date_joined__gt=timezone.now()).update(
        date_joined=timezone.now()
    )


def _organisation(spec: OrganisationSpec, speaker: User, *, by: User) -> Organisation:
    known = Organisation.objects.filter(name=spec.name, kind=spec.kind).first()
    organisation = known or found_organisation(spec.name, spec.kind, by=speaker)
    if not organisation.may_commit(speaker):
        if organisation.is_verified or spec.kind == OrganisationKind.MUNICIPALITY:
            grant_mandate(organisation.pk, speaker, commits=True, until=None, by=by)
        else:
            declare_mandate(organisation.pk, by=speaker)
    organisation.mandates.filter(granted_at__gt=timezone.now()).update(granted_at=timezone.now())
    if spec.is_verified:
        verify_organisation(organisation.pk, by=by)
    texts = {"description": spec.description, "can": spec.can, "seeks": spec.seeks}
    return change_organisation(organisation.pk, by=speaker, **texts)

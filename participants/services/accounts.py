"""Acts on accounts: proving an address, and going away again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from participants import plugs
from participants.models import ApiToken, User
from participants.services.people import find_or_create_person
from samskabelse.history.services import forget_name, record
from samskabelse.mail.retention import forget_address
from samskabelse.policy.reasons import require
from samskabelse.rest.models import KeptAnswer

UNPROVEN_DAYS = 30


@transaction.atomic
def person_signing_in(email: str, *, language: str) -> User:
    """The person who asks for a code to this address, made if there is none.

    The address waits unproven until the code comes back; allauth marks it then.
    """
    person = find_or_create_person(email, language=language)
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": False}
    )
    return person


def delete_unproven_accounts(now: datetime | None = None) -> int:
    """Delete accounts whose address nobody proved within 30 days; returns how many.

    Only those that somebody made by asking for a code, and that nothing else points to: a person
    who was invited, imported or named by others stays. Safe to run twice and in parallel.
    """
    before = (now or timezone.now()) - timedelta(days=UNPROVEN_DAYS)
    found = User.objects.filter(
        Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=False)),
        last_login=None,
        date_joined__lt=before,
        is_staff=False,
    ).exclude(Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)))
    for relation in _relations_that_keep():
        rows = relation.related_model._base_manager.filter(  # noqa: SLF001  must miss none
            **{relation.field.name: OuterRef("pk")}
        )
        found = found.exclude(Exists(rows))
    with transaction.atomic():
        ids = list(found.select_for_update(skip_locked=True).values_list("pk", flat=True)[:500])
        User.objects.filter(pk__in=ids).delete()
    return len(ids)


def _relations_that_keep() -> Iterator[models.ForeignObjectRel]:
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        if relation.related_model is not EmailAddress:
            yield relation


@transaction.atomic
def erase_person(user_id: int, *, by: User) -> User:
    """Take away everything that says who a person is. For the person, or an administrator.

    What they wrote stays, without a name, because others have answered it. Mandates end, sessions
    end, nobody can sign in. An address that asked for no mail stays on the list of those, so that
    it keeps being left alone. Safe to do twice.

    The rooms above go first: they hold their own rows before a person's, as every act does.
    """
    if by.pk != user_id:
        require(by, "participants.verify_person")
    person = User.objects.get(pk=user_id)
    if not person.is_active:
        return person
    for plug in plugs.ON_ERASE:
        plug(person)
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if not person.is_active:  # somebody else was faster
        return person
    _end_mandates(person)
    forget_name(person.pk)
    forget_address(person.email)
    record(person, "person.erased", by=by, public=False)
    for model in (EmailAddress, Authenticator, SocialAccount, ApiToken):
        model.objects.filter(user=person).delete()
    KeptAnswer.objects.filter(person=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    return _anonymise(person)


def _end_mandates(person: User) -> None:
    person.mandates.filter(revoked_at=None).update(revoked_at=timezone.now())


def erased_address(person: User) -> str:
    """What stands where an erased person's address stood. Nobody can have it (RFC 6761)."""
    return f"erased-{person.pk}@invalid"


def _anonymise(person: User) -> User:
    person.email = erased_address(person)
    person.name = person.phone = person.title = ""
    person.kind = User._meta.get_field("kind").default
    person.kind_verified_at = None
    person.takes_intake = person.is_staff = person.is_superuser = person.is_active = False
    person.set_unusable_password()
    person.save()
    return person

"""Acts on a person's own record."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants import only
from participants.enums import PUBLIC_KINDS, PersonKind
from participants.models import User
from samskabelse.history.services import record
from samskabelse.mail.addresses import canonical
from samskabelse.mail.services import opt_in, set_rhythms
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


def checked_address(email: str) -> str:
    """The one spelling under which an address is kept and compared. ActError for what is none."""
    try:
        return canonical(email)
    except ValueError as error:
        raise ActError(
            _("“%(email)s” is not an e-mail address.") % {"email": email[:80]},
            code="bad_email",
            field="email",
        ) from error


@transaction.atomic
def find_or_create_person(email: str, *, name: str = "", language: str = "da") -> User:
    """The person with this address, made if there is none. Fills in a name that was missing.

    Two requests at once get the same person (the unique address decides). ActError at `email` for
    what is no address.
    """
    person, is_new = User.objects.get_or_create(
        email=checked_address(email), defaults={"name": name.strip(), "language": _known(language)}
    )
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    elif name and not person.name:
        person.name = name.strip()
        person.save(update_fields=["name"])
    return person


def _known(language: str) -> str:
    """A language of the site: what somebody wrote may be in another."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@transaction.atomic
def change_profile(user_id: int, *, by: User, **fields: str) -> User:
    """Change name, phone, job title and language. Only one's own."""
    _require_oneself(user_id, by)
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    changed = {key: value for key, value in fields.items() if getattr(person, key) != value}
    if not changed:
        return person
    for key, value in changed.items():
        setattr(person, key, value)
    person.save(update_fields=list(changed))
    record(person, "person.changed", by=by, public=False, fields=sorted(changed))
    return person


@transaction.atomic
def claim_kind(user_id: int, kind: str, *, by: User) -> User:
    """Say what one is to the municipality.

    A proven address in one of the municipality's mail domains verifies staff and officials at once.
    A politician is always confirmed by an administrator, because the domain does not tell.
    """
    _require_oneself(user_id, by)
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if person.kind == kind:
        return person
    municipal = person.has_municipal_address and has_proven_address(person)
    by_domain = municipal and kind in {PersonKind.STAFF, PersonKind.OFFICIAL}
    person.kind = kind
    person.kind_verified_at = timezone.now() if by_domain else None
    person.save(update_fields=["kind", "kind_verified_at"])
    record(person, "person.kind_claimed", by=by, public=False, kind=kind, verified=by_domain)
    return person


@transaction.atomic
def introduce_oneself(user_id: int, *, by: User, kind: str, **fields: str) -> User:
    """Say one's name and language, and what one is to the municipality."""
    change_profile(user_id, by=by, **fields)
    return claim_kind(user_id, kind, by=by)


@transaction.atomic
def change_contact_choices(
    user_id: int, *, by: User, rhythms: dict[str, str], language: str
) -> User:
    """Choose which mails one gets, how often, and in which language. Only one's own."""
    person = change_profile(user_id, by=by, language=language)
    set_rhythms(person.email, rhythms)
    return person


def unmute_scope(user_id: int, scope: str, *, by: User) -> None:
    """Get mails about one thing again that one had muted. Only one's own."""
    _require_oneself(user_id, by)
    if scope and scope.isprintable():
        opt_in(by.email, scope=scope)


@transaction.atomic
def verify_person(user_id: int, *, by: User) -> User:
    """An administrator confirms the role that a person has claimed."""
    require(by, "participants.verify_person")
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if person.kind not in PUBLIC_KINDS:
        raise ActError(_("A citizen's role needs no confirmation."), code="nothing_to_verify")
    if person.kind_verified_at is None:
        person.kind_verified_at = timezone.now()
        person.save(update_fields=["kind_verified_at"])
        record(person, "person.verified", by=by, public=False, kind=person.kind)
    return person


@transaction.atomic
def unverify_person(user_id: int, *, by: User) -> User:
    """An administrator takes a confirmation back, as when somebody leaves the municipality."""
    require(by, "participants.verify_person")
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if person.kind_verified_at is not None:
        person.kind_verified_at = None
        person.takes_intake = False
        person.save(update_fields=["kind_verified_at", "takes_intake"])
        record(person, "person.unverified", by=by, public=False, kind=person.kind)
    return person


@transaction.atomic
def trust_person(user_id: int, *, by: User | None) -> None:
    """From now on this person's opgaver are published without waiting (`by` None: the system)."""
    person = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if person.trusted_at is None:
        person.trusted_at = timezone.now()
        person.save(update_fields=["trusted_at"])
        record(person, "person.trusted", by=by, public=False)


@transaction.atomic
def prove_address(person: User) -> None:
    """Note that the person has shown to read mail at their address, as by a link mailed to it."""
    address, _is_new = EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])


def has_proven_address(person: User) -> bool:
    """Whether the person has shown to read mail at their address, or somebody vouches for them."""
    proven = EmailAddress.objects.filter(user=person, email=person.email, verified=True)
    return person.is_verified_public or proven.exists()


def _require_oneself(user_id: int, by: User) -> None:
    """Nobody else's, not even for a superuser."""
    if by.pk != user_id:
        raise NotAllowed(only.OWNER)

"""Keys to the API: made and revoked by the person in the browser, never by a program."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.crypto import hash_token

from participants.models import ApiToken, User
from samskabelse.history.services import record
from samskabelse.web.errors import ActError

MOST_TOKENS = 20
LONGEST_DAYS = 366
SHOWN_AFTER_EXPIRY = timedelta(days=30)


@transaction.atomic
def make_token(*, by: User, name: str, days: int) -> tuple[ApiToken, str]:
    """A key that counts as its person for so many days, and the secret, which is kept nowhere."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after another
    name = " ".join(name.split())
    if not name:
        raise ActError(_("Write what the key is for."), field="name")
    if not 1 <= days <= LONGEST_DAYS:
        raise ActError(_("A key lasts a year at most."), field="days")
    if by.api_tokens.filter(name=name).exists():
        raise ActError(_("You have a key of that name already."), code="name_taken", field="name")
    if by.api_tokens.count() >= MOST_TOKENS:
        raise ActError(_("You have 20 keys. Delete one first."), code="too_many", field="name")
    token, secret = ApiToken.objects.create(user=by, name=name, expiry=timedelta(days=days))
    record(by, "token.made", by=by, public=False, name=name, until=str(token.expiry.date()))
    return token, secret


@transaction.atomic
def revoke_token(token_key: str, *, by: User) -> None:
    """From now on the key opens nothing. Only one's own; what is not there is gone already."""
    token = by.api_tokens.filter(token_key=token_key.replace("\x00", "")).first()
    if token:
        token.delete()
        record(by, "token.revoked", by=by, public=False, name=token.name)


def person_with(secret: str) -> ApiToken | None:
    """The key with its person, as long as it lasts and the person is here. One query."""
    standing = ApiToken.objects.select_related("user").filter(
        digest=hash_token(secret), expiry__gt=timezone.now(), user__is_active=True
    )
    return standing.first()


def delete_old_tokens(now: datetime | None = None) -> int:
    """Delete keys that ran out a month ago; until then the person sees that they have."""
    before = (now or timezone.now()) - SHOWN_AFTER_EXPIRY
    return ApiToken.objects.filter(expiry__lt=before).delete()[0]

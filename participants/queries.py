"""Reads across people and organisations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from participants import plugs
from participants.models import Mandate, Organisation, User
from samskabelse.history.models import Entry
from samskabelse.mail.addresses import canonical
from samskabelse.mail.models import OptOut
from samskabelse.mail.recipients import knows_confirmed
from samskabelse.mail.services import rhythms_for
from samskabelse.web.numbers import whole_number

SIMILAR_ENOUGH = 0.4  # trigram similarity, 0 to 1


@knows_confirmed
def with_account(addresses: Iterable[str]) -> set[str]:
    """Those of some addresses that somebody has signed in with, or answered a mail at.

    That an administrator vouches for a person does not count: it says nothing about the address.
    """
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"))
    people = User.objects.filter(email__in=addresses, is_active=True)
    people = people.filter(Q(last_login__isnull=False) | Exists(proven.filter(verified=True)))
    return set(people.values_list("email", flat=True))


def organisations_open_to(user: User, *, commits: bool = False) -> QuerySet[Organisation]:
    """Organisations the person may speak for today, or with `commits` also bind."""
    mandates = Mandate.objects.current().filter(user=user)
    if commits:
        mandates = mandates.filter(commits=True)
    return Organisation.objects.filter(pk__in=mandates.values("organisation")).order_by("name")


def mandates_of(user: User) -> QuerySet[Mandate]:
    """The person's standing mandates with their organisations at hand."""
    return (
        Mandate.objects.current()
        .filter(user=user)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def speakers_of(organisation: Organisation) -> QuerySet[Mandate]:
    """Who speaks for an organisation, those who may commit it first."""
    return (
        organisation.mandates.current()
        .filter(user__is_active=True)
        .select_related("user")
        .order_by("-commits", "granted_at", "pk")
    )


def similar_organisations(name: str, user: Any) -> list[Organisation]:
    """At most five organisations the person may see whose name is like this one."""
    seen = Organisation.objects.filter(pk__in=Organisation.objects.visible_to(user).values("pk"))
    likeness = TrigramSimilarity("name", name)
    close = seen.annotate(likeness=likeness).filter(
        Q(likeness__gte=SIMILAR_ENOUGH) | Q(name__iexact=name)
    )
    return list(close.order_by("-likeness", "name")[:5])


@dataclass(frozen=True)
class Muted:
    """One thing a person wants no mail about."""

    scope: str
    title: str
    url: str


def muted_by(user: User) -> list[Muted]:
    """What the person has muted, with title and address; what has gone is left out."""
    refusals = OptOut.objects.filter(address=canonical(user.email), topic="").exclude(scope="")
    ids: dict[str, list[int]] = defaultdict(list)
    for scope in refusals.order_by("pk").values_list("scope", flat=True):
        kind, _colon, number = scope.partition(":")
        if kind in plugs.SCOPES and (found := whole_number(number)) is not None:
            ids[kind].append(found)
    return [
        Muted(f"{kind}:{pk}", title, url)
        for kind, numbers in ids.items()
        for pk, (title, url) in plugs.SCOPES[kind](numbers).items()
    ]


def data_about(user: User) -> dict[str, Any]:
    """Everything that is kept about a person, for the person (GDPR articles 15 and 20)."""
    own = {
        "profile": _profile(user),
        "organisations": [_mandate(mandate) for mandate in _all_mandates(user)],
        "mail": {str(topic): str(often) for topic, often in rhythms_for(user.email).items()},
        "api": _programs(user),
        "acts": [_act(entry) for entry in Entry.objects.filter(by=user).order_by("id")],
    }
    return own | dict(plug(user) for plug in plugs.MY_DATA)


def _profile(user: User) -> dict[str, Any]:
    fields = ("name", "email", "phone", "title", "kind", "language")
    times = ("kind_verified_at", "trusted_at", "date_joined", "last_login")
    return {name: getattr(user, name) for name in fields} | {
        name: moment.isoformat() if (moment := getattr(user, name)) else None for name in times
    }


def _programs(user: User) -> dict[str, Any]:
    """Keys to the API, never their secret, and the answers that are kept for a day."""
    return {
        "keys": list(user.api_tokens.values("name", "created", "expiry")),
        "answers": list(user.kept_answers.values("key", "status", "body", "created_at")),
    }


def _all_mandates(user: User) -> QuerySet[Mandate]:
    return Mandate.objects.filter(user=user).select_related("organisation").order_by("pk")


def _mandate(mandate: Mandate) -> dict[str, Any]:
    return {
        "organisation": mandate.organisation.name,
        "may_commit": mandate.commits,
        "until": mandate.until.isoformat() if mandate.until else None,
        "given": mandate.granted_at.isoformat(),
        "withdrawn": mandate.revoked_at.isoformat() if mandate.revoked_at else None,
    }


def _act(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "action": entry.action,
        "about": f"{entry.target_type}:{entry.target_id}",
        "on_behalf_of": entry.on_behalf_of,
        "data": entry.data,
    }


def organisations_for_admin() -> QuerySet[Organisation]:
    """With those who speak for each, in two queries however many there are."""
    current = Mandate.objects.current().select_related("user")
    return Organisation.objects.prefetch_related(
        Prefetch("mandates", queryset=current, to_attr="standing")
    )

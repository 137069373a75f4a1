"""What the mails about opgaver have in common."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import Moderation
from projects.models import MailToken, Project
from projects.models.invitation import hash_of
from samskabelse.mail.batch import once, together
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Later, Letter, Outcome, Render, Settled, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_many


def link(name: str, *args: object) -> str:
    """An absolute address on this site; never from a request's Host header."""
    return settings.BASE_URL + reverse(name, args=args)


HIDDEN_FOR_NOW = timedelta(hours=1)


def project_mail(
    name: str,
    *,
    lane: Lane,
    topic: Topic,
    held: bool = True,
    settled: Settled | None = None,
    asked_for: bool = False,
) -> Callable[[Render], Render]:
    """Register a kind of mail about an opgave: while that is hidden, the mail waits.

    So it does while the opgave is held for moderation, unless `held`. Shown again, whatever still
    has a meaning leaves. The opgave is the one the row's scope names.
    """

    def register(write: Render) -> Render:
        render = while_shown(write, held=held)
        return mail_kind(name, lane=lane, topic=topic, settled=settled, asked_for=asked_for)(render)

    return register


def while_shown(write: Render, *, held: bool = True) -> Render:
    """The same writer, which waits while the opgave of the mail's scope is not to be seen."""
    shown = [Moderation.CLEAR, Moderation.HELD] if held else [Moderation.CLEAR]

    @wraps(write)
    def render(mail: OutgoingMail) -> Outcome:
        moderation = once(("moderation", mail.scope), partial(_moderation, mail.scope))
        if moderation is None:
            return Skip("no such project")
        if moderation not in shown:
            return Later(timezone.now() + HIDDEN_FOR_NOW, f"the project is {moderation}")
        return write(mail)

    return render


def _moderation(scope: str) -> str | None:
    project = Project.objects.filter(pk=scope.removeprefix("project:"))
    return project.values_list("moderation", flat=True).first()


def token_of(mail: OutgoingMail) -> str:
    """What stands in the links of one mail."""
    digest = salted_hmac("projects.mail_token", mail.message_id, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def mail_token(mail: OutgoingMail, *, expires_at: datetime, **target: Any) -> str:
    """The link of one mail: the same however often the mail is written before it leaves.

    A copy that may be out already carries it too. It follows from SECRET_KEY and the row's random
    Message-ID, so that again only its hash is kept.
    """
    token = token_of(mail)
    together(_keep, MailToken(token_hash=hash_of(token), expires_at=expires_at, **target))
    return token


def _keep(tokens: list[MailToken]) -> None:
    MailToken.objects.bulk_create(
        tokens,
        update_conflicts=True,
        unique_fields=["token_hash"],
        update_fields=["expires_at"],
    )


def known_language(language: str) -> str:
    """A language of the site: an imported opgave may be written in another."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def mail_language(project: Project) -> str:
    """The language to write to somebody about an opgave, when they have chosen none."""
    return known_language(project.language)


HELD_ABOVE = 50  # people; more can be written to by mistake, and a mistake can be undone
HELD_FOR = timedelta(minutes=10)


def order_to(
    user: User,
    project: Project,
    *,
    key: str,
    expires_at: datetime | None = None,
    not_before: datetime | None = None,
    **params: Any,
) -> Order:
    """One mail about an opgave to somebody who has an account."""
    return Order(
        key=f"{key}:{user.pk}",
        to=user.email,
        to_user=user,
        language=known_language(user.language),
        scope=f"project:{project.pk}",
        expires_at=expires_at,
        not_before=not_before,
        params={"project": project.pk, "user": user.pk, **params},
    )


def queue_to(kind: str, user: User, project: Project, *, key: str, **more: Any) -> None:
    """Queue one mail about an opgave to somebody who has an account; none when it is closed.

    `more` is what it is about (ids), `expires_at` and `not_before`.
    """
    queue_to_all(kind, [user], project, key=key, **more)


def queue_to_all(
    kind: str, people: Iterable[User], project: Project, *, key: str, **more: Any
) -> int:
    """Queue one mail to each who has an open account; returns how many were new."""
    open_accounts = [user for user in people if user.is_active]
    orders = [order_to(user, project, key=f"{kind}:{key}", **more) for user in open_accounts]
    return queue_together(kind, orders)


def queue_together(kind: str, orders: list[Order]) -> int:
    """Queue what one act causes, in one INSERT; returns how many were new.

    To more than fifty people they leave after ten minutes. Each asks before it leaves whether it is
    still true, so whoever takes the act back in time has written to nobody.
    """
    if len({order.to for order in orders}) > HELD_ABOVE:
        later = timezone.now() + HELD_FOR
        orders = [
            replace(order, not_before=max(order.not_before or later, later)) for order in orders
        ]
    return queue_many(kind, orders) if orders else 0


def everyone_in(project: Project) -> list[User]:
    """The initiator, who wears a hat, and whoever may answer for a party today, each once."""
    people = {project.initiator.pk: project.initiator} if project.initiator else {}
    people |= {role.user.pk: role.user for role in project.accepted_roles}
    for party in project.parties.active().with_names():
        people |= {person.pk: person for person in party.committers()}
    return [person for person in people.values() if person.is_active]


def project_in(params: dict[str, Any]) -> Project | None:
    """The opgave a mail is about, unless it has been hidden since."""
    return (
        Project.objects.select_related("initiator", "contact")
        .filter(pk=params["project"])
        .exclude(moderation=Moderation.HIDDEN)
        .first()
    )


# What a room above adds to an invitation about when and how the parties meet, a line each.
PRACTICAL: list[Callable[[Project], list[str]]] = []


def practical_lines(project: Project) -> list[str]:
    return once(
        ("practical", project.pk), lambda: [line for lines in PRACTICAL for line in lines(project)]
    )


STREET = re.compile(
    r"(vej|gade|allé|plads|torv|stræde|sti|vænget|parken|skolen)$", flags=re.IGNORECASE
)
PREPOSITION = re.compile(
    r"(ved|på|i|bag|hos|mellem|langs|omkring|near|at|by|on)\b", flags=re.IGNORECASE
)


def town_of(project: Project) -> str:
    """The place, when it reads well after "in": a name, no street, number or description."""
    place = project.place.strip()
    is_name = re.fullmatch(r"[A-ZÆØÅ][\w-]+( [A-ZÆØÅ][\w-]+)?", place)
    street = STREET.search(place)
    preposition = PREPOSITION.match(place)
    return place if is_name and not street and not preposition else ""


def greeting(name: str) -> str:
    """A first name where there is one (practice §7.1: it makes a difference)."""
    first = name.split(" ", maxsplit=1)[0] if name.strip() else ""
    return _("Hello %(name)s") % {"name": first} if first else _("Hello")


def signature(person: User | None, project: Project | None) -> tuple[str, str]:
    """Who signs, and whom to ring: the contact person, else us.

    A citizen's own number is for those they work with, and this may go to a stranger. That of
    verified staff is a work number.
    """
    name = person.display_name if person else settings.CONTACT_NAME
    if person and person.phone and person.is_verified_staff:
        return name, person.phone
    contact = project.contact if project else None
    if contact and contact.phone:
        return name, f"{contact.display_name}, {contact.phone}"
    ours = settings.CONTACT_PHONE
    return name, f"{settings.CONTACT_NAME}, {ours}" if person else ours


def letter(
    template: str,
    project: Project | None,
    *,
    to: User | str | None = "",
    signed_by: User | None = None,
    **rest: Any,
) -> Letter:
    """A letter to somebody by name, signed by the one who acts or by the contact person.

    Where it belongs to no opgave, `about` says what it is about.
    """
    contact = project.contact if project else None
    signature_name, signature_phone = signature(signed_by or contact, project)
    context = {
        "project": project,
        "today": timezone.localdate(),
        "greeting": greeting(to.name if isinstance(to, User) else to or ""),
        "municipality": settings.MUNICIPALITY_NAME,
        **rest.pop("context", {}),
    }
    return Letter(
        template=template,
        context=context,
        signature_name=signature_name,
        signature_phone=signature_phone,
        about=rest.pop("about", "") or (project.title if project else ""),
        footer_reason=rest.pop("reason", "") or _("You get this mail because you take part."),
        **rest,
    )

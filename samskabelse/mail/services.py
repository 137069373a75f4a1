"""Acts on mails: say no and yes to them, and send one again."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from samskabelse.history.services import record
from samskabelse.mail.addresses import canonical
from samskabelse.mail.enums import CHOOSABLE_TOPICS, FINAL_STATES, Rhythm, State, Topic
from samskabelse.mail.limits import allow_unconfirmed
from samskabelse.mail.models import OptOut, OutgoingMail, RhythmChoice
from samskabelse.mail.queue import queue_mail
from samskabelse.web.errors import ActError, NotAllowed


def opt_out(address: str, *, topic: str = "", scope: str = "") -> None:
    """Send this address no more mails of `topic` ("" = any) about `scope` ("" = anything)."""
    if topic == Topic.ACCOUNT:
        raise ActError(_("Mails about signing in cannot be switched off."), code="account_mail")
    OptOut.objects.get_or_create(address=canonical(address), topic=topic, scope=scope)


def opt_in(address: str, *, topic: str = "", scope: str = "") -> None:
    """Take exactly that refusal back; others stand."""
    OptOut.objects.filter(address=canonical(address), topic=topic, scope=scope).delete()


def choices_for(address: str) -> dict[Topic, bool]:
    """Each topic a person can choose, and whether mails of it are on."""
    refused = OptOut.objects.filter(address=canonical(address), scope="")
    off = set(refused.values_list("topic", flat=True))
    return {topic: "" not in off and topic not in off for topic in CHOOSABLE_TOPICS}


def set_choices(address: str, topics_on: set[str]) -> None:
    """Switch exactly these topics on and the others off. Refusals about one project stand.

    Raises ValueError for a topic that is none.
    """
    if unknown := set(topics_on) - set(CHOOSABLE_TOPICS):
        raise ValueError(f"no such topics: {unknown}")
    key = canonical(address)
    off = [topic for topic in CHOOSABLE_TOPICS if topic not in topics_on]
    with transaction.atomic():
        OptOut.objects.filter(address=key, scope="").delete()
        OptOut.objects.bulk_create(
            [OptOut(address=key, topic=topic) for topic in off], ignore_conflicts=True
        )


def rhythms_for(address: str) -> dict[Topic, Rhythm]:
    """How often each topic may come to an address: what it chose, else as for everybody."""
    key = canonical(address)
    chosen = dict(RhythmChoice.objects.filter(address=key).values_list("topic", "rhythm"))
    return {
        topic: Rhythm(chosen.get(topic, Rhythm.FEW)) if is_on else Rhythm.NONE
        for topic, is_on in choices_for(address).items()
    }


def set_rhythms(address: str, rhythms: dict[str, str]) -> None:
    """Choose for every topic how often. What is not named is off.

    Raises ValueError for a topic or a rhythm that is none.
    """
    wanted = {topic: Rhythm(rhythm) for topic, rhythm in rhythms.items()}
    key = canonical(address)
    with transaction.atomic():
        set_choices(key, {topic for topic, rhythm in wanted.items() if rhythm != Rhythm.NONE})
        RhythmChoice.objects.filter(address=key).delete()
        RhythmChoice.objects.bulk_create(
            [
                RhythmChoice(address=key, topic=topic, rhythm=rhythm)
                for topic, rhythm in wanted.items()
                if rhythm not in (Rhythm.FEW, Rhythm.NONE)
            ],
            ignore_conflicts=True,
        )


def send_again(mail_id: int, *, by: models.Model) -> OutgoingMail:
    """Queue a mail a second time, as a new row; its kind asks again whether it should go.

    For administrators. Raises ActError for a mail that is still under way, whose contents are
    forgotten, or which a later one of the same order has overtaken.
    """
    if not getattr(by, "is_staff", False):
        raise NotAllowed
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().get(pk=mail_id)
        copies = OutgoingMail.objects.filter(dedupe_key__startswith=f"{mail.dedupe_key}:again:")
        _refuse_unless_repeatable(mail, copies)
        allow_unconfirmed(mail.to_address)
        copy = queue_mail(
            mail.kind,
            key=f"{mail.dedupe_key}:again:{copies.count() + 1}",
            to=mail.to_address,
            to_user=mail.to_user,
            params=mail.params,
            language=mail.language,
            topic=mail.topic,
            scope=mail.scope,
            order_key=mail.order_key,
            expires_at=mail.expires_at,
        )
        if copy is None:
            raise ActError(_("This mail is already on its way."), code="under_way")
        record(mail, "mail.sent_again", by=by, public=False, mail=copy.pk)
    return copy


def _refuse_unless_repeatable(mail: OutgoingMail, copies: models.QuerySet) -> None:
    if not mail.is_final or copies.exclude(state__in=FINAL_STATES).exists():
        raise ActError(_("This mail is already on its way."), code="under_way")
    if not (mail.params and mail.to_address):
        raise ActError(
            _("What this mail said is no longer stored, so it cannot be sent again."),
            code="forgotten",
        )
    later = OutgoingMail.objects.filter(order_key=mail.order_key, pk__gt=mail.pk)
    if mail.order_key and later.filter(state=State.SENT).exists():
        raise ActError(_("A newer mail about the same has been sent."), code="overtaken")

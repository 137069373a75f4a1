"""Come, or not: with an account, from a mail, as a guest, on paper."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas import emails
from arenas.enums import SEAT_STATES, ComesFrom, Coming, SignUpState, Via
from arenas.models import Gathering, SignUp
from arenas.services.common import lock_gathering, project_of, require_planned
from arenas.services.seats import give_place, move_up, take_away
from arenas.services.telling import tell
from participants.models import User
from participants.services.people import checked_address
from projects.phases import require_phase
from samskabelse.history.services import record
from samskabelse.mail.limits import ONE_DAY, allow, allow_unconfirmed
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

GUESTS_A_DAY = 500  # mails to guests about one gathering
PROOF_LASTS = timedelta(hours=48)


@transaction.atomic
def attend(
    gathering_id: int, answer: str, *, by: User, needs: str = "", sector: str = ""
) -> SignUp:
    """Say *kommer* or *kommer ikke* with an account; twice is as once.

    Of an event that is full, also *tell me of the next one* (`SignUpState.NEXT`).
    """
    gathering = lock_gathering(gathering_id)
    require(by, "arenas.attend", gathering)
    row = gathering.sign_ups.select_for_update().of_person(by).first()
    if row is None and answer == Coming.NO:
        raise ActError(_("You are not signed up."), code="not_signed_up")
    if row is None:
        # Nobody has asked them, so their yes is answered with the calendar's copy.
        row = _new(
            gathering,
            user=by,
            language=by.language,
            via=Via.ACCOUNT,
            state=SignUpState.UNPROVEN,
        )
    elif row.user_id is None:  # came as a guest before there was an account
        row.user, row.email, row.name = by, "", ""
        row.save(update_fields=["user", "email", "name"])
    if answer == Coming.YES:
        _told_sector(row, gathering, sector)
    return _answer(row, gathering, answer, by=by, needs=needs)


@transaction.atomic
def answer_by_link(sign_up_id: int, answer: str, *, needs: str = "") -> SignUp:
    """Say it from the mail: the link proves the address, so a guest is one from here on."""
    gathering = lock_gathering(
        SignUp.objects.values_list("gathering", flat=True).get(pk=sign_up_id)
    )
    row = SignUp.objects.select_related("user").get(pk=sign_up_id)
    return _answer(row, gathering, answer, by=row.user, needs=needs)


@transaction.atomic
def sign_up_guest(
    gathering_id: int,
    *,
    name: str,
    email: str,
    needs: str = "",
    language: str = "da",
    sector: str = "",
) -> SignUp | None:
    """Somebody without an account wants to come: a mail asks whether the address is theirs.

    Whoever stands on the list already gets the same mail again, and nobody learns that they do.
    None when the address has been sent enough mails; the page says the same either way.
    """
    gathering = lock_gathering(gathering_id)
    _require_open(gathering)
    address = checked_address(email)
    if not name.strip():
        raise ActError(_("Write your name."), field="name")
    row = _standing(gathering, address)
    if row is None:
        person = User.objects.filter(email=address, is_active=True).first()
        row = _new(
            gathering,
            user=person,
            name="" if person else name.strip()[:120],
            email="" if person else address,
            language=language,
            via=Via.GUEST,
            state=SignUpState.UNPROVEN,
            needs=needs.strip(),
        )
    if row.state == SignUpState.UNPROVEN or not row.sector:
        _told_sector(row, gathering, sector)
    allow_unconfirmed(address)
    allow(f"guests:{gathering.pk}", GUESTS_A_DAY, ONE_DAY)
    emails.queue_guest_proof(row, gathering)
    return row


@transaction.atomic
def enter_on_paper(
    gathering_id: int, *, by: User, name: str, reach: str, needs: str = "", sector: str = ""
) -> SignUp:
    """Staff sign up somebody who rang or wrote (practice §7.2: a paper path everywhere)."""
    gathering = lock_gathering(gathering_id)
    require(by, "arenas.enter_on_paper", gathering)
    require_planned(gathering)
    _require_published(gathering)
    if not name.strip():
        raise ActError(_("Write the name."), field="name")
    if not reach.strip():
        raise ActError(
            _("Write how to reach them, so that you can tell of changes."), field="reach"
        )
    row = gathering.sign_ups.filter(
        via=Via.PAPER, name__iexact=name.strip(), reach__iexact=reach.strip()
    ).first()
    row = row or _new(
        gathering, name=name.strip(), reach=reach.strip(), via=Via.PAPER, entered_by=by
    )
    _told_sector(row, gathering, sector)
    return _answer(row, gathering, Coming.YES, by=by, needs=needs)


@transaction.atomic
def withdraw_paper(sign_up_id: int, *, by: User) -> SignUp:
    """Somebody who signed up on paper rang to say that they do not come."""
    gathering = lock_gathering(
        SignUp.objects.values_list("gathering", flat=True).get(pk=sign_up_id)
    )
    require(by, "arenas.enter_on_paper", gathering)
    row = gathering.sign_ups.get(pk=sign_up_id, via=Via.PAPER)
    return _answer(row, gathering, Coming.NO, by=by, needs="")


def invite_to(
    gathering: Gathering, people: dict, *, coming: frozenset[int] = frozenset()
) -> list[SignUp]:
    """Ask these people; whoever has said yes to the date already has a seat.

    Part of the act that calls the meeting, which records it. `people` is `queries.people_of`.
    """
    rows = [
        _new(gathering, user=person, party=party, language=person.language, via=Via.INVITED)
        for person, party in people.values()
    ]
    for row in rows:
        if row.user_id in coming:
            give_place(row, gathering)
        tell(row, gathering, "invitation", was=SignUpState.INVITED)
    return rows


@transaction.atomic
def pass_held_seats_on(gathering_id: int, now: datetime) -> int:
    """Seats that were offered and not taken in 48 hours go to the next. How many did."""
    gathering = lock_gathering(gathering_id)
    late = gathering.sign_ups.filter(state=SignUpState.HELD, held_until__lte=now)
    rows = list(late.select_related("user").order_by("held_until", "pk"))
    for row in rows:
        take_away(row, SignUpState.LAPSED)
        record(gathering, "sign_up.lapsed", by=None, public=False, sign_up=row.pk)
        tell(row, gathering, "lapsed", was=SignUpState.HELD)
    offer_free_seats(gathering, now)
    return len(rows)


def offer_free_seats(gathering: Gathering, now: datetime | None = None) -> None:
    """Whoever waits moves up to the seats that are free, and is told."""
    for row in move_up(gathering, now or timezone.now()):
        tell(row, gathering, "seat_offered", was=SignUpState.WAITING)


def _answer(
    row: SignUp, gathering: Gathering, answer: str, *, by: User | None, needs: str
) -> SignUp:
    was = row.state
    if answer == Coming.YES:
        _require_time(row, gathering)
        give_place(row, gathering)
    elif answer == SignUpState.NEXT:
        _wish_for_next(row, gathering)
    elif was != SignUpState.DECLINED:
        take_away(row, SignUpState.DECLINED)
    if needs.strip() and needs.strip() != row.needs:
        row.needs = needs.strip()
        row.save(update_fields=["needs"])
    if row.state == was:
        return row
    record(gathering, f"sign_up.{row.state}", by=by, public=False, sign_up=row.pk)
    if was not in {SignUpState.INVITED, SignUpState.HELD} or row.state != SignUpState.SEATED:
        tell(row, gathering, _about(row), was=was)
    offer_free_seats(gathering)
    return row


def _about(row: SignUp) -> str:
    return {SignUpState.SEATED: "signed_up", SignUpState.WAITING: "waiting"}.get(
        SignUpState(row.state), "declined"
    )


def _wish_for_next(row: SignUp, gathering: Gathering) -> None:
    """Whoever got no place on an event hears of the next; who has one needs no such thing."""
    if gathering.as_event is None:
        raise ActError(_("This is asked about events alone."), code="not_an_event")
    if row.state not in {*SEAT_STATES, SignUpState.WAITING, SignUpState.NEXT}:
        take_away(row, SignUpState.NEXT)


def _told_sector(row: SignUp, gathering: Gathering, sector: str) -> None:
    """Where a participant of an event comes from (R2); of a meeting the party says it."""
    if gathering.as_event is None:
        return
    if sector in ComesFrom.values and sector != row.sector:
        row.sector = sector
        row.save(update_fields=["sector"])
    if not row.sector:
        raise ActError(_("Say where you come from."), code="no_sector", field="sector")


def _require_published(gathering: Gathering) -> None:
    event = gathering.as_event
    if event is not None and not event.is_published:
        raise ActError(_("Publish the event first."), code="draft")


def _require_time(row: SignUp, gathering: Gathering) -> None:
    require_planned(gathering)
    if row.via == Via.INVITED:
        return
    project = project_of(gathering)
    if project is not None:
        require_phase(project, "meet")


def _require_open(gathering: Gathering) -> None:
    require_planned(gathering)
    project = project_of(gathering)
    if project is not None:
        require_phase(project, "meet")
    if not gathering.is_open:
        raise ActError(_("This meeting is for those who are invited."), code="not_open")


def _standing(gathering: Gathering, address: str) -> SignUp | None:
    rows = gathering.sign_ups.select_related("user")
    by_account = rows.filter(user__email=address).first()
    return by_account or rows.filter(email=address).first()


def _new(gathering: Gathering, **fields: object) -> SignUp:
    return SignUp.objects.create(gathering=gathering, **fields)

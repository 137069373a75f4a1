"""Who × act for movement events, asked of the services; and each act twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from arenas.models import Event, NextStep, SignUp
from arenas.queries.events import sector_lines
from arenas.services import attendance, events, next_steps, sign_ups
from participants.models import User
from participants.services.organisations import declare_mandate
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.events import comes, drafted, event_of, event_plan
from tests.factories.people import (
    AdministratorFactory,
    OrganisationFactory,
    UserFactory,
    VerifiedStaffFactory,
)

pytestmark = pytest.mark.django_db


@dataclass
class World:
    draft: Event
    event: Event
    begun: Event
    step: NextStep
    paper: SignUp
    people: dict[str, User]


def world() -> World:
    caller, participant = VerifiedStaffFactory(), UserFactory()
    people = {
        "stranger": UserFactory(),
        "participant": participant,
        "caller": caller,
        "colleague": VerifiedStaffFactory(),
        "administrator": AdministratorFactory(),
    }
    event, begun = event_of(by=caller), event_of(by=caller)
    comes(event, participant)
    row = comes(begun, participant)
    now = timezone.now()
    Event.objects.filter(pk=begun.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2)
    )
    return World(
        draft=drafted(by=caller),
        event=event,
        begun=Event.objects.get(pk=begun.pk),
        step=next_steps.say_next_step(row.pk, "Jeg ringer", by=participant),
        paper=sign_ups.enter_on_paper(event.pk, by=caller, name="Ib", reach="23", sector="person"),
        people=people,
    )


STAFF = {"caller", "colleague", "administrator"}
ALL = STAFF | {"stranger", "participant"}
Act = Callable[[World, User], object]
MATRIX: dict[str, tuple[Act, set[str]]] = {
    "draft_event": (lambda w, by: events.draft_event(event_plan(title="Ny"), by=by), STAFF),
    "publish_event": (lambda w, by: events.publish_event(w.draft.pk, by=by), STAFF),
    "change_event": (
        lambda w, by: events.change_event(
            w.event.pk, event_plan(title="Nyt navn"), by=by, reason="Derfor"), STAFF),
    "cancel_event": (lambda w, by: events.cancel_event(w.event.pk, by=by, reason="Sygdom"), STAFF),
    "attend": (lambda w, by: sign_ups.attend(w.event.pk, "yes", by=by, sector="person"), ALL),
    "enter_on_paper": (
        lambda w, by: sign_ups.enter_on_paper(
            w.event.pk, by=by, name="Bo", reach="1", sector="person"), STAFF),
    "withdraw_paper": (lambda w, by: sign_ups.withdraw_paper(w.paper.pk, by=by), STAFF),
    "mark_attendance": (lambda w, by: attendance.mark_attendance(w.begun.pk, {}, by=by), STAFF),
    "say_next_step": (
        lambda w, by: next_steps.say_next_step(w.step.sign_up_id, "Nyt", by=by),
        STAFF | {"participant"}),
    "begin_opgave": (lambda w, by: next_steps.begin_opgave(w.step.pk, by=by), {"participant"}),
    "hide_next_step": (
        lambda w, by: next_steps.hide_next_step(w.step.pk, by=by, reason="Et navn"), STAFF),
}  # fmt: skip


def outcome(act: Act, found: World, by: User) -> str:
    try:
        with transaction.atomic():
            act(found, by)
            transaction.set_rollback(True)
    except ActError as error:
        return error.code
    return "ok"


def test_who_may_do_what() -> None:
    found = world()
    wrong = {
        (row, role): code
        for row, (act, who) in MATRIX.items()
        for role, person in found.people.items()
        if (code := outcome(act, found, person)) != ("ok" if role in who else "not_allowed")
    }
    assert wrong == {}


@pytest.mark.parametrize("name", MATRIX)
def test_twice_is_once(name: str) -> None:
    found, (act, who) = world(), MATRIX[name]
    by = found.people["participant" if who == {"participant"} else "caller"]
    plan = event_plan(title="Det samme")
    if name == "draft_event":
        act = lambda w, by: events.draft_event(plan, by=by)  # noqa: E731
    if name == "change_event":
        act = lambda w, by: events.change_event(w.event.pk, plan, by=by, reason="x")  # noqa: E731
    act(found, by)
    after = Entry.objects.count(), OutgoingMail.objects.count(), Event.objects.count()
    act(found, by)
    assert (Entry.objects.count(), OutgoingMail.objects.count(), Event.objects.count()) == after


def test_an_organisation_convenes_by_those_who_may_commit_it() -> None:
    body, speaker, other = OrganisationFactory(), UserFactory(), UserFactory()
    body.verified_at = None
    body.save(update_fields=["verified_at"])
    declare_mandate(body.pk, by=speaker)
    body.mandates.update(commits=True)
    told = event_plan(organisation=body)
    with pytest.raises(ActError):
        events.draft_event(told, by=speaker)
    body.verified_at = timezone.now()
    body.save(update_fields=["verified_at"])
    event = events.draft_event(told, by=speaker)
    assert event.convener_name == body.name
    assert list(Event.objects.visible_to(other)) == []
    assert list(Event.objects.visible_to(VerifiedStaffFactory())) == []
    with pytest.raises(ActError):
        events.publish_event(event.pk, by=other)
    assert events.publish_event(event.pk, by=speaker).is_published


@pytest.mark.parametrize(
    ("sectors", "shown"),
    [
        ({"state": 2}, []),
        ({"state": 1, "region": 2}, [3]),
        ({"state": 2, "company": 5}, [7]),
        ({"state": 2, "company": 5, "person": 9}, [9, 7]),
        ({"state": 4, "company": 5}, [4, 5]),
    ],
)
def test_nobody_can_be_told_apart(sectors: dict[str, int], shown: list[int]) -> None:
    told = [sector for sector, number in sectors.items() for _ in range(number)]
    assert [number for _label, number in sector_lines(told)] == shown


HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", "' OR 1=1 --", "\u202egnirts", "🎉" * 50]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, client) -> None:
    event = event_of(title=f"x{text}", purpose=text, programme=text, place=text)
    row = comes(event, UserFactory())
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2)
    )
    next_steps.say_next_step(row.pk, text, by=row.user, with_whom=text)
    for url in ("", ".rss", ".json", ".ics", "/aarshjul/", "/indlejret/", f"/{event.slug}/"):
        page = client.get(f"/arrangementer{url or '/'}")
        assert page.status_code == 200
        if "html" in page["Content-Type"]:
            assert "<script>alert" not in page.content.decode()

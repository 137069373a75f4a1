"""Who × phase × act for arenas and meetings: one row per act, asked of the services."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from arenas.models import Amendment, Arena, DatePoll, Hat, Meeting, Minutes, SignUp
from arenas.services import (
    agenda,
    amendments,
    arena,
    attendance,
    dates,
    decisions,
    ground_rules,
    hats,
    meetings,
    minutes,
    room,
    room_phones,
    room_rounds,
    sign_ups,
)
from arenas.services.agenda import Item
from arenas.services.dates import Proposal
from participants.models import User
from projects.models import Project
from samskabelse.web.errors import ActError
from tests.factories.arenas import (
    arena_of,
    decided,
    drafted,
    framed,
    held,
    meeting_of,
    planned,
    poll_of,
)
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import Team, team_in
from tests.projects.matrix import HATS, PUBLIC, TEAM

ITEM = Item(title="Hvem mangler?", purpose="explore", method="round", minutes=20)


@dataclass
class World:
    """An opgave with an arena, a meeting, a question about dates, an asked hat."""

    team: Team
    people: dict[str, User]
    arena: Arena
    meeting: Meeting
    poll: DatePoll
    hat: Hat
    paper: SignUp
    held: Meeting
    draft: Minutes
    sent: Minutes
    amendment: Amendment

    @property
    def project(self) -> Project:
        return self.team.project


Act = Callable[[World, User], object]


def choose(w: World, by: User) -> object:
    return dates.choose_date(w.poll.options.first().pk, by=by)


def mark(w: World, by: User) -> object:
    voter = w.poll.voters.get(user=w.team.committer)
    told = dict.fromkeys(w.poll.options.values_list("pk", flat=True), "yes")
    return dates.mark_dates(voter.pk, told, by=by)


def propose(w: World, by: User) -> object:
    soon = timezone.now() + timedelta(days=9)
    told = Proposal(title="Nyt", minutes=60, place="Salen")
    return dates.open_poll(w.arena.pk, told, [soon, soon + timedelta(days=1)], by=by)


def move(w: World, by: User) -> object:
    return meetings.change_meeting(w.meeting.pk, planned(days=30), by=by, reason="Derfor")


def items(w: World) -> int:
    return w.meeting.agenda.get(added_by=w.team.committer).pk


def decision(w: World) -> int:
    return w.draft.decisions.get().pk


def answer(w: World, by: User) -> object:
    person = room_phones.enter_room(w.held.room.pk, by=by)
    return room_phones.write_answer(w.held.room.round_id, person, text="Lys")


EVERYBODY = {"stranger", "staff", "administrator"} | TEAM
# act: (how, who may)
MATRIX: dict[str, tuple[Act, set[str]]] = {
    "make_arena": (lambda w, by: arena.make_arena(w.project.pk, framed(), by=by), TEAM),
    "change_arena": (lambda w, by: arena.change_arena(w.arena.pk, framed(), by=by), TEAM),
    "write_rules": (lambda w, by: ground_rules.write_rules(w.arena.pk, "Ny", by=by), TEAM),
    "accept_rules": (
        lambda w, by: ground_rules.accept_rules(w.arena.rules_now.pk, w.team.association, by=by),
        {"committer"},
    ),
    "ask_hat": (lambda w, by: hats.ask_hat(w.arena.pk, UserFactory(), "catalyst", by=by), TEAM),
    "answer somebody else's hat": (
        lambda w, by: hats.answer_hat(w.hat.pk, by=by, accept=True), set()),
    "open_poll": (propose, TEAM),
    "mark_dates": (mark, {"committer"}),
    "choose_date": (choose, TEAM),
    "call_meeting": (lambda w, by: meetings.call_meeting(w.arena.pk, planned(9), by=by), TEAM),
    "change_meeting": (move, HATS),
    "cancel_meeting": (
        lambda w, by: meetings.cancel_meeting(w.meeting.pk, by=by, reason="Sygdom"), HATS),
    "add_item": (lambda w, by: agenda.add_item(w.meeting.pk, ITEM, by=by), TEAM),
    "change_item": (
        lambda w, by: agenda.change_item(items(w), ITEM, by=by), HATS | {"committer"}),
    "move_item": (lambda w, by: agenda.move_item(items(w), by=by, up=True), HATS),
    "remove_item": (lambda w, by: agenda.remove_item(items(w), by=by), HATS | {"committer"}),
    "add_material": (
        lambda w, by: agenda.add_material(w.meeting.pk, by=by, title="Kort", text="Her"), TEAM),
    "attend": (lambda w, by: sign_ups.attend(w.meeting.pk, "yes", by=by), TEAM),
    "enter_on_paper": (
        lambda w, by: sign_ups.enter_on_paper(w.meeting.pk, by=by, name="Ib", reach="23"),
        HATS | PUBLIC,
    ),
    "withdraw_paper": (lambda w, by: sign_ups.withdraw_paper(w.paper.pk, by=by), HATS | PUBLIC),
    "open_room": (lambda w, by: room.open_room(w.held.pk, by=by), HATS),
    "close_room": (lambda w, by: room.close_room(w.held.pk, by=by), HATS),
    "go_to_item": (
        lambda w, by: room.go_to_item(w.held.pk, w.held.agenda.last().pk, by=by), HATS),
    "run_timer": (lambda w, by: room.run_timer(w.held.pk, by=by, run=True), HATS),
    "note_speaking": (lambda w, by: room.note_speaking(w.held.pk, None, 1, by=by), HATS),
    "ask_room": (lambda w, by: room_rounds.ask_room(w.held.pk, "silent", "Nyt?", by=by), HATS),
    "show_answers": (
        lambda w, by: room_rounds.show_answers(w.held.pk, w.held.room.round_id, by=by), HATS),
    "end_round": (
        lambda w, by: room_rounds.end_round(w.held.pk, w.held.room.round_id, by=by), HATS),
    "put_aside": (lambda w, by: room_rounds.put_aside(w.held.pk, "Senere", by=by), HATS),
    "settle_point": (
        lambda w, by: room_rounds.settle_point(
            w.held.pk, w.held.room.points.get().pk, "parked", by=by), HATS),
    "enter_room": (lambda w, by: room_phones.enter_room(w.held.room.pk, by=by), EVERYBODY),
    "write_answer": (answer, EVERYBODY),
    "mark_attendance": (
        lambda w, by: attendance.mark_attendance(w.draft.meeting_id, {}, by=by), HATS),
    "add_who_came": (
        lambda w, by: attendance.add_who_came(w.draft.meeting_id, by=by, name="Ib"), HATS),
    "write_minutes": (lambda w, by: minutes.write_minutes(w.draft.meeting_id, {}, by=by), TEAM),
    "add_decision": (
        lambda w, by: decisions.add_decision(w.draft.meeting_id, decided(what="Ny"), by=by), TEAM),
    "change_decision": (
        lambda w, by: decisions.change_decision(decision(w), decided(), by=by), TEAM),
    "remove_decision": (lambda w, by: decisions.remove_decision(decision(w), by=by), TEAM),
    "send_minutes": (lambda w, by: minutes.send_minutes(w.draft.meeting_id, by=by), HATS),
    "amend": (
        lambda w, by: amendments.amend(
            w.sent.meeting_id, f"i{w.sent.items.first().pk}", "Nej", by=by),
        HATS | {"initiator", "committer"},
    ),
    "answer_amendment": (
        lambda w, by: amendments.answer_amendment(
            w.amendment.pk, by=by, accept=False, answer="Nej"), HATS),
}  # fmt: skip
ROLES = ["stranger", "initiator", "speaker", "committer", "convener", "facilitator", "staff",
         "administrator"]  # fmt: skip


def world_in(phase: str) -> World:
    team = team_in(phase)
    people = {name: getattr(team, name) for name in ROLES[1:6]}
    people |= {
        "stranger": UserFactory(),
        "staff": VerifiedStaffFactory(),
        "administrator": AdministratorFactory(),
    }
    made = arena_of(team)
    meeting = meeting_of(team, arena=made)
    agenda.add_item(meeting.pk, ITEM, by=team.committer)
    told = held(meeting_of(team, arena=made))
    drafted(told, team.convener)
    sent = minutes.send_minutes(told.pk, by=team.convener)
    return World(
        team=team,
        people=people,
        arena=made,
        meeting=meeting,
        poll=poll_of(team, arena=made),
        hat=hats.ask_hat(made.pk, UserFactory(), "catalyst", by=team.initiator),
        paper=sign_ups.enter_on_paper(meeting.pk, by=team.convener, name="Knud", reach="23 11"),
        held=_held(team, made),
        draft=drafted(held(meeting_of(team, arena=made)), team.convener),
        sent=sent,
        amendment=amendments.amend(
            told.pk, f"i{sent.items.first().pk}", "Bussen", by=team.committer
        ),
    )


def _held(team: Team, made: Arena) -> Meeting:
    """Another meeting, open in the room, with a question and a point."""
    meeting = meeting_of(team, arena=made)
    agenda.add_item(meeting.pk, ITEM, by=team.committer)
    opened = room.open_room(meeting.pk, by=team.convener)
    room_rounds.ask_room(meeting.pk, "silent", "Hvad mangler?", by=team.convener)
    person = room_phones.enter_room(opened.pk, by=None, name="Ib")
    room_phones.raise_point(person, "Hundene", uuid.uuid4())
    return Meeting.objects.get(pk=meeting.pk)


def outcome(act: Act, world: World, by: User) -> str:
    """`ok`, or the code of the refusal; nothing of it stays."""
    try:
        with transaction.atomic():
            act(world, by)
            transaction.set_rollback(True)
    except ActError as error:
        return error.code
    return "ok"

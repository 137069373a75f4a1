"""Which fields each role is given, written by hand: nobody is given one more."""

import json

import pytest

from projects.models import Project
from tests.access.world import CANARY_PHONES, World
from tests.api.caller import Caller, text_of

pytestmark = pytest.mark.django_db

PROJECT = {
    "slug", "url", "title", "problem", "themes", "route", "phase", "phase_since", "place",
    "postal_code", "latitude", "longitude", "language", "raised_by", "raised_on_behalf_of",
    "submitted_at", "source", "contact", "convener", "facilitator", "first_reply_due",
    "first_reply", "first_replied_at", "recipient_body", "recipient_name", "answer_due", "is_answer_overdue",
    "verdict", "verdict_reasons", "verdict_at", "planned_outcome", "outcome", "owner_from_here",
    "lessons", "checklist",
}  # fmt: skip
AUTHOR = {"moderation", "moderation_reason"}
STAFF = AUTHOR | {"caller_reach"}
MORE = {
    "anonymous": set(), "citizen": set(), "initiator": AUTHOR, "speaker": set(),
    "committer": set(), "convener": set(), "facilitator": set(), "staff": STAFF, "claim": set(),
    "official": STAFF, "politician": set(), "administrator": STAFF,
}  # fmt: skip
ROW = {
    "slug", "url", "title", "problem", "themes", "route", "phase", "phase_since", "place",
    "postal_code", "latitude", "longitude", "submitted_at", "recipient_body", "answer_due",
    "verdict", "outcome", "party_count",
}  # fmt: skip
PARTY = {
    "id", "name", "organisation", "sector", "is_verified", "role_promise", "status", "brings",
    "needs", "accepted_at", "last_agreed", "left_at", "leave_reason",
}  # fmt: skip
ROUND = {"id", "from_phase", "to_phase", "state", "opened_at", "closed_at", "answers"}
ANSWER = {"id", "party", "party_name", "position", "reason", "at"}
ENTRY = {"id", "at", "by", "on_behalf_of", "action", "sentence", "old", "new"}
INVITATION = {
    "id", "name", "organisation_name", "organisation_kind", "role_promise", "state",
    "has_expired", "times_asked", "last_sent_at", "reminded_at", "expires_at", "answered_at",
    "answer_note",
}  # fmt: skip
OWN_INVITATION = {
    "id", "project", "title", "invited_by", "organisation_name", "role_promise", "why_you",
    "state", "has_expired", "expires_at",
}  # fmt: skip
ME = {"name", "kind", "is_kind_verified", "language", "organisations"}
TEAM = {"initiator", "speaker", "committer", "convener", "facilitator", "administrator"}


@pytest.fixture
def callers(world: World) -> dict[str, Caller]:
    return {role: Caller(person) for role, person in world.people.items()}


def fields(rows: list[dict]) -> set[str]:
    assert rows
    assert len({frozenset(row) for row in rows}) == 1
    return set(rows[0])


@pytest.mark.parametrize("role", MORE)
def test_every_role_is_given_its_fields_and_no_other(world: World, callers, role: str):
    ask, one = callers[role], f"projects/{world.project.slug}/"
    assert set(ask.get(one).json()) == PROJECT | MORE[role]
    assert fields(ask.get("projects/").json()["results"]) == ROW
    assert fields(ask.get(f"{one}parties/").json()["results"]) == PARTY
    rounds = ask.get(f"{one}rounds/").json()["results"]
    assert fields(rounds) == ROUND
    assert fields(rounds[0]["answers"]) == ANSWER
    entries = ask.get(f"{one}history/").json()["results"]
    assert fields(entries) == ENTRY | ({"is_public"} if role in TEAM else set())
    asked = ask.get(f"{one}invitations/")
    allowed = {"anonymous": 401}.get(role, 200 if role in TEAM else 403)
    assert asked.status_code == allowed
    if allowed == 200:
        assert fields(asked.json()["results"]) == INVITATION
    if role == "citizen":
        assert fields(ask.get("me/invitations/").json()["results"]) == OWN_INVITATION
    if role != "anonymous":
        assert set(ask.get("me/").json()) == ME


@pytest.mark.parametrize("role", MORE)
def test_a_file_holds_the_same_fields(world: World, callers, role: str):
    whole = json.loads(text_of(callers[role].get(f"exports/projects/{world.project.slug}.json")))
    assert set(whole["project"]) == PROJECT | MORE[role]
    assert ("invitations" in whole) == (role in TEAM)
    assert ("is_public" in whole["history"][0]) == (role in TEAM)


@pytest.mark.parametrize("role", MORE)
def test_no_answer_holds_an_address_or_a_number(world: World, callers, role: str):
    ask, one = callers[role], f"projects/{world.project.slug}/"
    everyone = {person.email for person in world.people.values() if person}
    Project.objects.filter(pk=world.project.pk).update(recipient_email="rita@mail.example")
    parts = ("", "parties/", "rounds/", "history/", "invitations/")
    for address in ["projects/?limit=100", "me/", "me/invitations/", *(one + p for p in parts)]:
        text = text_of(ask.get(address))
        assert [email for email in everyone | {"rita@mail.example"} if email in text] == []
        assert CANARY_PHONES not in text


@pytest.mark.parametrize(
    ("state", "sees"),
    [
        ("draft", {"initiator"}),
        ("held", {"initiator", "staff", "official", "administrator"}),
        ("hidden", {"initiator", "staff", "official", "administrator"}),
        ("seeking", set(MORE)),
    ],
)
def test_what_is_not_public_is_there_for_its_own_alone(world: World, callers, state, sees):
    slug = world.by_state[state].slug
    for part in ("", "parties/", "rounds/", "history/"):
        url = f"projects/{slug}/{part}"
        found = {role for role, ask in callers.items() if ask.get(url).status_code == 200}
        assert (part, found) == (part, sees)
    for form in ("csv", "json"):
        url = f"exports/projects/{slug}.{form}"
        found = {role for role, ask in callers.items() if ask.get(url).status_code == 200}
        assert (form, found) == (form, sees)

"""The same form sent twice in turn, as by an impatient finger, has one effect."""

import pytest
from django.db import transaction

from projects.models import Invitation, JoinRequest, Party, ProjectRole, Report, Stakeholder
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from tests.access.addresses import ABOUT_A_PROJECT, fields_of, url_of
from tests.access.api import as_sent
from tests.access.world import World

pytestmark = pytest.mark.django_db

COUNTED = [
    Entry, OutgoingMail, Invitation, JoinRequest, Party, ProjectRole, Report, Stakeholder,
]  # fmt: skip

# Who sends each form. What stands aside is below.
SENDERS = {
    "arenas:new_arena": "committer",
    "arenas:change_arena": "committer",
    "arenas:ground_rules": "committer",
    "arenas:accept_rules": "committer",
    "arenas:ask_hat": "initiator",
    "arenas:answer_hat": "official",
    "arenas:end_hat": "official",
    "arenas:new_poll": "initiator",
    "arenas:poll": "committer",
    "arenas:choose_date": "convener",
    "arenas:close_poll": "convener",
    "arenas:new_meeting": "initiator",
    "arenas:change_meeting": "convener",
    "arenas:cancel_meeting": "convener",
    "arenas:attend": "committer",
    "arenas:guest": "anonymous",
    "arenas:paper": "convener",
    "arenas:withdraw_paper": "convener",
    "arenas:add_item": "committer",
    "arenas:change_item": "committer",
    "arenas:remove_item": "committer",
    "arenas:add_material": "committer",
    "arenas:remove_material": "committer",
    "projects:edit": "initiator",
    "projects:mute": "citizen",
    "projects:first_reply": "staff",
    "projects:take_contact": "staff",
    "projects:join": "citizen",
    "projects:report": "citizen",
    "projects:stakeholders": "initiator",
    "projects:invite": "initiator",
    "projects:invite_many": "initiator",
    "projects:ask_role": "initiator",
    "projects:offer_role": "convener",
    "projects:recipient": "convener",
    "projects:verdict": "convener",
    "projects:consent": "committer",
    "projects:open_round": "convener",
    "projects:withdraw_round": "convener",
    "projects:advance": "convener",
    "projects:override": "facilitator",
    "projects:reopen": "initiator",
    "projects:close": "convener",
    "projects:describe_party": "speaker",
    "projects:leave": "committer",
    "projects:answer_wish": "initiator",
    "projects:stakeholder": "initiator",
    "projects:remove_stakeholder": "initiator",
    "projects:invitation": "citizen",
    "projects:cancel_invitation": "initiator",
    "projects:answer_role": "official",
    "projects:end_role": "official",
    "projects:pass_over": "convener",
    "projects:take_back_invitations": "convener",
    "api:leave": "committer",
    "api:send_again": "initiator",
    "api:cancel_invitation": "initiator",
    "api:answer_invitation": "citizen",
    "api:withdraw_round": "convener",
    "api:give_consent": "committer",
    "api:pass_over": "convener",
    "api:invitations": "initiator",
    "api:invite_many": "initiator",
    "api:rounds": "convener",
    "api:advance": "convener",
    "api:override": "facilitator",
    "api:reopen": "initiator",
    "api:closing": "convener",
    "projects:write_view": "speaker",
    "projects:propose": "initiator",
    "projects:contest": "speaker",
    "projects:contribute": "citizen",
    "projects:answer_contribution": "initiator",
    "projects:resources": "speaker",
    "projects:remove_resource": "speaker",
    "projects:take_resource": "initiator",
    "projects:release_resource": "speaker",
    "projects:change_frame": "convener",
    "projects:propose_solution": "initiator",
    "projects:solution": "citizen",
    "projects:change_solution": "initiator",
    "projects:rest_solution": "initiator",
    "projects:wake_solution": "initiator",
    "projects:ask_author": "initiator",
    "projects:answer_authorship": "speaker",
    "projects:leave_authorship": "initiator",
    "projects:ask_choice": "initiator",
    "projects:answer_said": "initiator",
    "projects:override_choice": "facilitator",
    "projects:reply_objection": "initiator",
    "projects:minority": "committer",
    "projects:use_card": "initiator",
    "projects:no_card": "initiator",
    "projects:plan_probe": "initiator",
    "projects:change_probe": "initiator",
    "projects:own_probe": "committer",
    "projects:start_probe": "initiator",
    "projects:stop_probe": "speaker",
    "projects:probe_lessons": "initiator",
    "projects:recommend": "convener",
}
# The problem is defined already, in the opgave that everything points at.
TOO_LATE = {"projects:write_view", "projects:propose", "projects:contest"}
# To send again is to send again: each is an act, and the limits on mail hold it in check.
EACH_IS_AN_ACT = {"projects:send_again", "arenas:move_item"}
ONLY_READ = {
    "arenas:meetings", "arenas:arena", "arenas:advice", "arenas:meeting", "arenas:ics",
    "projects:detail", "projects:history", "projects:parties", "api:project",
    "api:history", "api:parties", "api:project_csv", "api:project_json",
    "api:party",  # PATCH, which says how it shall be
    "projects:define", "projects:views", "projects:view_versions", "projects:missing",
    "projects:frame", "projects:statement", "projects:compare", "projects:contributions",
    "projects:design", "projects:solution_versions", "projects:deck", "projects:probe",
    "projects:recommendations",
}  # fmt: skip


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_every_form_about_an_opgave_is_here():
    assert {*SENDERS, *EACH_IS_AN_ACT, *ONLY_READ} == set(ABOUT_A_PROJECT)


@pytest.mark.parametrize("name", SENDERS)
def test_twice_is_as_once(world: World, name: str):
    client = world.clients[SENDERS[name]]
    url, data = url_of(name, world), fields_of(name, world)
    with transaction.atomic():
        before = counts()
        first = client.post(url, **as_sent(url, data))
        once = counts()
        second = client.post(url, **as_sent(url, data))
        twice = counts()
        transaction.set_rollback(True)
    kept = {"projects:recipient", "projects:recommend"}  # who has answered stays named
    refused = {422} if name in TOO_LATE | kept else {409}
    assert first.status_code in {200, 201, 303} | refused
    assert second.status_code in {200, 201, 303, 403, 404, 409, 422}
    assert twice == once
    quiet = {
        "projects:mute",
        "projects:advance",
        "projects:offer_role",
        "projects:open_round",
        "projects:take_contact",
        "api:rounds",
        "api:advance",
        "projects:release_resource",
        # Not resting, asked already, no owner yet, answered already.
        "projects:wake_solution",
        "projects:ask_choice",
        "projects:start_probe",
        "projects:recommend",
        *TOO_LATE,
        "arenas:end_hat",
    }
    assert (once != before) or name in quiet | {"projects:end_role", "projects:recipient"}

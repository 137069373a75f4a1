"""The same form sent twice in turn, as by an impatient finger, has one effect: on every address.

At the same moment is in `tests/hostile/test_at_once.py`.
"""

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.access.addresses import fields_of, url_of
from tests.access.api import as_sent
from tests.access.routes import names
from tests.access.senders import OF_THE_LIBRARY, SENDERS, changes_nothing
from tests.access.tour import fingerprints, same_browser
from tests.access.world import World

pytestmark = pytest.mark.django_db

# To send again is to send again: each is an act, and the limits on mail hold it in check. Whoever
# asks for a code twice gets two, and every try at a password counts.
EACH_IS_AN_ACT = {
    "projects:send_again", "account_request_login_code", "account_reset_password",
    "account_password_sign_in", "arenas:move_item", "arenas:renew_feed",
}  # fmt: skip
# What a person is told on the next page, what is counted, and what the administration logs.
BESIDE = {"django_session", "cache", "mail_counter", "django_admin_log"}
# Nothing to do in the fixture world, or done already: the first has no effect either.
QUIET = {
    "account_logout", "usersessions_list", "admin:projects_project_approve",
    "admin:projects_project_hide", "admin:projects_project_show", "admin:projects_report_close",
    "admin:projects_theme_add", "admin:projects_theme_change", "set_language",
    "admin:projects_thresholds_change",
    "participants:contact_choices", "participants:unmute", "participants:revoke_token",
    "participants:mandate_declare", "projects:drop_draft", "projects:review",
    "admin:participants_user_change", "admin:participants_organisation_change",
    "admin:participants_mandate_change", "admin:projects_report_change", "projects:advance",
    "projects:offer_role", "projects:open_round", "projects:end_role", "projects:recipient",
    "api:advance", "api:rounds", "admin:projects_contribution_show",
    "admin:projects_contribution_hide", "arenas:end_hat",
    "arenas:enter_room", "arenas:open_room",  # counts a try; is open already
    "arenas:publish_event",  # is published already
    "projects:release_resource", "projects:make_template",
    # The problem is defined already, in the opgave that everything points at.
    "projects:write_view", "projects:propose", "projects:contest",
    # Not resting, asked already, no owner yet, answered already.
    "projects:wake_solution", "projects:ask_choice", "projects:start_probe", "projects:recommend",
}  # fmt: skip


def send(world: World, name: str, url: str) -> HttpResponse:
    client, data = world.clients[SENDERS[name]], fields_of(name, world)
    if name == "api:party":
        return client.patch(url, **as_sent(url, {"brings": "En trailer", "needs": ""}))
    return client.post(url, **as_sent(url, data))


def rows() -> dict[str, Any]:
    return {table: rows for table, rows in fingerprints().items() if table not in BESIDE}


def differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {table for table in one | other if one.get(table) != other.get(table)}


def test_every_address_of_the_site_is_here():
    listed = {*SENDERS, *OF_THE_LIBRARY}
    assert sorted(n for n in names() if n not in listed and not changes_nothing(n)) == []
    assert listed - set(names()) == set()
    assert set(SENDERS) >= EACH_IS_AN_ACT | QUIET


@pytest.mark.parametrize("name", sorted(set(SENDERS) - EACH_IS_AN_ACT))
def test_twice_is_as_once(world: World, name: str):
    with same_browser(world, SENDERS[name]), transaction.atomic():
        before, url = rows(), url_of(name, world)
        first = send(world, name, url)
        once = rows()
        second = send(world, name, url)
        twice = rows()
        transaction.set_rollback(True)
    assert first.status_code < 500
    assert second.status_code in {200, 201, 302, 303, 401, 403, 404, 405, 409, 422}
    assert differing(once, twice) == set()
    assert bool(differing(before, once)) == (name not in QUIET)

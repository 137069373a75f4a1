"""Numbers and addresses that nobody means: never an error of the server."""

import pytest
from django.test import Client
from django.urls import reverse

from samskabelse.web.numbers import LARGEST, whole_number
from samskabelse.web.paging import page_number
from tests.api.caller import Caller
from tests.factories.arenas import arena_of, poll_of
from tests.factories.projects import team_seeking
from tests.factories.rooms import signed_in

ENDLESS = "9" * 5000  # Python refuses to read so many digits


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", "1.0", " 1", "٣", "²", "1_000", "x", "\x00", ENDLESS, str(LARGEST + 1),
             None, 7]
)  # fmt: skip
def test_what_is_no_number_of_the_database_is_none(text):
    assert whole_number(text) is None


def test_a_number_is_read_up_to_its_limit():
    assert [whole_number(text) for text in ("0", "007", str(LARGEST))] == [0, 7, LARGEST]
    assert (whole_number("100", most=100), whole_number("101", most=100)) == (100, None)
    assert [page_number(text) for text in (None, "", "0", "3", ENDLESS, "999")] == [
        1, 1, 1, 3, 1, 200,
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_number_without_end_is_not_found_in_a_form():
    team = team_seeking()
    arena, poll = arena_of(team), poll_of(team)
    browser = signed_in(team.committer)
    slug = team.project.slug
    for name, pk, field in (
        ("accept_rules", arena.pk, "party"),
        ("choose_date", poll.pk, "option"),
    ):
        url = reverse(f"arenas:{name}", args=[slug, pk])
        for typed in (ENDLESS, "٣", "-1", ""):
            assert browser.post(url, {field: typed}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [ENDLESS, "000000001" + ENDLESS])
def test_a_limit_without_end_is_refused(typed):
    assert Caller().get(f"projects/?limit={typed}").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/rum/%00/", "/rum/AB%00CDEF/", "/rum/AB%00CD/punkt/", "/moeder/svar/%00/", "/%00/",
             "/opgaver/ny/%00/", "/api/v1/projects/%00/"]
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_an_address_with_nul_in_it_is_not_found(path, method):
    answer = getattr(Client(), method)(path, {"name": "Ib"} if method == "post" else None)
    assert answer.status_code == 404
    assert "Content-Security-Policy" in answer

"""Finding a date: from the mail, without an account."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from arenas.dates import suited
from arenas.enums import DateMark, PollState, SignUpState
from arenas.models import Arena, ArenaParty
from arenas.services.dates import choose_date, mark_dates
from samskabelse.mail.models import KeptMail
from samskabelse.web.errors import ActError
from tests.arenas.test_pages import signed_in
from tests.factories.arenas import arena_of, own_row, poll_of
from tests.factories.people import UserFactory
from tests.factories.projects import team_seeking
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
YES, MAYBE, NO = DateMark.YES, DateMark.IF_NEEDED, DateMark.NO


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def mark(poll, person, *said: str) -> None:
    voter = poll.voters.get(user=person)
    told = dict(zip([option.pk for option in poll.options.all()], said, strict=True))
    mark_dates(voter.pk, told, by=person)


def path_in(mail: KeptMail) -> str:
    return re.search(r"https?://[^/\s]+(/moeder/svar/\S+)", mail.text)[1]


def test_one_page_and_one_click_from_the_mail() -> None:
    team = team_seeking()
    deliver()
    poll = poll_of(team)
    [mail] = [mail for mail in deliver() if mail.to_address == team.committer.email]
    browser, path = Client(), path_in(mail)
    page = browser.get(path)
    assert page.status_code == 200
    voter = poll.voters.get(user=team.committer)
    assert not voter.answers.exists()  # a mail scanner that opens it answers nothing
    fields = {f"option_{option.pk}": YES for option in poll.options.all()}
    missing = dict(list(fields.items())[:2])
    assert browser.post(path, missing).status_code == 422
    assert browser.post(path, fields).status_code == 200
    assert set(voter.answers.values_list("mark", flat=True)) == {YES}
    assert "sessionid" not in browser.cookies


def test_the_dates_are_said_with_day_and_clock() -> None:
    team = team_seeking()
    poll = poll_of(team, 10, 11)
    starts = timezone.localtime(poll.options.first().starts_at)
    words = date_format(starts, "l j. F Y \\k\\l. H.i")
    url = reverse("arenas:poll", args=[team.project.slug, poll.pk])
    text = signed_in(team.committer).get(url).content.decode()
    assert f"<h4>{words}</h4>" in text
    assert text.count(words) == 2  # where one answers, and in the list


def test_a_link_answers_for_nobody_else() -> None:
    team = team_seeking()
    deliver()
    poll = poll_of(team)
    [mail] = [mail for mail in deliver() if mail.to_address == team.committer.email]
    browser = Client()
    browser.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    fields = {f"option_{option.pk}": NO for option in poll.options.all()}
    assert browser.post(path_in(mail), fields).status_code == 403
    assert not poll.voters.get(user=team.committer).answers.exists()
    assert Client().get("/moeder/svar/forkert/").status_code == 404


def test_the_best_date_tells_who_and_which_party_is_missing() -> None:
    team = team_seeking()
    arena = arena_of(team)
    ArenaParty.objects.create(arena=arena, party=team.association, must_be_there=True)
    poll = poll_of(team, arena=Arena.objects.get(pk=arena.pk))
    official = team.department.committers()[0]
    mark(poll, team.committer, NO, MAYBE, YES)
    mark(poll, team.initiator, YES, YES, NO)
    mark(poll, official, YES, YES, YES)
    best, second, worst = suited(poll)
    options = list(poll.options.all())
    assert [d.option for d in (best, second, worst)] == [options[1], options[2], options[0]]
    assert (best.no, best.missing) == ([], [])
    assert (second.no, second.missing_needed) == ([team.initiator], [])
    assert (worst.no, worst.missing_needed) == ([team.committer], [team.association])


def test_choosing_one_makes_the_meeting() -> None:
    team = team_seeking()
    poll = poll_of(team)
    mark(poll, team.committer, YES, NO, NO)
    mark(poll, team.initiator, MAYBE, YES, YES)
    option = poll.options.first()
    meeting = choose_date(option.pk, by=team.convener)
    assert choose_date(option.pk, by=team.convener) == meeting
    assert (meeting.starts_at, meeting.minutes) == (option.starts_at, poll.minutes)
    assert own_row(meeting, team.committer).state == SignUpState.SEATED
    assert own_row(meeting, team.initiator).state == SignUpState.INVITED
    poll.refresh_from_db()
    assert (poll.state, poll.meeting_id) == (PollState.CHOSEN, meeting.pk)
    with pytest.raises(ActError) as refused:
        mark(poll, team.committer, NO, NO, NO)
    assert refused.value.code == "poll_closed"


@pytest.mark.parametrize("days", [(5,), tuple(range(1, 15)), (-1, 5)])
def test_dates_that_cannot_be(days: tuple[int, ...]) -> None:
    with pytest.raises(ActError) as refused:
        poll_of(team_seeking(), *days)
    assert refused.value.field == "date_1"


def test_the_comparison_costs_the_same_for_many(django_assert_num_queries) -> None:
    team = team_seeking()
    arena = arena_of(team)
    for days in ((3, 4), (3, 4, 5, 6, 7, 8)):
        poll = poll_of(team, *days, arena=arena)
        mark(poll, team.committer, *[YES] * len(days))
        poll = type(poll).objects.select_related("arena").get(pk=poll.pk)
        with django_assert_num_queries(4):
            suited(poll)

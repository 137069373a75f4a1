"""Pages about meetings: they work without any script, and cost the same at any size."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from arenas.models import Arena, Meeting
from arenas.services.sign_ups import attend
from tests.factories.arenas import arena_of, bare_meeting, meeting_of, met
from tests.factories.people import UserFactory
from tests.factories.projects import raised, team_seeking

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    browser = Client()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_list_of_meetings(meetings: int, django_assert_num_queries) -> None:
    project = raised()
    for number in range(meetings):
        bare_meeting(project, title=f"Møde {number}")
    url = reverse("arenas:meetings", args=[project.slug])
    Client().get(url)
    with django_assert_num_queries(10):
        assert Client().get(url).status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_one_meeting(people: int, django_assert_num_queries) -> None:
    team, meeting = met(is_open=True)
    for _number in range(people):
        attend(meeting.pk, "yes", by=UserFactory())
    url, browser = meeting.get_absolute_url(), signed_in(team.convener)
    browser.get(url)
    with django_assert_num_queries(12):
        assert browser.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_one_arena(rows: int, django_assert_num_queries) -> None:
    team = team_seeking()
    arena = arena_of(team)
    for _number in range(rows):
        meeting_of(team, arena=arena)
    url = Arena.objects.get(pk=arena.pk).get_absolute_url()
    Client().get(url)
    with django_assert_num_queries(10):
        assert Client().get(url).status_code == 200


def test_a_whole_meeting_by_plain_forms() -> None:
    """Arena from a template, ground rules, meeting, an item, *kommer*: no script, no htmx."""
    team = team_seeking()
    browser, slug = signed_in(team.convener), team.project.slug
    url = reverse("arenas:new_arena", args=[slug])
    assert b"skabelon=committee" in browser.get(url).content
    page = browser.get(f"{url}?skabelon=committee")
    told = fields_of(page.content.decode())
    assert browser.post(url, told).status_code == 303
    arena = Arena.objects.get(project=team.project)
    assert arena.rules_now.version == 1
    assert "find-dato" in browser.get(arena.get_absolute_url()).content.decode()
    day = timezone.localdate() + timedelta(days=20)
    plan = {"title": "Første møde", "day": day.isoformat(), "start": "16.30", "end": "19",
            "form": "on_site", "place": "Ungdomsskolen"}  # fmt: skip
    called = browser.post(reverse("arenas:new_meeting", args=[slug, arena.pk]), plan)
    assert called.status_code == 303
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "16:30"
    item = {"title": "Hvad håber du?", "purpose": "arrive", "method": "round", "minutes": "20"}
    browser.post(reverse("arenas:add_item", args=[slug, meeting.pk]), item)
    browser.post(reverse("arenas:attend", args=[slug, meeting.pk]), {"svar": "yes"})
    text = browser.get(meeting.get_absolute_url()).content.decode()
    assert "Hvad håber du?" in text
    assert "<script" not in re.sub(r"<script[^>]* src=[^>]*></script>", "", text)


def fields_of(html: str) -> dict[str, str]:
    """What the form on the page would send as it stands."""
    told = dict(re.findall(r'<input type="(?:text|hidden)" name="(\w+)" value="([^"]*)"', html))
    told |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', html))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        told[name] = chosen[1] if chosen else ""
    return told


def test_odd_times_are_understood_or_refused() -> None:
    team = team_seeking()
    arena, browser = arena_of(team), signed_in(team.convener)
    url = reverse("arenas:new_meeting", args=[team.project.slug, arena.pk])
    base = {"title": "M", "day": "2027-03-28", "form": "on_site", "place": "Salen", "end": "4"}
    for start, status in (("kl. 2.30", 422), ("25", 422), ("\x00", 422), ("9" * 5000, 422)):
        assert browser.post(url, base | {"start": start}).status_code == status
    assert browser.post(url, base | {"day": "9999-12-31", "start": "3"}).status_code == 422


@pytest.mark.parametrize(
    ("start", "end", "status", "hours"),
    [
        ("7.20", "6.00", 422, None),
        ("19", "19", 422, None),
        ("20", "8.01", 422, None),
        ("20", "8", 303, 12),
        ("22", "1", 303, 3),
    ],
)
def test_an_end_before_the_start_is_tomorrow_for_twelve_hours_at_most(
    start: str, end: str, status: int, hours: int | None
) -> None:
    team = team_seeking()
    arena, browser = arena_of(team), signed_in(team.convener)
    url = reverse("arenas:new_meeting", args=[team.project.slug, arena.pk])
    day = (timezone.localdate() + timedelta(days=20)).replace(day=15)
    told = {"title": "M", "day": day.isoformat(), "form": "on_site", "place": "Salen"}
    answer = browser.post(url, told | {"start": start, "end": end})
    assert answer.status_code == status
    if hours is None:
        assert "slutter, før det begynder" in answer.content.decode()
        assert not Meeting.objects.exists()
        return
    meeting = Meeting.objects.get()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=hours)
    change = reverse("arenas:change_meeting", args=[team.project.slug, meeting.pk])
    again = told | {"start": "7.20", "end": "6.00", "reason": "Derfor"}
    assert browser.post(change, again).status_code == 422


def test_a_second_meeting_at_the_same_time_keeps_what_was_typed() -> None:
    team = team_seeking()
    arena, browser = arena_of(team), signed_in(team.convener)
    url = reverse("arenas:new_meeting", args=[team.project.slug, arena.pk])
    day = (timezone.localdate() + timedelta(days=20)).isoformat()
    told = {"title": "M", "day": day, "start": "17", "end": "19", "form": "on_site",
            "place": "Salen"}  # fmt: skip
    first = browser.post(url, told)
    assert browser.post(url, told).headers["Location"] == first.headers["Location"]
    answer = browser.post(url, told | {"place": "Den lille hal", "end": "20"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Den lille hal" in text
    assert "Der er allerede indkaldt til et møde i arenaen på det tidspunkt." in text
    assert Meeting.objects.count() == 1


class TestFeeds:
    def make(self, browser: Client, **told: str) -> str:
        browser.post(reverse("arenas:renew_feed"), told)
        text = browser.get(reverse("arenas:feeds")).content.decode()
        found = re.findall(r"https?://[^\s<]+/kalender/[\w-]+\.ics", text)
        return found[0].removeprefix(django_settings.BASE_URL)

    def titles(self, path: str) -> set[str]:
        answer = Client().get(path)
        assert answer["Content-Type"].startswith("text/calendar")
        return {str(e["summary"]) for e in Calendar.from_ical(answer.content).walk("VEVENT")}

    def test_ones_own_meetings_and_nobody_elses(self) -> None:
        team, meeting = met(title="Mit møde")
        bare_meeting(raised(), title="Et fremmed møde")
        path = self.make(signed_in(team.committer))
        assert self.titles(path) == {"Mit møde"}
        attend(meeting.pk, "no", by=team.committer)
        assert self.titles(path) == set()

    def test_renewing_kills_the_old_address(self) -> None:
        browser = signed_in(UserFactory())
        first, second = self.make(browser), self.make(browser)
        assert first != second
        assert Client().get(first).status_code == 404
        assert Client().get(second).status_code == 200

    def test_one_opgave(self) -> None:
        team, _meeting = met(title="Mit møde")
        bare_meeting(team.project, title="Et andet møde her", online_url="https://x.example/hem")
        path = self.make(signed_in(team.committer), project=team.project.slug)
        assert self.titles(path) == {"Mit møde", "Et andet møde her"}
        assert b"hem" not in Client().get(path).content.replace(b"hemmelig", b"")

    def test_who_is_gone_has_no_calendar(self) -> None:
        person = UserFactory()
        path = self.make(signed_in(person))
        person.is_active = False
        person.save(update_fields=["is_active"])
        assert Client().get(path).status_code == 404

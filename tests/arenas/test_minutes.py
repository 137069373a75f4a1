"""The minutes through HTTP: drafted by several, sent once, read by whom it may concern."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arenas.models import Amendment, Decision, Meeting, Minutes, MinutesItem
from arenas.services.attendance import mark_attendance
from arenas.services.decisions import add_decision
from arenas.services.meetings import cancel_meeting
from arenas.services.minutes import fix_minutes, send_minutes, write_minutes
from projects.models import Assignment
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from samskabelse.ui.tags.time import days_late, when
from samskabelse.web.errors import ActError
from tests.arenas.test_pages import fields_of, signed_in
from tests.factories.arenas import decided, drafted, held, meeting_of, met, minuted, own_row
from tests.factories.people import UserFactory
from tests.factories.projects import team_in
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
DECISION = {"what": "Vi begynder i maj.", "rule": "consent", "decided_by": "Alle parter",
            "reason": "Fordi det haster.", "mandate": "", "objections": "", "key": "0"}  # fmt: skip


@pytest.fixture(autouse=True)
def mails(settings) -> None:
    keep_mails(settings)


def page(name: str, meeting: Meeting, pk: int | None = None) -> str:
    return reverse(f"arenas:{name}", args=[meeting.arena.project.slug, pk or meeting.pk])


def test_from_the_meeting_to_the_mail_by_plain_forms() -> None:
    team, meeting = met()
    meeting, browser = held(meeting), signed_in(team.convener)
    url = page("write_minutes", meeting)
    said = fields_of(browser.get(url).text) | {"said_0": "Vi talte længe.", "parked_0": "Bussen"}
    assert Minutes.objects.count() == 0  # a GET writes nothing
    assert [browser.post(url, said).status_code for _ in "12"] == [303, 303]
    assert [browser.post(page("add_decision", meeting), DECISION).status_code for _ in "12"] == [
        303,
        303,
    ]
    assert Client().get(page("minutes", meeting)).text.count("Vi talte længe.") == 0
    assert "Vi talte længe." in browser.get(page("minutes", meeting)).text
    deliver()
    assert [browser.post(page("send_minutes", meeting)).status_code for _ in "12"] == [303, 303]
    sent = deliver()
    assert len(sent) == meeting.sign_ups.count()
    text = sent[0].text
    assert text.index("Vi begynder i maj.") < text.index("Vi talte længe.")
    public = Client().get(page("minutes", meeting)).text
    assert "Vi begynder i maj." in public
    assert "Bussen" in public
    assert team.committer.display_name not in public
    counts = Entry.objects.filter(action__startswith="minutes.").values_list("action", flat=True)
    assert sorted(counts) == ["minutes.drafted", "minutes.sent"]
    assert Entry.objects.filter(action="decision.made").count() == 1


def test_two_who_write_lose_nothing() -> None:
    team, meeting = met()
    meeting = held(meeting)
    url = page("write_minutes", meeting)
    one, two = signed_in(team.convener), signed_in(team.committer)
    first, second = fields_of(one.get(url).text), fields_of(two.get(url).text)
    key = next(name for name in first if name.startswith("said_") and name != "said_0")
    assert one.post(url, first | {key: "Fra den ene"}).status_code == 303
    # Another item: both stay.
    assert two.post(url, second | {"said_0": "Fra den anden"}).status_code == 303
    texts = set(MinutesItem.objects.exclude(said="").values_list("said", flat=True))
    assert texts == {"Fra den ene", "Fra den anden"}
    # The same item: refused with both texts, and nothing of it saved.
    answer = two.post(url, second | {key: "Min egen", "said_0": "Fra den anden"})
    assert answer.status_code == 422
    assert "En anden var hurtigere" in answer.text
    again = fields_of(answer.text)
    assert again[key].strip() == "Min egen"
    assert "Fra den ene" in answer.text
    assert MinutesItem.objects.filter(said="Fra den ene").exists()
    assert two.post(url, again | {key: "Fra den ene. Min egen."}).status_code == 303
    assert MinutesItem.objects.filter(said="Fra den ene. Min egen.").exists()


def test_who_came_must_be_known_and_something_written() -> None:
    team, meeting = met()
    meeting = held(meeting, came=False)
    url, browser = page("send_minutes", meeting), signed_in(team.convener)
    answer = browser.post(url)
    assert answer.status_code == 422
    assert "Skriv først, hvem der kom" in answer.text
    marks = dict.fromkeys(meeting.sign_ups.values_list("pk", flat=True), "came")
    mark_attendance(meeting.pk, marks, by=team.convener)
    assert "Skriv først noget" in browser.post(url).text


def test_a_cancelled_meeting_has_no_minutes() -> None:
    team, meeting = met()
    cancel_meeting(meeting.pk, by=team.convener, reason="Sygdom")
    meeting = held(meeting, came=False)
    for act in (
        lambda: write_minutes(meeting.pk, {}, by=team.convener),
        lambda: add_decision(meeting.pk, decided(), by=team.convener),
        lambda: send_minutes(meeting.pk, by=team.convener),
        lambda: mark_attendance(meeting.pk, {}, by=team.convener),
    ):
        with pytest.raises(ActError) as refused:
            act()
        assert refused.value.code == "cancelled"
    text = Client().get(page("minutes", meeting)).text
    assert "Derfor er der intet referat" in text
    assert "forsinket" not in text


def test_each_reads_it_in_their_language_and_only_who_came_can_correct() -> None:
    team, meeting = met()
    team.committer.language = "en"
    team.committer.save(update_fields=["language"])
    meeting = held(meeting)
    mark_attendance(meeting.pk, {own_row(meeting, team.initiator).pk: "absent"}, by=team.convener)
    drafted(meeting, team.convener)
    deliver()
    send_minutes(meeting.pk, by=team.convener)
    found = {mail.to_address: mail for mail in deliver()}
    assert "This was decided" in found[team.committer.email].text
    assert "Det aftalte vi" in found[team.convener.email].text
    assert "/moeder/svar/" in found[team.committer.email].text
    assert "/moeder/svar/" not in found[team.initiator.email].text


def test_a_delopgave_from_a_decision_is_asked_for_by_the_usual_act() -> None:
    team = team_in("implement")
    meeting = held(meeting_of(team))
    minutes = drafted(meeting, team.convener)
    decision = minutes.decisions.get()
    url, browser = page("decision_task", meeting, decision.pk), signed_in(team.convener)
    assert decision.what in browser.get(url).text
    sent = {"what": "Ring til hallen", "why": "Vi skal bruge den", "open_to_taker": "Hvornår",
            "whom": f"party-{team.association.pk}", "paid_today": "unknown"}  # fmt: skip
    assert [browser.post(url, sent).status_code for _ in "12"] == [303, 303]
    row = Assignment.objects.get()
    assert row.from_decision.decision == decision
    deliver()
    send_minutes(meeting.pk, by=team.convener)
    [mail] = [m for m in deliver() if m.to_address == team.committer.email]
    assert mail.text.index("Dine delopgaver") < mail.text.index("Ring til hallen")
    assert browser.post(page("remove_decision", meeting, decision.pk)).status_code in {403, 409}


def test_decisions_stand_in_the_time_line() -> None:
    team, meeting, _minutes = minuted()
    url = reverse("projects:timeline", args=[team.project.slug])
    text = Client().get(url).text
    assert "blev det besluttet" in text
    assert "Vi holder en fest uden alkohol i maj." in text
    history = Client().get(reverse("projects:history", args=[team.project.slug])).text
    assert "sendte referatet" in history
    assert meeting.title in history


def test_what_is_written_before_it_is_sent_is_nobody_elses() -> None:
    team, meeting = met()
    meeting = held(meeting)
    drafted(meeting, team.convener, text="Hemmeligt udkast")
    for client in (Client(), signed_in(UserFactory())):
        text = client.get(page("minutes", meeting)).text
        assert "Hemmeligt udkast" not in text
        assert "uden alkohol" not in text
        history = client.get(reverse("projects:history", args=[team.project.slug])).text
        assert "uden alkohol" not in history


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(rows: int, django_assert_num_queries) -> None:
    team, meeting = met()
    meeting = held(meeting)
    minutes = drafted(meeting, team.convener)
    for number in range(rows):
        add_decision(meeting.pk, decided(what=f"Beslutning {number}"), by=team.convener)
    send_minutes(meeting.pk, by=team.convener)
    for number in range(rows):
        Amendment.objects.create(
            minutes=minutes, item=minutes.items.first(), text=f"Nej {number}",
            by=UserFactory(), sign_up=meeting.sign_ups.all()[number],
        )  # fmt: skip
    url = page("minutes", meeting)
    Client().get(url)
    with django_assert_num_queries(11):  # three of them open and close the transaction
        assert Client().get(url).status_code == 200
    browser = signed_in(team.convener)
    browser.get(url)
    with django_assert_num_queries(13):  # session, person and transaction among them
        assert browser.get(url).status_code == 200


def test_fixed_is_fixed_in_the_database_too() -> None:
    _team, meeting, minutes = minuted()
    fix_minutes(minutes.amend_until)
    row = MinutesItem.objects.filter(minutes=minutes).first()
    for change in (
        lambda: MinutesItem.objects.filter(pk=row.pk).update(said="Noget andet"),
        lambda: Decision.objects.filter(minutes=minutes).update(what="Noget andet"),
        lambda: Amendment.objects.create(minutes=minutes, item=row, text="For sent"),
        lambda: Minutes.objects.filter(pk=minutes.pk).update(amend_until=timezone.now()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert meeting.title


def test_odd_texts_are_text_and_too_much_gets_a_sentence() -> None:
    team, meeting = met()
    meeting, browser = held(meeting), signed_in(team.convener)
    evil = "<script>alert(1)</script> {{ 7 }} =HYPERLINK('x')"
    url = page("write_minutes", meeting)
    assert browser.post(url, {"said_0": "x" * 10_001}).status_code == 422
    assert browser.post(url, {"said_0": "a\x00b"}).status_code == 422
    assert browser.post(url, {"said_0": "010190-1234"}).status_code == 422
    known = fields_of(browser.get(url).text)
    assert browser.post(url, known | {"said_0": evil, "parked_0": evil}).status_code == 303
    told = {key: evil if key in {"what", "reason", "decided_by"} else value
            for key, value in DECISION.items()}  # fmt: skip
    assert browser.post(page("add_decision", meeting), told).status_code == 303
    assert browser.post(page("add_decision", meeting), told | {"rule": "\x00"}).status_code == 422
    send_minutes(meeting.pk, by=team.convener)
    text = Client().get(page("minutes", meeting)).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    deliver()


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "arenas", check=True, dry_run=True, verbosity=0)


def test_late_is_said_to_everybody_and_not_a_second_too_soon(time_machine_at) -> None:
    _team, meeting = met()
    meeting = held(meeting)
    due = meeting.ends_at + timedelta(hours=48)
    url = page("minutes", meeting)
    with time_machine_at(due - timedelta(seconds=1)):
        assert "forsinket" not in Client().get(url).text
    with time_machine_at(due):
        assert "under en time forsinket" in Client().get(url).text
    with time_machine_at(due + timedelta(hours=49)):
        assert "2 dage forsinket" in Client().get(url).text
        assert "2 dage forsinket" in Client().get(meeting.get_absolute_url()).text


def test_the_meeting_and_ones_own_page_count_the_same_days(time_machine_at) -> None:
    """By the calendar, though the hours are fewer."""
    _team, meeting = met()
    meeting = held(meeting)
    due = timezone.localtime(meeting.ends_at + timedelta(hours=48))
    early = due.replace(hour=0, minute=5) + timedelta(days=3)
    with time_machine_at(early):
        assert "3 dage forsinket" in Client().get(page("minutes", meeting)).text
        assert days_late(due) == 3
        assert "3 dage over fristen" in when(due, overdue=True)


@pytest.fixture
def time_machine_at():
    return lambda moment: time_machine.travel(moment, tick=False)


def test_the_print_hides_what_is_for_the_screen(settings) -> None:
    css = (settings.BASE_DIR / "static/scss/_page.scss").read_text()
    assert re.search(r"@media print \{[^}]*\.no-print", css)


def test_mails_are_once_to_each(settings) -> None:
    _team, meeting, _minutes = minuted()
    mails = OutgoingMail.objects.filter(kind="meeting_minutes")
    assert mails.count() == meeting.sign_ups.count()

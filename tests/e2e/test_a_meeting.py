"""A meeting, from finding a date to a correction in the minutes.

A citizen, a municipality and an association answer from their mails and write on their phones;
none of them signs in. The facilitator leads it all from one screen, and one phone loses its
connection on the way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from arenas.enums import AmendmentState, PollState
from arenas.models import Amendment, Arena, DatePoll, Decision, Meeting, RoomAnswer, SignUp
from arenas.services.agenda import Item, add_item
from participants.models import User
from projects.enums import AssignmentState
from projects.models import Project
from tests.e2e.actors import Actor
from tests.e2e.phones import SECONDS, ask, come_in, tap, write
from tests.factories.arenas import arena_of, in_days
from tests.factories.projects import team_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TITLE = "Hvad gør vi om fredagen?"
FIRST = "Vi åbner hallen hver fredag til midnat"
SECOND = "Vi åbner hallen hver fredag til kl. 22"
OBJECTION = "Naboerne kan ikke sove"
SAID = "Hallen kan låses op fra kl. 19."
CORRECTED = "Hallen kan låses op fra kl. 18."


@dataclass
class Table:
    """Who meets: three parties, each with a phone and no account, and whoever leads."""

    project: Project
    arena: Arena
    citizen: Actor
    municipality: Actor
    association: Actor
    association_name: str
    leader: Actor  # the facilitator

    @property
    def guests(self) -> list[Actor]:
        return [self.citizen, self.municipality, self.association]

    @property
    def poll(self) -> DatePoll:
        return self.arena.polls.get()

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(arena=self.arena)

    @property
    def decision(self) -> Decision:
        return Decision.objects.get(minutes__meeting=self.meeting)

    def lead(self, path: str = "") -> None:
        """The facilitator opens a page of the meeting."""
        self.leader.go(f"{self.meeting.get_absolute_url()}{path}")


@pytest.fixture
def table(actor: Callable[..., Actor], signed_in: Callable[[Actor, User], Actor]) -> Table:
    """The parties have said yes and the hats are worn; they have never met."""
    team = team_in("define")
    staff = team.department.committers()[0]
    leader = actor(team.facilitator.name, team.facilitator.email)
    return Table(
        project=team.project,
        arena=arena_of(team),
        citizen=actor(team.initiator.name, team.initiator.email, width=360),
        municipality=actor(staff.name, staff.email, width=360),
        association=actor(team.committer.name, team.committer.email, width=360),
        association_name=team.association.name,
        leader=signed_in(leader, team.facilitator),
    )


def test_a_meeting_from_date_to_minutes(table: Table) -> None:
    find_a_date(table)
    begins(table.meeting)
    meet(table)
    ends(table.meeting)
    say_who_came(table)
    write_what_was_decided(table)
    make_a_delopgave(table)
    send_the_minutes(table)
    take_a_correction_in(table)
    everybody_can_read_it(table)


def begins(meeting: Meeting) -> None:
    """It is the day: the meeting began ten minutes ago."""
    _move(meeting, timezone.now() - timedelta(minutes=10))


def ends(meeting: Meeting) -> None:
    """It ended an hour ago."""
    _move(meeting, timezone.now() - timedelta(hours=1) - (meeting.ends_at - meeting.starts_at))


def _move(meeting: Meeting, starts_at: datetime) -> None:
    """What days of waiting would do: no act, so no mail says that it was moved."""
    ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at, ends_at=ends_at)


def link_to(guest: Actor, about: str) -> str:
    """The personal link in the newest mail about this."""
    text = guest.post.newest_to(guest.email, about=about)
    return re.search(r"https?://\S+/moeder/svar/[^\s?]+", text)[0]


def find_a_date(table: Table) -> None:
    """Three answer from the mail, the facilitator on the page; the second date suits all."""
    leader = table.leader
    leader.go(f"{table.arena.get_absolute_url()}find-dato/")
    leader.fill(title=TITLE, minutes="90", place="Biblioteket")
    for number, days in ((1, 10), (2, 12)):
        day = timezone.localtime(in_days(days)).date().isoformat()
        leader.fill(**{f"date_{number}": day, f"time_{number}": "17:00"})
    leader.press()
    first, second = table.poll.options.all()
    for guest, marks in (
        (table.citizen, ("yes", "yes")),
        (table.municipality, ("no", "yes")),
        (table.association, ("yes", "if_needed")),
    ):
        guest.go(link_to(guest, "Hvornår kan"))
        for option, mark in zip((first, second), marks, strict=True):
            guest.choose(f"option_{option.pk}", mark)
        guest.press()
        assert "Tak for svaret" in guest.text()

    leader.go(reverse("arenas:poll", args=[table.project.slug, table.poll.pk]))
    best, other = leader.page.locator("main .date-found").all()
    assert table.municipality.name in other.inner_text()
    assert "Parter, der ville mangle" in other.inner_text()
    assert "mangle" not in best.inner_text()
    for option in (first, second):
        leader.choose(f"option_{option.pk}", "yes")
    leader.press(within="main form:has([type=radio])")
    leader.press(within=f"main form:has([name=option][value='{second.pk}'])")
    assert table.meeting.starts_at == second.starts_at
    assert table.poll.state == PollState.CHOSEN
    # A ja to the date is a ja to the meeting; *hvis nødvendigt* is asked once more.
    invited = link_to(table.association, TITLE)
    table.association.go(invited)
    table.association.press("svar", "yes")
    coming = SignUp.objects.filter(gathering=table.meeting).with_seat()
    people = [*table.guests, leader]
    assert {row.user.email for row in coming} == {person.email for person in people}
    for title in ("Velkommen", "Fredag i hallen"):
        item = Item(title=title, purpose="decide", method="consent", minutes=30)
        add_item(table.meeting.pk, item, by=User.objects.get(email=table.association.email))


def meet(table: Table) -> None:
    """One screen and three phones; the citizen loses the connection in the middle of a word."""
    leader = table.leader
    table.lead()
    leader.submit_to("/rum/aabn/")
    come_in(table.citizen, table.meeting.room.code, comes_for="Foreningen")
    for guest in (table.municipality, table.association):  # who speaks for a party is known
        guest.go(link_to(guest, TITLE))
        guest.press("rum", "ind")
    expect(leader.page.locator("#room-now")).to_contain_text("3 telefoner", timeout=8 * SECONDS)
    write_without_connection(table)
    decide_by_consent(table)
    leader.press(within="main form[action$='/rum/luk/']")
    for guest in table.guests:
        expect(guest.page.locator("#room-now")).to_contain_text("lukket", timeout=8 * SECONDS)


def write_without_connection(table: Table) -> None:
    lost, page = table.citizen, table.citizen.page
    count = table.leader.page.locator(".room-count")
    ask(table.leader, "silent", "Hvad mangler de unge?")
    for guest in table.guests:
        expect(guest.page.locator("#room-now")).to_contain_text("mangler", timeout=8 * SECONDS)
        guest.look()
    write(lost, "Et sted", send=False)
    page.context.set_offline(True)
    write(lost, "Et sted at være")
    expect(page.locator("#room-lost")).to_contain_text("Forbindelsen er væk")
    write(table.municipality, "Lys på stien")
    write(table.association, "Nogen der lytter")
    expect(count).to_contain_text("2 ud af 3", timeout=8 * SECONDS)
    assert not RoomAnswer.objects.filter(text__startswith="Et sted").exists()
    page.context.set_offline(False)
    expect(count).to_contain_text("3 ud af 3", timeout=10 * SECONDS)
    expect(page.locator("#room-lost")).to_be_empty(timeout=10 * SECONDS)
    assert RoomAnswer.objects.filter(text="Et sted at være").count() == 1
    tap(table.leader, "show")
    for guest in table.guests:
        expect(guest.page.locator("#room-now")).to_contain_text(
            "Et sted at være", timeout=8 * SECONDS
        )
    tap(table.leader, "end")


def decide_by_consent(table: Table) -> None:
    """The objection makes the proposal better; the second time nobody objects."""
    objects = (table.association, "objection", OBJECTION)
    consents = [(guest, "consent", "") for guest in table.guests]
    rounds = ((FIRST, [*consents[:2], objects]), (SECOND, consents))
    leader = table.leader
    for proposal, answers in rounds:
        ask(leader, "consent", proposal)
        for guest, position, text in answers:
            now = guest.page.locator("#room-now")
            expect(now).to_contain_text(proposal, timeout=8 * SECONDS)
            now.locator(f"[name=position][value={position}]").check(force=True)
            write(guest, text)
        expect(leader.page.locator(".room-count")).to_contain_text("3 ud af 3", timeout=8 * SECONDS)
        tap(leader, "show")
        assert (OBJECTION in leader.text()) == (objects in answers)
        assert "siger selv: Foreningen" in leader.text()  # the citizen, who speaks for no party
        assert "De, der taler for en part" in leader.text()
        tap(leader, "end")


def say_who_came(table: Table) -> None:
    """The list begins with what people said; those who said nothing did not come."""
    table.lead()
    table.leader.open_link("/fremmoede/")
    table.leader.press(within="main form:has(.attendance)")
    came = SignUp.objects.filter(gathering=table.meeting).who_came()
    people = [*table.guests, table.leader]
    assert {row.user.email for row in came} == {person.email for person in people}


def write_what_was_decided(table: Table) -> None:
    leader, item = table.leader, table.meeting.agenda.last()
    leader.open_link("/referat/")
    leader.open_link("/referat/skriv/")
    written = leader.page.locator("main [name=said_0]").input_value()
    for text in ("Et sted at være", OBJECTION, SECOND):
        assert text in written, "what was written in the room is where the draft begins"
    leader.fill(**{f"said_{item.pk}": SAID})
    leader.press()
    leader.open_link("/referat/beslutning/")
    assert leader.page.locator("main [name=rule][value=consent]").is_checked()
    leader.fill(
        what=SECOND,
        decided_by="Borgeren, kommunen og foreningen",
        reason="De unge har intet sted at være.",
        objections=f"{OBJECTION}. Derfor lukker vi kl. 22.",
    )
    leader.press()
    assert SECOND in leader.text()
    assert OBJECTION in leader.text()


def make_a_delopgave(table: Table) -> None:
    """It comes of the decision and says so; the association is asked, and says ja by mail."""
    leader, what = table.leader, "Lås hallen op om fredagen"
    leader.open_link(f"/beslutninger/{table.decision.pk}/delopgave/")
    leader.page.locator("main [name=whom]").select_option(label=table.association_name)
    leader.fill(what=what, open_to_taker="Hvem der gør det")
    leader.press()
    assert what in leader.text()
    guest = table.association
    guest.go(guest.post.link_in(guest.email, ending="svar=yes"))
    assert what in guest.text()
    guest.press()
    assert table.decision.tasks.get().assignment.state == AssignmentState.ACCEPTED


def send_the_minutes(table: Table) -> None:
    """Everybody who was there has them by mail, with the decision, the delopgave, what was said."""
    leader = table.leader
    leader.open_link("/referat/send/")
    leader.press()
    for guest in table.guests:
        mail = guest.post.newest_to(guest.email, about=f"Referat: {TITLE}")
        text = " ".join(mail.split())
        for words in (SECOND, OBJECTION, SAID, "Lås hallen op om fredagen"):
            assert words in text, (guest.name, words)
        own = "Dine delopgaver:" in text
        assert own == (guest is table.association), guest.name


def take_a_correction_in(table: Table) -> None:
    """From the mail, without an account; the facilitator takes it into the text."""
    guest, leader = table.citizen, table.leader
    guest.go(link_to(guest, f"Referat: {TITLE}"))
    about = guest.page.locator("main [name=about]")
    about.select_option(label="Fredag i hallen")
    guest.fill(text="Det er kl. 18, ikke kl. 19.")
    guest.press()
    assert "Tak for rettelsen" in guest.text()
    correction = Amendment.objects.get()
    table.lead("referat/")
    leader.open_link(f"/rettelser/{correction.pk}/")
    leader.choose("accept", "yes")
    leader.fill(text=CORRECTED)
    leader.press()
    correction.refresh_from_db()
    assert correction.state == AmendmentState.ACCEPTED


def everybody_can_read_it(table: Table) -> None:
    """Whoever has no account reads the text as it is now, and the decision in the history."""
    guest = table.municipality
    guest.go(f"{table.meeting.get_absolute_url()}referat/")
    part = guest.page.locator(".minutes-part", has_text="Fredag i hallen")
    expect(part).to_contain_text(CORRECTED)
    expect(part).not_to_contain_text(SAID)
    assert "Det er kl. 18, ikke kl. 19." in guest.text()
    assert "Lås hallen op om fredagen" in guest.text()
    guest.go(f"/opgaver/{table.project.slug}/historik/")
    assert SECOND in guest.text()

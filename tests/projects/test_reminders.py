"""What the clock does: once, in time, and nothing that has lost its meaning."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from participants.services.organisations import grant_mandate
from projects.enums import Answer, Phase
from projects.models import ConsentAnswer, Draft, Invitation, MailToken, Project
from projects.services import consent, invitations, moderation, moving, recipient
from projects.services.answering import answer_invitation
from projects.services.consent import can_be_passed_over
from projects.services.reminders import tick
from samskabelse.mail.kinds import KINDS
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.services import opt_out
from samskabelse.web.errors import ActError
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import (
    Team,
    asked,
    citizen,
    invited,
    name_recipient,
    raised,
    team_in,
    team_seeking,
)
from tests.projects.post import deliver, keep_mails, sent_to

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    keep_mails(settings)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def live(clock: time_machine.Traveller, days: float) -> None:
    """Let days go by, with a tick and the post every morning."""
    for _day in range(int(days)):
        clock.shift(timedelta(days=1))
        tick()
        deliver()


def outage(clock: time_machine.Traveller, days: int) -> None:
    """Days in which nothing runs."""
    clock.shift(timedelta(days=days))


# --- Invitations ---


def test_one_reminder_after_seven_days_and_never_again(clock) -> None:
    person = UserFactory()
    invitation = invited(raised(), person)
    deliver()
    live(clock, 6)
    assert sent_to(person.email) == ["invitation"]
    live(clock, 1)
    assert sent_to(person.email) == ["invitation", "invitation_reminder"]
    live(clock, 10)
    invitations.send_again(invitation.pk, by=invitation.invited_by)
    live(clock, 29)
    assert sent_to(person.email) == ["invitation", "invitation_reminder", "invitation"]


def test_the_seven_days_begin_when_the_mail_has_left(clock) -> None:
    person = UserFactory()
    invited(raised(), person)
    outage(clock, 9)
    tick()
    deliver()
    assert sent_to(person.email) == ["invitation"]
    live(clock, 6)
    assert sent_to(person.email) == ["invitation"]
    live(clock, 1)
    assert sent_to(person.email) == ["invitation", "invitation_reminder"]


def test_sent_again_is_not_followed_by_a_reminder_at_once(clock) -> None:
    person = UserFactory()
    invitation = invited(raised(), person)
    deliver()
    outage(clock, 7)
    invitations.send_again(invitation.pk, by=invitation.invited_by)
    tick()
    deliver()
    assert sent_to(person.email) == ["invitation", "invitation"]
    live(clock, 7)
    assert sent_to(person.email) == ["invitation", "invitation", "invitation_reminder"]


def test_sent_again_before_the_first_has_left_is_one_mail() -> None:
    person = UserFactory()
    invitation = invited(raised(), person)
    invitations.send_again(invitation.pk, by=invitation.invited_by)
    deliver()
    assert sent_to(person.email) == ["invitation"]


def test_who_thinks_it_over_is_not_reminded_but_can_be_asked_again(clock) -> None:
    person = UserFactory()
    invitation = invited(raised(), person)
    deliver()
    answer_invitation(invitation.pk, Answer.MAYBE, by=person)
    live(clock, 9)
    assert sent_to(person.email) == ["invitation"]
    invitations.send_again(invitation.pk, by=invitation.invited_by)
    deliver()
    assert sent_to(person.email) == ["invitation", "invitation"]


def test_a_reminder_of_the_night_gives_way_to_sending_again(clock) -> None:
    person = UserFactory()
    invitation = invited(raised(), person)
    deliver()
    outage(clock, 7)
    tick()  # queued, and not sent yet
    invitations.send_again(invitation.pk, by=invitation.invited_by)
    deliver()
    assert sent_to(person.email) == ["invitation", "invitation"]


def test_what_comes_due_while_the_opgave_is_hidden_comes_when_it_is_shown(clock) -> None:
    person, admin = UserFactory(), AdministratorFactory()
    invitation = invited(raised(), person)
    moderation.hide_project(invitation.project_id, by=admin, reason="Et navn")
    deliver()
    assert sent_to(person.email) == []
    moderation.show_project(invitation.project_id, by=admin)
    clock.shift(timedelta(hours=1))
    deliver()
    assert sent_to(person.email) == ["invitation"]


def test_a_mail_written_twice_has_one_link_and_is_not_sent_yet() -> None:
    """The server was away, or took the first copy without our hearing of it."""
    person = UserFactory()
    invitation = invited(raised(), person)
    mail = OutgoingMail.objects.get(kind="invitation")
    first, second = (KINDS["invitation"].render(mail).actions[0].url for _try in range(2))
    assert first == second
    invitation.refresh_from_db()
    assert (invitation.tokens.count(), invitation.last_sent_at) == (1, None)
    deliver()
    invitation.refresh_from_db()
    assert (invitation.tokens.count(), invitation.last_sent_at) == (1, timezone.now())
    first_issue = invitation.tokens.get().token_hash
    invitations.send_again(invitation.pk, by=invitation.invited_by)
    deliver()
    assert invitation.tokens.get().token_hash != first_issue


@pytest.mark.parametrize("end", ["answer", "cancel", "hide"])
def test_no_reminder_when_it_has_no_meaning(clock, end: str) -> None:
    person = UserFactory()
    invitation = invited(raised(), person)
    deliver()
    outage(clock, 7)
    tick()  # queued, and not sent yet
    if end == "answer":
        answer_invitation(invitation.pk, Answer.NO, by=person)
    elif end == "cancel":
        invitations.cancel_invitation(invitation.pk, by=invitation.invited_by)
    else:
        by = AdministratorFactory()
        moderation.hide_project(invitation.project_id, by=by, reason="Et navn")
    deliver()
    assert sent_to(person.email)[:2] == ["invitation"]


def test_an_address_gets_three_invitations_a_day_at_most() -> None:
    person = UserFactory(proven=False)
    for _number in range(3):
        invited(raised(), person)
    with pytest.raises(ActError) as refused:
        invited(raised(), person)
    assert refused.value.code == "mail_limit"


# --- Consent ---


def silent(answer: ConsentAnswer) -> tuple[int, bool]:
    answer.refresh_from_db()
    return answer.reminders, can_be_passed_over(answer)


def test_two_reminders_then_the_silent_party_can_be_passed_over(clock) -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    live(clock, 6)
    assert silent(answer) == (0, False)
    live(clock, 1)
    assert silent(answer) == (1, False)
    live(clock, 7)
    assert silent(answer) == (2, False)
    with pytest.raises(ActError) as refused:
        consent.pass_over_party(answer.pk, by=team.convener)
    assert refused.value.code == "not_silent_long_enough"
    live(clock, 7)
    assert silent(answer) == (2, True)
    mails = [kind for kind in sent_to(team.committer.email) if kind.startswith("consent")]
    assert mails == ["consent_asked", "consent_reminder", "consent_reminder"]
    consent.pass_over_party(answer.pk, by=team.convener)
    everybody_else = answer.round.answers.exclude(pk=answer.pk)
    for row in everybody_else:
        consent.give_consent(row.pk, "consent", by=row.party.committers()[0])
    assert team.refresh().phase == Phase.DEFINE


def test_after_an_outage_consent_is_reminded_once_and_a_week_later_again(clock) -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    deliver()
    outage(clock, 30)
    tick()
    tick()
    deliver()
    assert silent(answer) == (1, False)
    live(clock, 7)
    assert silent(answer) == (2, False)


def test_two_reminders_never_arrive_together(clock) -> None:
    """The post stands still while the clock goes on."""
    team = team_seeking()
    asked(team)
    deliver()
    for _week in range(2):
        outage(clock, 7)
        tick()
    deliver()
    mails = [kind for kind in sent_to(team.committer.email) if kind.startswith("consent")]
    assert mails == ["consent_asked", "consent_reminder"]


def test_what_is_queued_has_not_reminded_anybody(clock, settings) -> None:
    settings.MAIL_HOLD = True
    answer = asked(team_seeking()).answers.last()
    live(clock, 40)
    assert silent(answer) == (0, False)
    settings.MAIL_HOLD = False
    live(clock, 1)
    assert silent(answer) == (1, False)
    live(clock, 7)
    assert silent(answer) == (2, False)


def test_two_who_may_answer_are_reminded_once_each_and_the_party_once(clock) -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    second = UserFactory()
    organisation = team.association.organisation_id
    grant_mandate(organisation, second, commits=True, until=None, by=team.committer)
    live(clock, 13)
    assert silent(answer) == (1, False)
    live(clock, 1)
    assert silent(answer) == (2, False)
    for person in (team.committer, second):
        assert sent_to(person.email).count("consent_reminder") == 2


def test_a_party_that_wants_no_mails_cannot_stop_the_others(clock) -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    opt_out(team.committer.email, topic="consent")
    live(clock, 21)
    assert silent(answer) == (2, True)
    assert "consent_reminder" not in sent_to(team.committer.email)


def test_a_party_that_nobody_may_answer_for_is_not_reminded(clock) -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    team.association.organisation.mandates.all().delete()
    live(clock, 30)
    assert silent(answer) == (0, False)


def test_who_has_answered_is_not_reminded(clock) -> None:
    team = team_seeking()
    answer = asked(team).answers.get(party=team.association)
    consent.give_consent(answer.pk, "stand_aside", by=team.committer)
    live(clock, 20)
    assert silent(answer) == (0, False)
    assert "consent_reminder" not in sent_to(team.committer.email)


# --- The recipient's deadline ---


def deadlines(team: Team) -> list[tuple[str, date]]:
    rows = OutgoingMail.objects.filter(to_address=team.recipient.email, state="sent")
    days = rows.order_by("id").values_list("kind", "sent_at")
    return [(kind, timezone.localdate(at)) for kind, at in days]


def due_in(days: int) -> Team:
    team = team_seeking(named=False)
    name_recipient(team, days=days)
    deliver()
    return team


def in_march(day: int) -> date:
    return date(2026, 3, day)


def test_fourteen_and_three_days_before_and_the_day_after(clock) -> None:
    team = due_in(20)  # 22 March
    live(clock, 40)
    assert deadlines(team) == [
        ("recipient_named", in_march(2)),
        ("answer_deadline", in_march(8)),
        ("answer_deadline", in_march(19)),
        ("answer_deadline", in_march(23)),
    ]


@pytest.mark.parametrize(
    ("away", "later"),
    [
        (8, [10, 19, 23]),  # over T-14: it comes late
        (18, [20, 23]),  # over T-14 and T-3: T-3 alone comes late
        (22, [24]),  # over all three: the last one alone
        (60, []),  # a month after the deadline the page says enough
    ],
)
def test_after_an_outage_only_what_still_has_a_meaning(clock, away: int, later: list[int]) -> None:
    team = due_in(20)
    outage(clock, away)
    tick()
    deliver()
    live(clock, 20)
    assert [day for _kind, day in deadlines(team)[1:]] == [in_march(day) for day in later]


@pytest.mark.parametrize(("days", "later"), [(14, [13, 17]), (3, [6]), (1, [4]), (15, [3, 14, 18])])
def test_a_deadline_named_late_is_not_reminded_of_at_once(clock, days: int, later) -> None:
    team = due_in(days)
    live(clock, 20)
    assert [day for _kind, day in deadlines(team)[1:]] == [in_march(day) for day in later]


def test_the_post_standing_still_never_sends_two_at_once(clock) -> None:
    team = due_in(20)
    for _day in range(25):
        clock.shift(timedelta(days=1))
        tick()
    deliver()
    assert deadlines(team) == [
        ("recipient_named", in_march(2)),
        ("answer_deadline", in_march(27)),
    ]


def test_no_reminder_after_the_answer_and_another_date_begins_anew(clock) -> None:
    team = due_in(20)
    live(clock, 8)
    recipient.name_recipient(
        team.project.pk,
        by=team.convener,
        body="Byrådet",
        name="Rita",
        email=team.recipient.email,
        due=in_march(30),
    )
    live(clock, 8)
    recipient.record_verdict(team.project.pk, by=team.convener, verdict="yes", reasons="Ja")
    live(clock, 20)
    assert deadlines(team) == [
        ("recipient_named", in_march(2)),
        ("answer_deadline", in_march(8)),
        ("recipient_named", in_march(11)),
        ("answer_deadline", in_march(16)),
    ]


def test_a_deadline_that_comes_back_is_told_again(clock) -> None:
    team = due_in(20)
    for days in (30, 20):
        name_recipient(team, days=days)
        deliver()
    assert sent_to(team.recipient.email) == ["recipient_named"] * 2
    live(clock, 1)  # the third of the week is the summary, which tells the last naming
    assert sent_to(team.recipient.email) == [*["recipient_named"] * 3, "summary"]


def test_of_three_deadlines_in_a_night_the_last_is_told() -> None:
    team = team_seeking(named=False)
    for days in (20, 30, 20):
        name_recipient(team, days=days)
    deliver()
    assert sent_to(team.recipient.email) == ["recipient_named"]


def test_the_same_recipient_named_twice_is_one_act(clock) -> None:
    team = due_in(20)
    before = team.project.phase_since, OutgoingMail.objects.count()
    name_recipient(team, days=20)
    assert (team.project.phase_since, OutgoingMail.objects.count()) == before


def test_another_recipient_kills_the_links_of_the_former(clock) -> None:
    team = due_in(20)
    assert MailToken.objects.filter(recipient_of=team.project).count() == 1
    team.recipient = UserFactory()
    name_recipient(team, days=20)
    assert MailToken.objects.filter(recipient_of=team.project).count() == 0


def test_reopening_gives_a_new_deadline_for_a_new_answer(clock) -> None:
    team = team_in(Phase.IMPLEMENT)
    outage(clock, 60)
    moving.reopen_project(team.project.pk, by=team.committer, reason="Det var noget andet")
    project = team.refresh()
    assert project.answer_due == timezone.localdate() + timedelta(weeks=8)
    assert not project.is_answer_overdue
    tick()
    deliver()
    assert sent_to(team.recipient.email)[-1] == "recipient_named"


# --- Forgetting ---


def test_what_nobody_answered_is_forgotten(clock) -> None:
    project = raised(citizen())
    waiting = invited(project, UserFactory())
    declined = invited(project, person := UserFactory())
    answer_invitation(declined.pk, Answer.NO, by=person)
    Draft.objects.create(key="k", answers={})
    live(clock, 59)
    assert Invitation.objects.filter(pk=waiting.pk).exists()
    live(clock, 2)
    assert list(Invitation.objects.all()) == []
    assert not Draft.objects.exists()
    assert not MailToken.objects.filter(invitation=waiting).exists()


def test_a_tick_with_nothing_to_do_does_nothing() -> None:
    jobs = [
        *("queue_batches", "remind_invitations", "remind_consents", "remind_deadlines"),
        *("remind_assignments", "ask_what_is_missing", "ask_gains_later", "summarise"),
        *("remind_challenges", "examine_changed"),
        *("send_digests", "learn", "forget_asked", "forget_old"),
    ]
    assert tick() == dict.fromkeys(jobs, 0)
    assert not Project.objects.exists()


def test_everybody_can_be_reminded_while_a_party_has_been_erased(clock) -> None:
    """An erased person's address is none; the others are asked all the same.

    Whom nobody could ask has not been reminded.
    """
    team = team_seeking()
    User = type(team.initiator)  # noqa: N806
    User.objects.filter(pk=team.initiator.pk).update(email="erased-1@invalid", is_active=False)
    consent_round = asked(team)
    live(clock, 8)
    assert sorted(row.reminders for row in consent_round.answers.all()) == [0, 1, 1]
    everybody_consents_but_the_erased(consent_round)


def everybody_consents_but_the_erased(consent_round) -> None:
    for answer in consent_round.answers.all():
        people = answer.party.committers()
        if people:
            consent.give_consent(answer.pk, "consent", by=people[0])

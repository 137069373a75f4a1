"""Recommendation, nej, another proposal, ja: every answer stays with what it answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.enums import Phase, Verdict
from projects.models import RecipientAnswer, Recommendation
from projects.services import moving, recipient, recommending
from projects.services.reminders import remind_deadlines
from samskabelse.history.queries import history_of
from samskabelse.mail.models import KeptMail, OutgoingMail
from samskabelse.web.errors import ActError, Blocked
from tests.factories.design import changed, chosen, recommended, two_solutions
from tests.factories.projects import Team, meet_facts, team_in
from tests.projects.post import deliver, keep_mails
from tests.projects.test_phases import missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in(Phase.DESIGN)


def say(team: Team, verdict: str, reasons: str = "Fordi", **more) -> None:
    recipient.record_verdict(
        team.project.pk, by=team.recipient, verdict=verdict, reasons=reasons, **more
    )


def page_of(team: Team, client) -> str:
    return client.get(f"/opgaver/{team.project.slug}/designe/anbefaling/").content.decode()


def test_the_newest_recommendation_says_by_when_it_is_answered(team: Team, client) -> None:
    chosen(team, two_solutions(team)[0])
    recommended(team, days=10)
    assert "Den blev aldrig besvaret" not in page_of(team, client)
    assert "Svarfrist: <time" in page_of(team, client)
    team.project.answer_due = timezone.localdate() - timedelta(days=2)
    team.project.save(update_fields=["answer_due"])
    assert "Den blev aldrig besvaret" not in page_of(team, client)
    assert page_of(team, client).count("Svaret er overskredet") == 2  # and above every tab


def test_the_team_is_asked_to_send_its_recommendation_once(team: Team, client) -> None:
    client.force_login(team.convener)
    page = f"/opgaver/{team.project.slug}/"
    assert "Send jeres anbefaling" not in client.get(page).content.decode()
    chosen(team, two_solutions(team)[0])
    assert "Send jeres anbefaling" in client.get(page).content.decode()
    recommended(team, days=10)
    assert "Send jeres anbefaling" not in client.get(page).content.decode()


def test_the_recipient_is_shown_where_to_answer_until_it_is_done(team: Team, client) -> None:
    chosen(team, two_solutions(team)[0])
    recommended(team, days=10)
    page = f"/opgaver/{team.project.slug}/"
    here = f'href="{page}svar/"'
    assert here not in page_of(team, client)
    client.force_login(team.recipient)
    assert here in client.get(page).content.decode()
    assert here in page_of(team, client)
    say(team, Verdict.YES)
    assert here not in client.get(page).content.decode()
    assert here not in page_of(team, client)


def test_nej_then_another_proposal_then_ja(team: Team, client) -> None:
    solution = chosen(team, two_solutions(team)[0])
    first = recommended(team, days=10)
    say(team, Verdict.NO, "Det er for dyrt.")
    assert team.refresh().verdict == Verdict.NO
    with pytest.raises(ActError) as refused:
        recommended(team)
    assert refused.value.code == "answered"

    changed(solution, by=team.committer, takes="Halvdelen af pengene")
    chosen(team, solution)
    assert "recipient_answer" in missing(team.refresh())  # the nej was to the other version
    second = recommended(team, days=30)
    project = team.refresh()
    assert (project.verdict, project.verdict_at) == ("", None)
    assert project.answer_due == timezone.localdate() + timedelta(days=30)
    assert (second.number, second.version) == (2, project.chosen)
    say(team, Verdict.YES, "Nu har vi råd.")

    answers = {row.recommendation: row.verdict for row in RecipientAnswer.objects.all()}
    assert answers == {first: Verdict.NO, second: Verdict.YES}
    assert "recipient_answer" not in missing(team.refresh())
    shown = page_of(team, client)
    assert shown.index("Nu har vi råd.") < shown.index("Det er for dyrt.")


def test_reopening_keeps_every_answer(team: Team, client) -> None:
    meet_facts(team)
    say(team, Verdict.PARTLY, "Halvdelen")
    moving.reopen_project(team.project.pk, by=team.committer, reason="Et andet problem")
    assert team.refresh().verdict == ""
    assert Recommendation.objects.count() == 1
    shown = page_of(team, client)
    assert "Det er godt." in shown
    assert "Halvdelen" in shown


def test_nobody_answers_a_recommendation_unread(team: Team) -> None:
    solution = chosen(team, two_solutions(team)[0])
    old = recommended(team)
    changed(solution, by=team.committer, takes="Mere")
    chosen(team, solution)
    new = recommended(team)
    with pytest.raises(ActError) as refused:
        say(team, Verdict.YES, read=old.pk)
    assert refused.value.code == "newer_recommendation"
    say(team, Verdict.YES, read=new.pk)
    assert RecipientAnswer.objects.get().recommendation == new


def test_only_what_is_chosen_is_recommended(team: Team) -> None:
    two_solutions(team)
    with pytest.raises(Blocked) as refused:
        recommended(team)
    assert refused.value.code == "nothing_chosen"
    chosen(team)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for said, field in [
        ({"text": " ", "due": tomorrow}, "text"),
        ({"text": "Gør det", "due": timezone.localdate()}, "due"),
    ]:
        with pytest.raises(ActError) as refused:
            recommending.send_recommendation(team.project.pk, by=team.convener, **said)
        assert refused.value.field == field
    assert recommended(team) == recommended(team)
    assert history_of(team.project).filter(action="recommendation.sent").count() == 1


def test_the_answer_must_be_to_what_is_chosen(team: Team) -> None:
    """One that came before there was a recommendation is kept, and opens nothing."""
    say(team, Verdict.YES, "På forhånd")
    assert "recipient_answer" in missing(team.refresh())
    assert RecipientAnswer.objects.get().recommendation is None


def test_the_absence_of_an_answer_is_public(team: Team, client) -> None:
    chosen(team, two_solutions(team)[0])
    sent = recommended(team, days=10)
    long_ago = timezone.localdate() - timedelta(days=3)
    Recommendation.objects.filter(pk=sent.pk).update(due=long_ago)
    type(team.project).objects.filter(pk=team.project.pk).update(answer_due=long_ago)
    assert "Svaret er overskredet" in page_of(team, client)


def test_the_mail_carries_the_recommendation_and_its_link_answers_it(
    team: Team, client, settings
) -> None:
    keep_mails(settings)
    chosen(team, two_solutions(team)[0])
    recommended(team)
    mails = deliver()
    letter = next(m for m in mails if "Vi anbefaler, at hallen" in m.text)
    assert letter.to_address == team.recipient.email
    path = next(word for word in letter.text.split() if "/svar/" in word)
    path = path[path.index("/svar/") :]
    page = client.get(path).content.decode()
    assert "Vi anbefaler, at hallen holder åbent" in page
    sent = Recommendation.objects.get()
    response = client.post(path, {"verdict": "no", "reasons": "Nej tak", "read": sent.pk})
    assert response.status_code in {200, 303}
    assert RecipientAnswer.objects.get().recommendation == sent
    assert KeptMail.objects.exists()


def test_the_clock_of_a_new_recommendation_starts_anew(team: Team) -> None:
    solution = chosen(team, two_solutions(team)[0])
    recommended(team, days=10)
    say(team, Verdict.NO)
    changed(solution, by=team.committer, takes="Mindre")
    chosen(team, solution)
    recommended(team, days=20)
    later = timezone.now() + timedelta(days=18)
    remind_deadlines(later)
    remind_deadlines(later)
    rows = OutgoingMail.objects.filter(kind="answer_deadline")
    assert rows.count() == 1

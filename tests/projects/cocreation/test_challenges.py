"""“Er det her stadig samskabelse?”: asked by a party, answered in public, and late in public."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from projects.enums import Phase
from projects.models import Challenge, Thresholds
from projects.services.challenges import answer_challenge, challenge_label, remind_challenges
from samskabelse.history.queries import history_of
from samskabelse.history.sentences import sentence_for
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.projects import Team, team_in, team_seeking
from tests.projects.post import deliver, keep_mails, sent_to

pytestmark = pytest.mark.django_db
WHY = "Vi hørte om planen i avisen."


@pytest.fixture
def team(settings) -> Team:
    keep_mails(settings)
    return team_seeking()


def asked(team: Team, text: str = WHY) -> Challenge:
    return challenge_label(team.association.pk, by=team.speaker, text=text)


def test_it_is_asked_with_a_deadline_of_fourteen_days(team):
    row = asked(team)
    assert row.due == timezone.localdate() + timedelta(days=14)
    assert team.refresh().challenge_due == row.due
    entry = history_of(team.project).first()
    assert (entry.action, entry.is_public) == ("challenge.asked", True)
    assert WHY in sentence_for(entry)


def test_the_deadline_is_a_setting(team):
    Thresholds.objects.create(challenge_days=7)
    assert asked(team).due == timezone.localdate() + timedelta(days=7)


def test_everybody_reads_the_question_the_date_and_the_days_left(team, client):
    asked(team)
    text = client.get(reverse("projects:cocreation", args=[team.project.slug])).content.decode()
    assert WHY in text
    assert "om 14 dage" in text


def test_overdue_is_public_on_every_page_of_the_opgave(team, client):
    row = asked(team)
    page = reverse("projects:parties", args=[team.project.slug])
    assert "En part venter på svar" not in client.get(page).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        assert "En part venter på svar" in client.get(page).content.decode()
        assert "1 dag over fristen" in client.get(page).content.decode()
        answer_challenge(row.pk, by=team.convener, answer="Ja, og nu skal I høre.")
        assert "En part venter på svar" not in client.get(page).content.decode()


def test_the_answer_is_public_and_stays(team, client):
    row = asked(team)
    for words in ("Nej. Vi begynder forfra.", "Jo, alligevel."):
        answer_challenge(row.pk, by=team.convener, answer=words)
    row.refresh_from_db()
    assert row.answer == "Nej. Vi begynder forfra."
    assert team.refresh().challenge_due is None
    assert history_of(team.project).filter(action="challenge.answered").count() == 1
    text = client.get(reverse("projects:cocreation", args=[team.project.slug])).content.decode()
    assert "Nej. Vi begynder forfra." in text


def test_the_nearest_deadline_counts(team):
    first = asked(team)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        own = team.project.party_of(team.initiator)
        second = challenge_label(own.pk, by=team.initiator, text="Også vi undrer os")
    assert team.refresh().challenge_due == first.due
    answer_challenge(first.pk, by=team.convener, answer="Ja")
    assert team.refresh().challenge_due == second.due


def test_the_convener_hears_at_once_before_and_after_and_no_more(team):
    asked(team)
    deliver()
    mine = team.convener.email
    assert sent_to(mine).count("challenge_asked") == 1
    for days, reminders in ((10, 0), (11, 1), (12, 1), (14, 1), (15, 2), (20, 2), (40, 2)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            remind_challenges(timezone.now())
            deliver(timezone.now())
        assert sent_to(mine).count("challenge_reminder") == reminders, days


def test_whoever_asked_gets_the_answer(team):
    row = asked(team)
    answer_challenge(row.pk, by=team.convener, answer="Ja, fordi I kan ændre alt.")
    mails = deliver()
    assert sent_to(team.speaker.email)[-1] == "challenge_answered"
    assert "challenge_asked" not in sent_to(team.convener.email)  # answered before it left
    assert any("Ja, fordi I kan ændre alt." in mail.text for mail in mails)


def test_asked_twice_is_one_question(team):
    assert asked(team) == asked(team, "Igen")
    assert team.project.challenges.count() == 1
    assert history_of(team.project).filter(action="challenge.asked").count() == 1


def test_what_is_refused(team):
    with pytest.raises(NotAllowed):
        challenge_label(team.association.pk, by=team.convener, text=WHY)
    with pytest.raises(ActError) as refused:
        asked(team, "  ")
    assert refused.value.field == "text"
    row = asked(team)
    with pytest.raises(NotAllowed):
        answer_challenge(row.pk, by=team.speaker, answer="Ja")
    with pytest.raises(ActError) as refused:
        answer_challenge(row.pk, by=team.convener, answer=" ")
    assert refused.value.field == "answer"


def test_also_when_it_is_closed():
    team = team_in(Phase.CLOSED)
    row = asked(team)
    answer_challenge(row.pk, by=team.convener, answer="Det var det.")
    assert row.due


def test_in_a_browser(team, client):
    client.force_login(team.committer, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("projects:challenge", args=[team.project.slug])
    assert "Du taler for" in client.get(page).content.decode()
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": WHY}).status_code == 303
    row = team.project.challenges.get()
    client.force_login(team.convener, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("projects:answer_challenge", args=[team.project.slug, row.pk])
    assert WHY in client.get(page).content.decode()
    assert client.post(page, {"answer": "Ja"}).status_code == 303
    assert (
        client.get(reverse("projects:answer_challenge", args=["andet", row.pk])).status_code == 404
    )

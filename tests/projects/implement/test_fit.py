"""Passer holdet stadig? Keep, add, or thank and release (R69)."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from participants.models import User
from projects.meaning import meaning_changed
from projects.models import FitAnswer, FitQuestion
from projects.services.fit import answer_fit, ask_fit
from samskabelse.history.queries import history_of
from samskabelse.history.services import record
from samskabelse.web.errors import ActError
from tests.factories.people import UserFactory
from tests.factories.projects import Team
from tests.projects.delopgaver import at_work
from tests.projects.post import deliver, keep_mails, sent_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    keep_mails(settings)


@pytest.fixture
def team() -> Team:
    team = at_work()
    deliver()
    return team


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(team: Team) -> str:
    return reverse("projects:fit", args=[team.project.slug])


def question_in(team: Team) -> FitQuestion:
    with transaction.atomic():
        return ask_fit(
            team.project, by=team.convener, change="Det handler om støj, ikke om alkohol"
        )


def test_every_party_is_asked_on_its_page_and_by_mail(team: Team) -> None:
    question_in(team)
    deliver()
    assert sent_to(team.committer.email).count("fit_asked") == 1
    mine = browser(team.committer)
    assert page_of(team) in mine.get(reverse("participants:me")).content.decode()
    assert page_of(team) in mine.get(team.project.get_absolute_url()).content.decode()
    assert "Det handler om støj" in mine.get(page_of(team)).content.decode()
    assert browser(UserFactory()).get(page_of(team)).status_code == 403
    assert not team.project.followers.exists()  # a party is told without following


def test_keep_is_written_down(team: Team) -> None:
    question_in(team)
    mine = browser(team.committer)
    for _time in range(2):
        assert mine.post(page_of(team), {"choice": "keep"}).status_code == 303
    assert history_of(team.project).filter(action="team.keep").count() == 1
    assert page_of(team) not in mine.get(reverse("participants:me")).content.decode()


def test_add_says_who_and_leads_to_the_map(team: Team) -> None:
    question_in(team)
    mine = browser(team.committer)
    sent = mine.post(page_of(team), {"choice": "add"})
    assert (sent.status_code, list(sent.context["form"].errors)) == (422, ["words"])
    sent = mine.post(page_of(team), {"choice": "add", "words": "Naboerne"})
    assert sent["Location"] == reverse("projects:stakeholders", args=[team.project.slug])
    assert FitAnswer.objects.get().words == "Naboerne"


def test_release_is_a_partys_own_and_leaves_one_entry(team: Team) -> None:
    question_in(team)
    before = history_of(team.project).count()
    mine = browser(team.committer)
    sent = mine.post(page_of(team), {"choice": "release", "words": "Tak for turen"})
    assert sent.status_code == 303
    team.association.refresh_from_db()
    assert (team.association.status, team.association.leave_reason) == ("left", "done")
    assert history_of(team.project).count() == before + 1
    assert history_of(team.project).first().action == "party.left"


def test_nobody_can_answer_for_another(team: Team) -> None:
    question = question_in(team)
    with pytest.raises(ActError) as refused:
        answer_fit(question.pk, team.association.pk, "release", by=team.convener, words="Farvel")
    assert refused.value.code == "not_allowed"
    with pytest.raises(ActError):  # to speak is not to commit: leaving takes a mandate that does
        answer_fit(question.pk, team.association.pk, "release", by=team.speaker, words="Farvel")
    assert not FitAnswer.objects.exists()


def test_a_new_change_asks_anew(team: Team) -> None:
    first = question_in(team)
    answer_fit(first.pk, team.association.pk, "keep", by=team.committer)
    second = question_in(team)
    assert FitQuestion.objects.filter(closed_at=None).get() == second
    with pytest.raises(ActError) as refused:
        answer_fit(first.pk, team.association.pk, "keep", by=team.speaker, words="Igen")
    assert refused.value.code == "closed"
    assert page_of(team) in browser(team.committer).get(reverse("participants:me")).content.decode()


def test_a_second_change_before_anybody_answered_asks_nobody_twice(team: Team) -> None:
    first = question_in(team)
    deliver()
    with transaction.atomic():
        second = ask_fit(team.project, by=team.convener, change="Det handler om lys")
    deliver()
    assert (second.pk, second.change) == (first.pk, "Det handler om lys")
    assert sent_to(team.committer.email).count("fit_asked") == 1


def test_a_change_of_meaning_asks_once_the_parties_had_agreed(team: Team) -> None:
    with transaction.atomic():
        meaning_changed(team.project, by=team.convener, text="Det er støjen")
    if not history_of(team.project).filter(action="statement.agreed").exists():
        assert not FitQuestion.objects.exists()
        record(team.project, "statement.agreed", by=team.convener, version=1)
    with transaction.atomic():
        meaning_changed(team.project, by=team.convener, text="Det er støjen")
    assert FitQuestion.objects.get().change == "Det er støjen"


def test_without_a_question_the_page_says_what_it_is_for(team: Team) -> None:
    mine = browser(team.committer)
    assert mine.get(page_of(team)).status_code == 200
    assert mine.post(page_of(team), {"choice": "keep"}).status_code == 403

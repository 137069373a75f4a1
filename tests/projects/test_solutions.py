"""Solutions: proposed by any party, versioned, with authors who said yes; and the wild lane."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from participants.listings import Mine
from projects.enums import AuthorState, Phase, RolePromise
from projects.models import Solution, SolutionVersion
from projects.personal import waiting_for
from projects.services import authors, solutions
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.design import a_solution, changed
from tests.factories.people import UserFactory
from tests.factories.projects import Team, accepted_party, team_in
from tests.projects.crowd import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in(Phase.DESIGN)


def test_whoever_proposes_is_the_first_author_and_version_one(team: Team) -> None:
    solution = a_solution(team, title="  Fredagshal  ")
    version = SolutionVersion.objects.get(solution=solution)
    assert (version.number, version.title, version.by) == (1, "Fredagshal", team.initiator)
    assert solution.latest == version
    assert [row.user for row in solution.named_authors] == [team.initiator]
    assert history_of(team.project).first().action == "solution.proposed"


def test_a_party_that_was_asked_for_less_than_deciding_may_propose(team: Team) -> None:
    guest = accepted_party(team.project)
    type(guest).objects.filter(pk=guest.pk).update(role_promise=RolePromise.HEARD)
    assert a_solution(team, by=guest.user).has_author(guest.user)


@pytest.mark.parametrize("who", ["convener", "recipient"])
def test_nobody_else_proposes(team: Team, who: str) -> None:
    with pytest.raises(NotAllowed):
        a_solution(team, by=getattr(team, who))


@pytest.mark.parametrize("field", ["title", "idea"])
def test_it_must_say_something(team: Team, field: str) -> None:
    with pytest.raises(ActError) as refused:
        a_solution(team, **{field: " \n "})
    assert refused.value.field == field
    assert not Solution.objects.exists()


def test_solutions_come_after_the_problem() -> None:
    early = team_in(Phase.DEFINE)
    with pytest.raises(ActError) as refused:
        a_solution(early)
    assert refused.value.code == "wrong_phase"


def test_a_new_version_keeps_the_old_and_names_its_writer(team: Team) -> None:
    solution = a_solution(team, idea="Åben hal")
    changed(solution, by=team.speaker, idea="Åben hal til kl. 22")
    old, new = SolutionVersion.objects.filter(solution=solution).order_by("number")
    assert (old.number, old.idea, old.by) == (1, "Åben hal", team.initiator)
    assert (new.number, new.idea, new.by) == (2, "Åben hal til kl. 22", team.speaker)
    assert new.party == team.association
    assert Solution.objects.get(pk=solution.pk).latest == new
    entry = history_of(team.project).first()
    assert (entry.action, entry.on_behalf_of) == ("solution.changed", team.association.name)


def test_the_same_words_again_are_no_version(team: Team) -> None:
    solution = a_solution(team)
    before = history_of(team.project).count()
    assert changed(solution, by=team.speaker).number == 1
    assert history_of(team.project).count() == before


def test_whoever_was_overtaken_overwrites_nothing(team: Team) -> None:
    solution = a_solution(team)
    changed(solution, by=team.speaker, idea="Den ene")
    with pytest.raises(ActError) as refused:
        changed(solution, by=team.initiator, idea="Den anden", base=1)
    assert refused.value.code == "newer_version"
    assert solution.versions.first().idea == "Den ene"


@pytest.mark.django_db(transaction=True)
def test_eight_new_versions_at_once_have_one_winner() -> None:
    team = team_in(Phase.DESIGN)
    solution = a_solution(team)
    acts = [
        partial(changed, solution, by=team.initiator, idea=f"Udgave {n}", base=1) for n in range(8)
    ]
    assert at_once(acts) == {"ok": 1, "newer_version": 7}
    assert list(solution.versions.values_list("number", flat=True)) == [2, 1]


def test_resting_and_being_taken_up_again(team: Team) -> None:
    solution = a_solution(team)
    with pytest.raises(NotAllowed):  # no author
        solutions.rest_solution(solution.pk, by=team.committer, reason="Senere")
    with pytest.raises(ActError) as refused:
        solutions.rest_solution(solution.pk, by=team.initiator, reason=" ")
    assert refused.value.field == "reason"
    solutions.rest_solution(solution.pk, by=team.facilitator, reason="Vi venter på foråret")
    solution.refresh_from_db()
    assert (solution.is_resting, solution.rest_reason) == (True, "Vi venter på foråret")
    solutions.wake_solution(solution.pk, by=team.committer)
    solution.refresh_from_db()
    assert (solution.is_resting, solution.rest_reason) == (False, "")
    actions = list(history_of(team.project).values_list("action", flat=True)[:2])
    assert actions == ["solution.woken", "solution.rested"]


# --- authors ---------------------------------------------------------------------------------


def test_nobody_is_named_before_their_own_yes(team: Team, client) -> None:
    solution = a_solution(team)
    page = solution.get_absolute_url()
    row = authors.ask_author(solution.pk, team.speaker, by=team.initiator)
    assert [one.user for one in Solution.objects.get().named_authors] == [team.initiator]
    assert "Signe Speaker" not in client.get(page).content.decode()
    history = client.get(f"/opgaver/{team.project.slug}/historik/").content.decode()
    assert "Signe Speaker" not in history
    assert OutgoingMail.objects.filter(kind="author_asked", to_user=team.speaker).count() == 1
    assert page in [waiting.url for waiting in waiting_for(Mine(team.speaker))]
    authors.answer_authorship(row.pk, by=team.speaker, accept=True)
    assert "Signe Speaker" in client.get(page).content.decode()
    assert page not in [waiting.url for waiting in waiting_for(Mine(team.speaker))]


def test_a_no_stays_a_no(team: Team) -> None:
    solution = a_solution(team)
    row = authors.ask_author(solution.pk, team.speaker, by=team.initiator)
    authors.answer_authorship(row.pk, by=team.speaker, accept=False)
    with pytest.raises(ActError) as refused:
        authors.ask_author(solution.pk, team.speaker, by=team.initiator)
    assert refused.value.field == "user"
    with pytest.raises(ActError):
        authors.answer_authorship(row.pk, by=team.speaker, accept=True)
    assert not solution.authors.filter(user=team.speaker, state=AuthorState.ACCEPTED).exists()


def test_only_the_one_asked_answers_and_only_authors_ask(team: Team) -> None:
    solution = a_solution(team)
    row = authors.ask_author(solution.pk, team.speaker, by=team.initiator)
    with pytest.raises(NotAllowed):
        authors.answer_authorship(row.pk, by=team.initiator, accept=True)
    with pytest.raises(NotAllowed):
        authors.ask_author(solution.pk, team.committer, by=team.committer)
    with pytest.raises(ActError) as refused:
        authors.ask_author(solution.pk, UserFactory(), by=team.initiator)
    assert refused.value.field == "user"


def test_an_author_takes_the_name_off(team: Team) -> None:
    solution = a_solution(team)
    own = solution.authors.get(user=team.initiator)
    authors.leave_authorship(own.pk, by=team.initiator)
    authors.leave_authorship(own.pk, by=team.initiator)
    assert Solution.objects.get().named_authors == []
    assert history_of(team.project).filter(action="author.left").count() == 1
    assert solution.versions.get().by == team.initiator


# --- the wild lane (R63) ----------------------------------------------------------------------


def test_a_wild_idea_is_not_judged_for_seven_days(team: Team) -> None:
    """By the clock to the second, and nobody has to do anything for it to end."""
    solution = a_solution(team, wild=True)
    assert solution.wild_until - timezone.now() > timedelta(days=6, hours=23)
    end = solution.wild_until
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert (solution.is_wild, solution.was_wild) == (True, False)
        assert not Solution.objects.considered(timezone.now()).exists()
    with time_machine.travel(end, tick=False):
        assert (solution.is_wild, solution.was_wild) == (False, True)
        assert Solution.objects.considered(timezone.now()).get() == solution


def test_a_wild_idea_can_be_built_on(team: Team) -> None:
    solution = a_solution(team, wild=True)
    changed(solution, by=team.speaker, idea="Endnu vildere")
    assert Solution.objects.get().latest.number == 2


def test_considered_is_what_says_its_price_and_its_risks(team: Team) -> None:
    a_solution(team, takes="")
    a_solution(team, risks="")
    assert not Solution.objects.considered(timezone.now()).exists()
    counted = a_solution(team)
    solutions.rest_solution(counted.pk, by=team.initiator, reason="Dyrt")
    assert list(Solution.objects.considered(timezone.now())) == [counted]

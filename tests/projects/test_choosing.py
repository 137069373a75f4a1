"""Choosing by consent: objections that change something, minorities that are heard."""

import pytest

from projects.enums import Phase, Position, RoundState
from projects.models import ConsentRound, Objection, Solution
from projects.services import choosing, consent, moving, solutions
from projects.services.recipient import record_verdict
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError, Blocked, NotAllowed
from tests.factories.design import (
    a_solution,
    changed,
    choice_asked,
    chosen,
    disturbed,
    owned_probe,
    recommended,
    two_solutions,
)
from tests.factories.projects import Team, answers_in, everybody_consents, team_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return team_in(Phase.DESIGN)


def own_answer(team: Team, asked: ConsentRound):
    return asked.answers.get(party=team.association)


def object_to(team: Team, asked: ConsentRound, **said: str) -> Objection:
    told = {"reason": "Støj efter kl. 22", "harmed": "De små børn i nr. 4"} | said
    answer = own_answer(team, asked)
    consent.give_consent(answer.pk, Position.OBJECTION, by=team.committer, **told)
    return Objection.objects.get(round=asked, party=team.association, lifted_at=None)


def test_an_objection_that_changes_a_solution(team: Team) -> None:
    """From the question to the choice: the objection points to what it changed, for ever."""
    first, _other = two_solutions(team)
    asked = choice_asked(team, first)
    objection = object_to(team, asked)
    assert OutgoingMail.objects.filter(kind="objection_raised", to_user=team.initiator).exists()
    for answer in answers_in(asked):
        if answer.party_id != team.association.pk:
            by = answer.party.committers()[0]
            consent.give_consent(answer.pk, Position.CONSENT, by=by)
    assert team.refresh().chosen is None

    version = changed(first, by=team.initiator, risks="Ro kl. 22", objection=objection.pk)
    asked.refresh_from_db()
    objection.refresh_from_db()
    assert asked.state == RoundState.REPLACED
    assert (objection.changed, objection.lifted_at) == (version, None)
    assert team.refresh().chosen is None

    again = choice_asked(team, first)
    assert again.solution_version == version
    assert {answer.position for answer in again.answers.all()} == {Position.PENDING}
    everybody_consents(again)
    assert team.refresh().chosen == version
    assert Objection.objects.get().changed == version
    assert history_of(team.project).first().action == "choice.made"


def test_consent_counts_for_no_other_version(team: Team) -> None:
    first, _other = two_solutions(team)
    asked = choice_asked(team, first)
    *most, last = answers_in(asked)
    for answer in most:
        by = answer.party.committers()[0]
        consent.give_consent(answer.pk, Position.CONSENT, by=by)
    changed(first, by=team.initiator, idea="Noget andet")
    with pytest.raises(ActError) as refused:
        consent.give_consent(last.pk, Position.CONSENT, by=last.party.committers()[0])
    assert refused.value.code == "round_closed"
    assert team.refresh().chosen is None


def test_changing_what_was_chosen_needs_a_new_round(team: Team) -> None:
    first, _other = two_solutions(team)
    chosen(team, first)
    was = team.project.chosen
    new = changed(first, by=team.speaker, idea="Noget andet")
    assert team.refresh().chosen == was != new
    everybody_consents(choice_asked(team, first))
    assert team.refresh().chosen == new


def test_a_new_choice_ends_the_question_about_the_gate(team: Team) -> None:
    """Nobody's consent to go on with one solution counts for another."""
    first, other = two_solutions(team)
    disturbed(team)
    chosen(team, first)
    owned_probe(team)
    recommended(team)
    record_verdict(team.project.pk, by=team.convener, verdict="yes", reasons="Ja")
    gate = consent.open_round(team.project.pk, by=team.convener)
    chosen(team, other)
    gate.refresh_from_db()
    assert gate.state == RoundState.WITHDRAWN
    assert team.refresh().phase == Phase.DESIGN


@pytest.mark.parametrize(
    ("said", "field"), [({"reason": " "}, "reason"), ({"harmed": " "}, "harmed")]
)
def test_an_objection_says_which_harm_and_to_whom(team: Team, said: dict, field: str) -> None:
    two_solutions(team)
    asked = choice_asked(team)
    with pytest.raises(ActError) as refused:
        object_to(team, asked, **said)
    assert refused.value.field == field
    assert own_answer(team, asked).position == Position.PENDING
    assert not Objection.objects.exists()


def test_an_objection_stays_when_it_is_lifted(team: Team) -> None:
    two_solutions(team)
    asked = choice_asked(team)
    objection = object_to(team, asked)
    choosing.reply_to_objection(objection.pk, by=team.initiator, reply="Vi lukker kl. 22")
    answer = own_answer(team, asked)
    consent.give_consent(answer.pk, Position.CONSENT, by=team.committer)
    objection.refresh_from_db()
    assert objection.lifted_at
    assert (objection.harm, objection.reply) == ("Støj efter kl. 22", "Vi lukker kl. 22")


def test_one_considered_solution_is_no_choice(team: Team) -> None:
    only = a_solution(team)
    a_solution(team, wild=True)
    with pytest.raises(Blocked) as refused:
        choosing.ask_choice(only.pk, by=team.initiator)
    assert refused.value.code == "only_one"


@pytest.mark.parametrize("code", ["wild", "resting", "unfinished", "being_asked", "chosen"])
def test_what_cannot_be_asked_about(team: Team, code: str) -> None:
    first, other = two_solutions(team)
    subject = first
    if code == "wild":
        subject = a_solution(team, wild=True)
    elif code == "resting":
        solutions.rest_solution(first.pk, by=team.initiator, reason="Senere")
    elif code == "unfinished":
        subject = a_solution(team, risks="")
    elif code == "being_asked":
        choice_asked(team, other)
    else:
        chosen(team, first)
    with pytest.raises(ActError) as refused:
        choosing.ask_choice(subject.pk, by=team.initiator)
    assert refused.value.code == code


def test_asking_twice_asks_once(team: Team) -> None:
    two_solutions(team)
    assert choice_asked(team) == choice_asked(team)
    assert history_of(team.project).filter(action="choice.asked").count() == 1


def test_who_stood_aside_says_why_beside_the_result(team: Team) -> None:
    two_solutions(team)
    asked = choice_asked(team)
    answer = own_answer(team, asked)
    consent.give_consent(answer.pk, Position.STAND_ASIDE, by=team.committer, reason="Dyrt")
    with pytest.raises(Blocked):  # nothing is decided yet
        choosing.attach_minority(answer.pk, by=team.committer, text="For dyrt")
    for other in answers_in(asked):
        if other.pk != answer.pk:
            consent.give_consent(other.pk, Position.CONSENT, by=other.party.committers()[0])
    with pytest.raises(NotAllowed):
        choosing.attach_minority(answer.pk, by=team.convener, text="For dyrt")
    choosing.attach_minority(answer.pk, by=team.committer, text="For dyrt")
    choosing.attach_minority(answer.pk, by=team.committer, text="For dyrt")
    assert history_of(team.project).filter(action="minority.attached").count() == 1
    consenting = asked.answers.exclude(pk=answer.pk).select_related("party").first()
    by = consenting.party.committers()[0]
    with pytest.raises(Blocked):
        choosing.attach_minority(consenting.pk, by=by, text="Vi er med")


def test_the_facilitator_may_choose_with_a_reason_and_the_record_says_who_was_not_behind_it(
    team: Team,
) -> None:
    two_solutions(team)
    asked = choice_asked(team)
    object_to(team, asked)
    with pytest.raises(Blocked):  # nobody consents
        choosing.override_choice(asked.pk, by=team.facilitator, reason="Fristen")
    mine = asked.answers.get(party__user=team.initiator)
    consent.give_consent(mine.pk, Position.CONSENT, by=team.initiator)
    with pytest.raises(NotAllowed):
        choosing.override_choice(asked.pk, by=team.convener, reason="Fristen")
    with pytest.raises(ActError) as refused:
        choosing.override_choice(asked.pk, by=team.facilitator, reason="")
    assert refused.value.field == "reason"
    choosing.override_choice(asked.pk, by=team.facilitator, reason="Fristen er i morgen")
    assert team.refresh().chosen == asked.solution_version
    entry = history_of(team.project).first()
    assert team.association.name in " ".join(entry.data["missing"])
    answer = own_answer(team, asked)
    choosing.attach_minority(answer.pk, by=team.committer, text="Vi blev ikke hørt")


def test_reopening_the_problem_unmakes_the_choice(team: Team) -> None:
    chosen(team, two_solutions(team)[0])
    moving.reopen_project(team.project.pk, by=team.committer, reason="Det var noget andet")
    assert team.refresh().chosen is None
    assert Solution.objects.count() == 2


def test_an_answer_by_the_general_page_needs_the_harm_too(team: Team, client) -> None:
    """The page where parties answer everything asks what it harms, and keeps what was typed."""
    two_solutions(team)
    own = choice_asked(team).answers.get(party=team.association).pk
    client.force_login(team.committer, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/opgaver/{team.project.slug}/samtykke/?om=solution"
    part = f"{url}&part={team.association.pk}"
    response = client.post(
        part, {"position": "objection", "reason": "Støj om natten", "answer": own}
    )
    assert response.status_code == 422
    assert "Støj om natten" in response.content.decode()
    response = client.post(
        part,
        {"position": "objection", "reason": "Støj om natten", "harmed": "De små", "answer": own},
    )
    assert response.status_code == 303
    assert Objection.objects.get().harmed == "De små"

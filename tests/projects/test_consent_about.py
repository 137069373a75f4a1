"""A round of consent is about one thing: a gate, or one version of a text."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from projects.enums import ConsentAbout, Phase, Position
from projects.models import ConsentAnswer, ConsentRound, StatementVersion
from projects.services import consent, moving
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.projects import Team, answers_in, asked, everybody_consents, team_in

pytestmark = pytest.mark.django_db


def version(team: Team, number: int = 1, text: str = "Der er mørkt på stien.") -> StatementVersion:
    return StatementVersion.objects.create(
        project=team.project, number=number, text=text, change="meaning", party=team.association
    )


def asked_about_it(team: Team) -> ConsentRound:
    return consent.open_round(team.project.pk, by=team.convener, about=ConsentAbout.STATEMENT)


def test_the_parties_agree_on_a_version_and_the_phase_stays() -> None:
    team = team_in(Phase.DEFINE)
    current = version(team)
    consent_round = asked_about_it(team)
    assert consent_round.statement_version == current
    everybody_consents(consent_round)
    consent_round.refresh_from_db()
    assert (consent_round.state, team.refresh().phase) == ("passed", Phase.DEFINE)


def test_a_question_needs_something_to_be_about() -> None:
    team = team_in(Phase.DEFINE)
    with pytest.raises(ActError) as refused:
        asked_about_it(team)
    assert refused.value.code == "no_statement"


def test_two_kinds_can_be_asked_at_once_and_each_only_once() -> None:
    team = team_in(Phase.DEFINE)
    version(team)
    about_it = asked_about_it(team)
    assert asked_about_it(team) == about_it
    ConsentRound.objects.create(project=team.project, from_phase="define", to_phase="design")
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentRound.objects.create(project=team.project, from_phase="define", to_phase="design")


@pytest.mark.parametrize(
    "fields",
    [
        {"about": "gate"},
        {"about": "statement"},
        {"about": "statement", "from_phase": "define", "to_phase": "design"},
        {"about": "gate", "from_phase": "define", "to_phase": "design", "of_version": True},
        {"about": "statement", "to_phase": "design", "of_version": True},
    ],
)
def test_kind_and_subject_belong_together(fields: dict) -> None:
    team = team_in(Phase.DEFINE)
    about = {"statement_version": version(team)} if fields.pop("of_version", False) else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentRound.objects.create(project=team.project, **fields, **about)


def test_the_mail_and_the_reminder_say_what_it_is_about(settings) -> None:
    from tests.projects.post import deliver, keep_mails  # noqa: PLC0415

    keep_mails(settings)
    team = team_in(Phase.DEFINE)
    version(team, text="Børnene går i mørke.")
    asked_about_it(team)
    queued = OutgoingMail.objects.filter(kind="consent_asked", params__project=team.project.pk)
    late = queued.order_by("-id").first()
    assert late.not_before > late.created_at  # a new version meanwhile makes it void
    OutgoingMail.objects.update(not_before=late.created_at)
    mails = deliver()
    assert any("Børnene går i mørke." in mail.text for mail in mails)


def test_the_page_shows_the_question_that_is_wanted(client) -> None:
    team = team_in(Phase.DEFINE)
    version(team, text="Børnene går i mørke.")
    mine = asked_about_it(team).answers.get(party=team.association)
    client.force_login(team.committer)
    url = reverse("projects:consent", args=[team.project.slug])
    assert "Børnene går i mørke." in client.get(f"{url}?om=statement").content.decode()
    client.post(f"{url}?om=statement", {"position": "consent"})
    mine.refresh_from_db()
    assert mine.position == Position.CONSENT


def test_the_gate_works_as_before() -> None:
    team = team_in(Phase.SEEKING)
    gate = asked(team)
    assert (gate.about, gate.statement_version) == (ConsentAbout.GATE, None)
    everybody_consents(gate)
    assert team.refresh().phase == Phase.DEFINE


def test_an_override_takes_back_what_the_next_phase_has_no_room_for() -> None:
    team = team_in(Phase.DEFINE)
    version(team)
    about_it = asked_about_it(team)
    moving.override_gate(team.project.pk, by=team.facilitator, reason="Fristen")
    about_it.refresh_from_db()
    assert about_it.state == "withdrawn"
    answer = answers_in(about_it)[0]
    with pytest.raises(ActError):
        consent.give_consent(answer.pk, "consent", by=answer.party.committers()[0])


def test_who_was_asked_before_a_newcomer_is_not_asked_again() -> None:
    team = team_in(Phase.DEFINE)
    version(team)
    first = asked_about_it(team)
    consent.give_consent(first.answers.get(party=team.association).pk, "consent", by=team.committer)
    consent.withdraw_round(first.pk, by=team.convener)
    again = asked_about_it(team)
    said = {row.party_id: row for row in ConsentAnswer.objects.filter(round=again)}
    assert said[team.association.pk].position == Position.CONSENT
    assert said[team.association.pk].carried_from.round == first
    assert said[team.department.pk].position == Position.PENDING

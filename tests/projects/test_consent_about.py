"""A round of consent is about one thing: a gate, or one version of a text."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from projects.enums import ConsentAbout, Phase, Position
from projects.models import ConsentAnswer, ConsentRound, StatementVersion
from projects.services import consent, moving
from projects.services.parties import leave_project
from projects.services.statement import propose_statement
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.projects import (
    Team,
    accepted_party,
    answers_in,
    asked,
    everybody_consents,
    team_in,
)

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
    client.post(f"{url}?om=statement", {"position": "consent", "answer": mine.pk})
    mine.refresh_from_db()
    assert mine.position == Position.CONSENT


class TestAFormThatIsOlderThanTheQuestion:
    """A consent counts for the version that was on the page, and for no other."""

    @pytest.fixture
    def url(self, client) -> str:
        team = self.team = team_in(Phase.DEFINE)
        version(team, text="Børnene går i mørke.")
        self.mine = asked_about_it(team).answers.get(party=team.association)
        client.force_login(team.committer, backend="django.contrib.auth.backends.ModelBackend")
        return f"{reverse('projects:consent', args=[team.project.slug])}?om=statement"

    def test_it_counts_for_nothing_newer_and_keeps_the_reason(self, client, url: str) -> None:
        assert f'name="answer" value="{self.mine.pk}"' in client.get(url).content.decode()
        propose_statement(
            self.team.project.pk,
            by=self.team.department.committers()[0],
            text="Det er nabohaven, der er mørk.",
            change="meaning",
            seen=1,
        )
        newer = asked_about_it(self.team).answers.get(party=self.team.association)
        sent = {"position": "consent", "reason": "Ja tak, vi er med.", "answer": self.mine.pk}
        page = client.post(url, sent, headers={"accept-language": "da"})
        assert page.status_code == 422
        text = page.content.decode()
        assert "Det er nabohaven, der er mørk." in text
        assert "Ja tak, vi er med." in text
        assert f'name="answer" value="{newer.pk}"' in text
        assert 'value="consent" checked' not in text
        assert page.context["form"].non_field_errors()
        newer.refresh_from_db()
        assert newer.position == Position.PENDING

    @pytest.mark.parametrize("number", ["", "0", "9" * 5000, "\x00", "²", "-1"])
    def test_an_answer_that_is_none_counts_for_nothing(self, client, url: str, number) -> None:
        page = client.post(url, {"position": "consent", "answer": number})
        assert page.status_code == 422
        self.mine.refresh_from_db()
        assert self.mine.position == Position.PENDING

    def test_it_counts_for_no_other_party(self, client, url: str) -> None:
        """Who speaks for two, and for one of them no more, has not answered for the other."""
        own = accepted_party(self.team.project, by=self.team.committer)
        newer = self.mine.round.answers.filter(party=own)
        leave_project(self.team.association.pk, by=self.team.committer, reason="disagree")
        sent = {"position": "consent", "answer": self.mine.pk}
        assert client.post(url, sent).status_code in {403, 422}
        assert not newer.filter(position=Position.CONSENT).exists()

    def test_the_same_form_twice_is_as_once(self, client, url: str) -> None:
        sent = {"position": "consent", "answer": self.mine.pk}
        assert [client.post(url, sent).status_code for _twice in range(2)] == [303, 303]


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

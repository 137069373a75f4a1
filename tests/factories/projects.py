"""Opgaver for tests, brought to where they are through the acts that people use.

`project_in(Phase.DESIGN)` is a whole story: raised by a citizen, joined by a department and an
association, with a convener and a facilitator. `Team` names everybody in it.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from participants.enums import OrganisationKind
from participants.models import Organisation, User
from participants.services.organisations import grant_mandate
from projects.enums import (
    Answer,
    ConsentAbout,
    GainKind,
    Outcome,
    Phase,
    Position,
    ProjectRoleKind,
    Verdict,
)
from projects.models import (
    ConsentAnswer,
    ConsentRound,
    Invitation,
    Party,
    ProblemView,
    Project,
    Stakeholder,
    StatementVersion,
)
from projects.models.consent import said_in
from projects.phases import is_agreed
from projects.services import (
    answering,
    consent,
    gains,
    invitations,
    moving,
    parties,
    raising,
    recipient,
    roles,
    stakeholders,
    statement,
    views,
)
from projects.services.gains import Said
from projects.services.invitations import Invitee
from projects.services.raising import Answers, Place
from projects.services.stakeholders import StakeholderRow
from tests.factories.people import OrganisationFactory, UserFactory, VerifiedStaffFactory

numbers = count(1)
PHASES = list(Phase)


def citizen(name: str = "", **fields: Any) -> User:
    """Somebody whose opgaver are published at once."""
    named = {"name": name} if name else {}
    return UserFactory(trusted_at=timezone.now(), **named, **fields)


def raised(by: User | None = None, **answers: Any) -> Project:
    """A published opgave that seeks parties; its raiser is the first one."""
    told = {
        "title": f"Fester i 9. klasse {next(numbers)}",
        "problem": "Mange unge synes, det er svært at være med, hvis de ikke drikker.",
        "place": Place(text="Ordrup", postal_code="2920"),
    }
    return raising.raise_project(Answers(**(told | answers)), by=by or citizen())


def invited(
    project: Project, person: User, *, organisation: Organisation | None = None, **fields: Any
) -> Invitation:
    """An open invitation to one person, for themselves or for an organisation."""
    invitee = Invitee(
        email=person.email,
        name=person.name,
        why_you="Du kender de andre.",
        organisation_name=organisation.name if organisation else "",
        organisation_kind=organisation.kind if organisation else "",
        **fields,
    )
    return invitations.invite_party(project.pk, invitee, by=a_party_of(project))


def a_party_of(project: Project) -> User:
    """Somebody who may speak for a party."""
    return project.parties.active().with_names()[0].committers()[0]


def accepted_party(
    project: Project, kind: str = "", *, by: User | None = None, **said: str
) -> Party:
    """A party that was invited and said yes: a person, or an organisation of this kind."""
    staff = kind == OrganisationKind.MUNICIPALITY
    by = by or (VerifiedStaffFactory() if staff else UserFactory())
    # One that is confirmed has somebody who may commit it; here the yes declares the mandate.
    organisation = OrganisationFactory(kind=kind, verified_at=None) if kind else None
    invitation = invited(project, by, organisation=organisation)
    answered = answering.answer_invitation(invitation.pk, Answer.YES, by=by, **said)
    return answered.party


@dataclass
class Team:
    """An opgave and everybody who has to do with it."""

    project: Project
    initiator: User
    department: Party
    association: Party
    committer: User
    speaker: User
    convener: User
    facilitator: User
    recipient: User

    def refresh(self) -> Project:
        self.project = Project.objects.get(pk=self.project.pk)
        return self.project


def team_seeking(*, named: bool = True) -> Team:
    """An opgave in *søger parter* whose checklist lacks the parties' consent alone."""
    project = raised(citizen("Lone Lind"))
    association = accepted_party(project, OrganisationKind.ASSOCIATION, brings="Frivillige")
    committer = association.committers()[0]
    speaker = UserFactory(name="Signe Speaker")
    grant_mandate(association.organisation_id, speaker, commits=False, until=None, by=committer)
    team = Team(
        project=project,
        initiator=project.initiator,
        department=accepted_party(project, OrganisationKind.MUNICIPALITY, needs="Idéer"),
        association=association,
        committer=committer,
        speaker=speaker,
        convener=wears(project, ProjectRoleKind.CONVENER),
        facilitator=wears(project, ProjectRoleKind.FACILITATOR),
        recipient=UserFactory(name="Rita Modtager"),
    )
    if named:
        name_recipient(team)
    return team


def wears(project: Project, kind: str, person: User | None = None) -> User:
    """Somebody, otherwise a stranger, who was asked to wear a hat and said yes."""
    person = person or UserFactory()
    role = roles.ask_role(project.pk, person, kind, by=a_party_of(project))
    roles.answer_role(role.pk, by=person, accept=True)
    return person


def name_recipient(team: Team, *, days: int = 40) -> Project:
    return recipient.name_recipient(
        team.project.pk,
        by=team.convener,
        body="Børne- og Skoleudvalget",
        name=team.recipient.name,
        email=team.recipient.email,
        due=timezone.localdate() + timedelta(days=days),
    )


def meet_design_facts(team: Team, verdict: str = Verdict.YES) -> None:
    """Two solutions, a card, a choice with everybody's consent, a try with an owner, an answer."""
    from tests.factories.design import (  # noqa: PLC0415  it builds on this module
        chosen,
        disturbed,
        owned_probe,
        recommended,
        two_solutions,
    )

    if team.project.solutions.count() < 2:
        two_solutions(team)
    disturbed(team)
    if not team.refresh().chosen_id:
        chosen(team)
    if not team.project.probes.exists():
        owned_probe(team)
    last = team.refresh().recommendations.first()
    if last is None or last.version_id != team.project.chosen_id:
        recommended(team)
    if not team.refresh().verdict:
        recipient.record_verdict(
            team.project.pk, by=team.convener, verdict=verdict, reasons="Det er godt."
        )


def meet_facts(team: Team) -> None:
    """Whatever the gate ahead asks for before the parties are asked."""
    phase = team.refresh().phase
    if phase == Phase.DEFINE:
        define_together(team)
    if phase == Phase.DESIGN:
        meet_design_facts(team)
    if phase == Phase.IMPLEMENT:
        moving.prepare_closing(
            team.project.pk,
            by=team.convener,
            outcome=Outcome.ANCHORED,
            owner="Ungdomsskolen",
            lessons="Spørg de unge først.",
        )
        gains.answer_gains(
            team.association.pk,
            {kind: Said(words="Det har flyttet noget") for kind in GainKind},
            by=team.committer,
        )


def define_together(team: Team) -> None:
    """Every party has its view, its needs and offers; and all agree on a shared statement.

    Of those who live with the result it is written why they are no party, and what is done.
    """
    if not team.project.stakeholders.filter(is_affected=True).exists():
        explained(team)
    for party in team.project.parties.active().with_names():
        by = party.committers()[0]
        brings, needs = party.brings or "Tid", party.needs or "Rum"
        parties.describe_party(party.pk, by=by, brings=brings, needs=needs)
        saw(party, "Vi ser det fra vores side.")
    agreed_statement(team)


def explained(team: Team, label: str = "De yngste elever") -> Stakeholder:
    """A group that lives with the result, with why it is no party and what is done instead."""
    row = StakeholderRow(label, is_affected=True)
    group = stakeholders.map_stakeholder(team.project.pk, row, by=team.initiator)
    return stakeholders.change_stakeholder(
        group.pk,
        by=team.initiator,
        missing_reason="De er for små",
        missing_plan="Vi spørger deres forældre",
    )


def saw(party: Party, sees: str, *, share: bool = True) -> ProblemView:
    """The party has written how it sees the problem."""
    return views.write_view(
        party.pk, by=party.committers()[0], sees=sees, feels="De unge", unknown="", share=share
    )


def proposed(team: Team, text: str = "Det er svært at være med uden at drikke.", **fields: Any):
    """The next version of the shared statement."""
    current = team.project.statement_versions.first()
    seen = current.number if current else 0
    by = fields.pop("by", team.committer)
    return statement.propose_statement(team.project.pk, by=by, text=text, seen=seen, **fields)


def asked_about_statement(team: Team) -> ConsentRound:
    return consent.open_round(team.project.pk, by=team.convener, about=ConsentAbout.STATEMENT)


def agreed_statement(team: Team) -> StatementVersion:
    version = team.project.statement_versions.first() or proposed(team)
    said = said_in(statement.answers_to(team.project, version.pk))
    if not is_agreed(team.project.parties.deciding(), said):
        everybody_consents(asked_about_statement(team))
    return version


def asked(team: Team) -> ConsentRound:
    """The parties have just been asked whether the opgave may move on."""
    meet_facts(team)
    return consent.open_round(team.project.pk, by=team.convener)


def answers_in(consent_round: ConsentRound) -> list[ConsentAnswer]:
    return list(consent_round.answers.select_related("party__organisation", "party__user"))


def everybody_consents(consent_round: ConsentRound) -> None:
    for answer in answers_in(consent_round):
        by = answer.party.committers()[0]
        consent.give_consent(answer.pk, Position.CONSENT, by=by)


def team_in(phase: str) -> Team:
    """A team whose opgave has come to this phase with everybody's consent."""
    team = team_seeking()
    if phase == Phase.DRAFT:
        raise ValueError("a draft has no team")
    while team.refresh().phase != phase:
        everybody_consents(asked(team))
    return team


def project_in(phase: str) -> Project:
    """An opgave in any phase."""
    if phase == Phase.DRAFT:
        told = Answers(title=f"Kladde {next(numbers)}", problem="Vi mangler lys på stien.")
        return raising.create_project(told, initiator=citizen())
    return team_in(phase).project

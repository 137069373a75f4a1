"""One small town for the tests of access: an opgave in each phase, and somebody for each role."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from participants.models import Organisation, User
from projects.enums import Phase, ProjectRoleKind
from projects.models import (
    Assignment,
    ConsentAnswer,
    Contribution,
    FindingCase,
    HonestAnswer,
    ImportedRow,
    Invitation,
    InvitationBatch,
    JoinRequest,
    MailToken,
    Party,
    Project,
    ProjectRole,
    ProjectTemplate,
    Report,
    Resource,
    Stakeholder,
    Theme,
    Thresholds,
)
from projects.models.invitation import hash_of
from projects.queries import Filters
from projects.services import (
    contributions,
    frame,
    invitations,
    moderation,
    parties,
    raising,
    roles,
    searches,
    stakeholders,
)
from projects.services.assignment_answers import answer_assignment
from projects.services.assignment_ends import finish_assignment
from projects.services.challenges import challenge_label
from projects.services.findings import reply_finding
from projects.services.fit import ask_fit
from projects.services.invitations import Invitee
from projects.services.pulse import open_pulse
from projects.services.stakeholders import StakeholderRow
from samskabelse.mail.models import KeptMail, OptOut
from samskabelse.mail.sealing import seal
from tests.access.events import Held, events_for
from tests.access.meetings import Met, meetings_for
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.people import VerifiedStaffFactory as StaffFactory
from tests.factories.projects import (
    Team,
    a_party_of,
    answers_in,
    asked,
    meet_facts,
    raised,
    team_in,
    team_seeking,
)
from tests.projects import delopgaver
from tests.projects.matrix_design import Designed, furnish

ROLES = [
    "anonymous",
    "citizen",
    "initiator",
    "speaker",
    "committer",
    "convener",
    "facilitator",
    "staff",
    "claim",
    "official",
    "politician",
    "administrator",
]
CANARY_PHONES = "23 45 6"


@dataclass
class World:
    """Everything the addresses of the site can name, and a browser for everybody."""

    team: Team
    other: Team
    by_state: dict[str, Project]
    people: dict[str, User | None]
    invitation: Invitation
    batch: InvitationBatch
    role: ProjectRole
    wish: JoinRequest
    stakeholder: Stakeholder
    answer: ConsentAnswer
    report: Report
    contribution: Contribution
    resource: Resource
    kept: KeptMail
    designed: Designed
    token: str
    unsubscribe: str
    met: Met
    held: Held
    offered: Assignment
    asked: Assignment
    conditional: Assignment
    taken: Assignment
    done: Assignment
    template: ProjectTemplate
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        return self.team.project

    @property
    def party(self) -> Party:
        return self.team.association

    @property
    def organisation(self) -> Organisation:
        return self.team.association.organisation


def build_world() -> World:
    """The opgave that everything points at is carried out and about to close; others stand by."""
    people = _cast()
    team = _main_team(people)
    asker = a_party_of(team.project)
    frame.change_frame(team.project.pk, by=asker, seen=0, known="Der er lys på vejen.")
    stranger = people["citizen"]
    invitee = Invitee(email=stranger.email, name=stranger.name, why_you="Du bor der.")
    invitation = invitations.invite_party(team.project.pk, invitee, by=asker)
    answer = next(a for a in answers_in(_silent_round(team)) if a.party_id == team.association.pk)
    token = secrets.token_urlsafe(32)
    MailToken.objects.create(
        token_hash=hash_of(token),
        invitation=invitation,
        expires_at=timezone.now() + timedelta(days=20),
    )
    world = World(
        team=team,
        other=team_seeking(),
        by_state=_states(people),
        people=people,
        invitation=invitation,
        batch=InvitationBatch.objects.create(
            project=team.project,
            by=people["convener"],
            count=60,
            leaves_at=timezone.now() + timedelta(hours=1),
        ),
        role=roles.ask_role(
            team.project.pk, people["official"], ProjectRoleKind.FACILITATOR, by=asker
        ),
        wish=parties.ask_to_join(
            team.project.pk, by=people["politician"], organisation=None, note="Jeg kan mødes."
        ),
        stakeholder=stakeholders.map_stakeholder(
            team.project.pk, StakeholderRow("De unge"), by=asker
        ),
        answer=answer,
        report=moderation.report_project(team.project.pk, by=people["claim"], reason="Grimt."),
        contribution=contributions.contribute(
            team.project.pk, by=people["citizen"], kind="question", text="Hvad koster det?"
        ),
        resource=team.association.resources.first(),
        kept=KeptMail.objects.create(
            message_id=f"<{token}@x>",
            to_address="x@mail.example",
            subject="S",
            text="T",
            html="<p>H</p>",
        ),
        designed=furnish(team),
        token=token,
        met=meetings_for(team, people["official"]),
        held=events_for(people["staff"], people["citizen"]),
        unsubscribe=seal({"a": stranger.email, "t": "invitation", "s": ""}).decode(),
        offered=delopgaver.offered(team, due=timezone.localdate() + timedelta(days=9)),
        asked=delopgaver.asked(team, what="Kom til en fredag og lyt"),
        conditional=_conditional(team),
        taken=delopgaver.taken(team),
        done=_done(team),
        template=_template(people["administrator"]),
    )
    _questioned(team)
    with transaction.atomic():
        ask_fit(team.project, by=team.convener, change="Det er støjen")
    ImportedRow.objects.create(source="plain", external_id=token, project=world.other.project)
    Theme.objects.get_or_create(slug="trafik", defaults={"name": "Trafik"})
    searches.save_search(Filters(text="sti"), by=stranger)
    OptOut.objects.create(address=f"{token}@mail.example", topic="", scope="")
    world.clients = {role: _browser(person) for role, person in people.items()}
    return world


def _questioned(team: Team) -> None:
    """The facts ask, the convener has answered; a party asks; those who were there are asked."""
    FindingCase.objects.create(project=team.project, code="paid_work")
    reply_finding(team.project.pk, "paid_work", by=team.convener, text="Nej, vi får mere tid.")
    Thresholds.objects.get_or_create(pk=1)
    HonestAnswer.objects.create(
        project=team.project,
        gate=Phase.DESIGN,
        chosen_before="no",
        fixed_alone="no",
        to_save="no",
    )
    challenge_label(team.association.pk, by=team.committer, text="Vi hørte det i avisen.")
    there = [team.committer, *UserFactory.create_batch(4)]
    open_pulse(team.project, "meeting:1", title="Første møde", people=there)


def _conditional(team: Team) -> Assignment:
    row = delopgaver.asked(team, what="Kom til tre fredage")
    return answer_assignment(row.pk, "if", by=team.committer, condition="Hvis I henter mig")


def _done(team: Team) -> Assignment:
    row = delopgaver.taken(team)
    return finish_assignment(row.pk, by=team.committer, word="Det gik godt")


def _template(by: User) -> ProjectTemplate:
    """Of a closed opgave that is nobody else's business here."""
    project = _in_phase(Phase.CLOSED, by)
    return ProjectTemplate.objects.create(
        project=project, title="Fester for alle", problem="Det er svært at være med.", made_by=by
    )


def _cast() -> dict[str, User | None]:
    """Strangers to every opgave. Each has a phone number and an address that nobody may see."""
    administrator = AdministratorFactory(name="Anne Administrator")
    people: dict[str, User | None] = {
        "anonymous": None,
        "citizen": UserFactory(name="Carl Citizen", trusted_at=timezone.now()),
        "staff": StaffFactory(name="Stine Staff", takes_intake=True),
        "claim": UserFactory(name="Klaus Claim", kind="staff"),
        "official": StaffFactory(name="Ole Official", kind="official"),
        "politician": StaffFactory(name="Pia Politician", kind="politician"),
        "administrator": administrator,
    }
    return people


def _main_team(people: dict[str, User | None]) -> Team:
    team = team_in(Phase.IMPLEMENT)
    for role in ("initiator", "speaker", "committer", "convener", "facilitator"):
        people[role] = getattr(team, role)
    for number, person in enumerate(User.objects.order_by("pk")):
        person.phone = f"{CANARY_PHONES}{number % 10} {10 + number}"
        person.save(update_fields=["phone"])
    return team


def _silent_round(team: Team) -> Any:
    """The parties are asked to close, and one of them has been silent for long."""
    meet_facts(team)
    consent_round = asked(team)
    long_ago = timezone.now() - timedelta(days=30)
    consent_round.answers.filter(party=team.association).update(
        reminders=2, last_reminded_at=long_ago
    )
    return consent_round


def _states(people: dict[str, User | None]) -> dict[str, Project]:
    """One opgave for each way of being seen, all raised by the same initiator."""
    initiator = people["initiator"]
    found = {phase.value: _in_phase(phase, initiator) for phase in Phase}
    found["held"] = _raised(UserFactory(name="Nye Nynne"))
    found["hidden"] = team_seeking().project
    moderation.hide_project(
        found["hidden"].pk, by=people["administrator"], reason="Der står navne på børn."
    )
    for name in ("held", "hidden"):
        Project.objects.filter(pk=found[name].pk).update(initiator=initiator)
    return {name: Project.objects.get(pk=project.pk) for name, project in found.items()}


def _in_phase(phase: Phase, initiator: User) -> Project:
    """Set there by hand: how it came there is nothing to who may see it."""
    project = raised(initiator)
    Project.objects.filter(pk=project.pk).update(
        phase=phase,
        recipient_body="Byrådet",
        answer_due=timezone.localdate() + timedelta(days=20),
        outcome="dropped" if phase == Phase.CLOSED else "",
    )
    return project


def _raised(by: User) -> Project:
    told = raising.Answers(title="Bænke på torvet", problem="Der er ingen steder at sidde.")
    return raising.raise_project(told, by=by)


def _browser(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client

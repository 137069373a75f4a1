"""What somebody once wrote in Madrid finds a team here and comes to an end, by the same acts."""

from pathlib import Path

import pytest
from django.core.management import call_command

from participants.enums import OrganisationKind
from projects.enums import OPEN_PHASES, Phase, ProjectRoleKind
from projects.models import Project
from projects.services import answering, invitations, roles
from projects.services.invitations import Invitee
from samskabelse.history.queries import history_of
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.factories.projects import (
    Team,
    asked,
    everybody_consents,
    name_recipient,
)

pytestmark = pytest.mark.django_db
MADRID = Path(__file__).parents[3] / "shared/data/civic/decide-madrid-es/proposals.csv"


@pytest.mark.skipif(not MADRID.exists(), reason="The real data is not on this machine.")
def test_a_real_proposal_goes_from_seeking_to_closed() -> None:
    call_command("import_projects", MADRID, verbosity=0)
    project = Project.objects.get(title__startswith="Unir el centro con Madrid Río")
    team = team_around(project)
    while team.refresh().phase in OPEN_PHASES:
        everybody_consents(asked(team))
    assert team.project.phase == Phase.CLOSED
    moves = history_of(project).filter(action="project.advanced").order_by("id")
    assert [move.data["to"] for move in moves] == ["define", "design", "implement", "closed"]
    assert history_of(project).order_by("id").first().action == "project.imported"


def team_around(project: Project) -> Team:
    """Staff takes it up as convener and invites those whom it concerns."""
    convener = VerifiedStaffFactory()
    roles.offer_role(project.pk, ProjectRoleKind.CONVENER, by=convener)
    guests = {
        "department": (VerifiedStaffFactory(), "Vejafdelingen", OrganisationKind.MUNICIPALITY),
        "association": (UserFactory(), "Gåforeningen", OrganisationKind.ASSOCIATION),
    }
    joined = {}
    for name, (person, organisation, kind) in guests.items():
        invitee = Invitee(
            email=person.email,
            name=person.name,
            why_you="I kender vejen.",
            organisation_name=organisation,
            organisation_kind=kind,
        )
        invitation = invitations.invite_party(project.pk, invitee, by=convener)
        answered = answering.answer_invitation(
            invitation.pk, "yes", by=person, brings="Viden", needs="Tid"
        )
        joined[name] = answered.party
    team = Team(
        project=project,
        initiator=joined["department"].committers()[0],
        committer=joined["association"].committers()[0],
        speaker=convener,
        convener=convener,
        facilitator=convener,
        recipient=UserFactory(name="Rita Modtager"),
        **joined,
    )
    name_recipient(team)
    return team

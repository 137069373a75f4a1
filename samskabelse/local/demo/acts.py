"""The acts of the stories, each on its day, through the services that people use."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from participants.models import User
from projects.enums import (
    Answer,
    InvitationState,
    Position,
    ProjectRoleKind,
    RolePromise,
)
from projects.models import Invitation, Project
from projects.services import (
    answering,
    consent,
    invitations,
    moderation,
    raising,
    recipient,
    roles,
)
from projects.services.invitations import Invitee
from projects.services.raising import Answers
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.town import Town


@dataclass(frozen=True)
class Guest:
    """Somebody who is invited, for themselves or for an organisation, and what they answer."""

    person: str
    why: str
    organisation: str = ""
    brings: str = ""
    needs: str = ""
    stakeholder: str = ""
    promise: str = RolePromise.COCREATE


class Story:
    """One opgave and those in it. Days are counted back from today."""

    def __init__(self, town: Town, project: Project) -> None:
        self.town, self.project = town, project

    @classmethod
    def raised(
        cls, town: Town, day: int, by: str, answers: Answers, *, organisation: str = ""
    ) -> "Story":
        with on_day(day, hour=9):
            body = town.organisations[organisation] if organisation else None
            return cls(town, raising.raise_project(answers, by=town[by], organisation=body))

    def invited(self, day: int, guest: Guest, *, by: str) -> Invitation:
        person = self.town[guest.person]
        body = self.town.organisations.get(guest.organisation)
        invitee = Invitee(
            email=person.email,
            name=person.name,
            why_you=guest.why,
            organisation_name=body.name if body else "",
            organisation_kind=body.kind if body else "",
            role_promise=guest.promise,
            stakeholder=self.project.stakeholders.filter(label=guest.stakeholder).first(),
        )
        with on_day(day, hour=11):
            return invitations.invite_party(self.project.pk, invitee, by=self.town[by])

    def joined(self, day: int, guest: Guest, *, by: str) -> None:
        """Invited four days before, and said yes."""
        self.answered(day, guest, Answer.YES, by=by, days_to_think=4)

    def answered(
        self, day: int, guest: Guest, answer: Answer, *, by: str, note: str = "", days_to_think: int
    ) -> None:
        invitation = self.invited(day + days_to_think, guest, by=by)
        with on_day(day, hour=19):
            answering.answer_invitation(
                invitation.pk,
                answer,
                by=self.town[guest.person],
                note=note,
                brings=guest.brings,
                needs=guest.needs,
            )

    def replied(self, day: int, by: str, text: str) -> None:
        with on_day(day, hour=13):
            moderation.reply_first(self.project.pk, by=self.town[by], text=text)

    def convened(self, day: int, by: str, *, asked_by: str = "") -> None:
        """Somebody takes the convener's hat, asked or of their own accord."""
        with on_day(day, hour=14):
            if not asked_by:
                roles.offer_role(self.project.pk, ProjectRoleKind.CONVENER, by=self.town[by])
                return
            role = roles.ask_role(
                self.project.pk,
                self.town[by],
                ProjectRoleKind.CONVENER,
                by=self.town[asked_by],
            )
        with on_day(day - 1, hour=8):
            roles.answer_role(role.pk, by=self.town[by], accept=True)

    def recipient_named(self, day: int, by: str, body: str, person: str, *, weeks: int = 8) -> None:
        who = self.town[person]
        with on_day(day, hour=15):
            recipient.name_recipient(
                self.project.pk,
                by=self.town[by],
                body=body,
                name=who.name,
                email=who.email,
                due=timezone.localdate() + timedelta(weeks=weeks),
            )

    def verdict(self, day: int, by: str, verdict: str, reasons: str) -> None:
        with on_day(day, hour=12):
            recipient.record_verdict(
                self.project.pk, by=self.town[by], verdict=verdict, reasons=reasons
            )

    def agreed(self, day: int, by: str) -> None:
        """The parties are asked, and all of them consent the day after: the opgave moves."""
        round_id = self.asked(day, by)
        for number, (answer, person) in enumerate(self._committers(round_id)):
            with on_day(day - 1, hour=9, minute=number):
                consent.give_consent(answer, Position.CONSENT, by=person)

    def asked(self, day: int, by: str) -> int:
        with on_day(day, hour=16):
            return consent.open_round(self.project.pk, by=self.town[by]).pk

    def says(self, round_id: int, day: int, position: str, by: str, reason: str = "") -> None:
        mine = [pk for pk, person in self._committers(round_id) if person == self.town[by]]
        with on_day(day, hour=17):
            consent.give_consent(mine[0], position, by=self.town[by], reason=reason)

    def _committers(self, round_id: int) -> list[tuple[int, User]]:
        answers = self.project.rounds.get(pk=round_id).answers.select_related(
            "party__organisation", "party__user"
        )
        return [(answer.pk, answer.party.committers()[0]) for answer in answers]


def waiting_for(project: Project, person: User) -> Invitation | None:
    """The invitation in an opgave that a person has not answered."""
    return project.invitations.filter(
        email=person.email, state__in=[InvitationState.WAITING, InvitationState.CONSIDERING]
    ).first()

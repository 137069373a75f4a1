"""The acts of the stories, each on its day, through the services that people use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone

from participants.models import User
from projects.enums import (
    Answer,
    InvitationState,
    Position,
    ProjectRoleKind,
    Reply,
    RolePromise,
)
from projects.models import Assignment, Invitation, Project, Theme
from projects.services import (
    answering,
    assignment_answers,
    assignment_ends,
    assignments,
    consent,
    gains,
    invitations,
    inviting_many,
    moderation,
    raising,
    recipient,
    roles,
)
from projects.services.assignments import EVERYBODY, Task, Whom
from projects.services.invitations import Invitee
from projects.services.inviting_many import Asked
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


def known(slugs: Sequence[str]) -> list[str]:
    """Those of the usual themes that the municipality still has."""
    there = set(Theme.objects.filter(is_active=True).values_list("slug", flat=True))
    return [slug for slug in slugs if slug in there]


class Story:
    """One opgave and those in it. Days are counted back from today.

    Acts are told in the order they happen: the history shows them in the order they are written.
    """

    def __init__(self, town: Town, project: Project) -> None:
        self.town, self.project = town, project

    @classmethod
    def raised(
        cls, town: Town, day: int, by: str, answers: Answers, *, organisation: str = ""
    ) -> "Story":
        with on_day(day, hour=9):
            body = town.organisations[organisation] if organisation else None
            answers = replace(answers, themes=known(answers.themes))
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

    def invited_many(
        self, day: int, count: int, *, by: str, who: str, domain: str, why: str
    ) -> Asked:
        """A whole list at once, such as every house in a street; nobody has answered yet."""
        street = [
            Invitee(email=f"hus{number}@{domain}", name=f"{who} {number}", why_you=why)
            for number in range(1, count + 1)
        ]
        with on_day(day, hour=10):
            return inviting_many.invite_parties(self.project.pk, street, by=self.town[by])

    def took_back(self, day: int, asked: Asked, *, by: str) -> None:
        """Within the ten minutes."""
        if asked.batch:
            with on_day(day, hour=10):
                inviting_many.take_back_invitations(asked.batch.pk, by=self.town[by])

    def answers(self, day: int, guest: Guest, answer: Answer = Answer.YES, note: str = "") -> None:
        """The guest says ja, måske or nej to the invitation that waits."""
        person = self.town[guest.person]
        invitation = self.project.invitations.get(
            email=person.email, state__in=[InvitationState.WAITING, InvitationState.CONSIDERING]
        )
        with on_day(day, hour=19):
            answering.answer_invitation(
                invitation.pk,
                answer,
                by=person,
                note=note,
                brings=guest.brings,
                needs=guest.needs,
            )

    def gathered(self, day: int, guests: Sequence[Guest], days: Sequence[int], *, by: str) -> None:
        """All are invited on one day, and say yes on days of their own."""
        for guest in guests:
            self.invited(day, guest, by=by)
        for answer_day, guest in zip(days, guests, strict=True):
            self.answers(answer_day, guest)

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
        for number, (answer, person) in enumerate(self.committers(round_id)):
            with on_day(day - 1, hour=9, minute=number):
                consent.give_consent(answer, Position.CONSENT, by=person)

    def asked(self, day: int, by: str) -> int:
        with on_day(day, hour=16):
            return consent.open_round(self.project.pk, by=self.town[by]).pk

    def says(self, round_id: int, day: int, position: str, by: str, reason: str = "") -> None:
        mine = [pk for pk, person in self.committers(round_id) if person == self.town[by]]
        with on_day(day, hour=17):
            consent.give_consent(mine[0], position, by=self.town[by], reason=reason)

    def asks(
        self, day: int, by: str, task: Task, *, party: str = "", person: str = ""
    ) -> Assignment:
        """Somebody asks a party or a person for a delopgave, or offers it to all."""
        whom = EVERYBODY
        if party:
            body = self.town.organisations[party]
            whom = Whom(party=self.project.parties.with_names().get(organisation=body))
        if person:
            whom = Whom(name=self.town[person].name, email=self.town[person].email)
        with on_day(day, hour=10):
            return assignments.ask_assignment(self.project.pk, task, by=self.town[by], whom=whom)

    def takes(
        self, day: int, row: Assignment, by: str, *, condition: str = "", note: str = ""
    ) -> None:
        """Ja, or ja hvis."""
        reply = Reply.IF if condition else Reply.YES
        with on_day(day, hour=20):
            assignment_answers.answer_assignment(
                row.pk, reply, by=self.town[by], condition=condition, note=note
            )

    def agrees(self, day: int, row: Assignment, by: str) -> None:
        with on_day(day, hour=21):
            assignment_answers.answer_condition(row.pk, by=self.town[by], accept=True)

    def finishes(self, day: int, row: Assignment, by: str, word: str) -> None:
        with on_day(day, hour=20):
            assignment_ends.finish_assignment(row.pk, by=self.town[by], word=word)

    def thanks(self, day: int, row: Assignment, by: str, words: str) -> None:
        with on_day(day, hour=8):
            assignment_ends.thank_for_assignment(row.pk, by=self.town[by], words=words)

    def tells_gains(self, day: int, by: str, said: dict[str, gains.Said]) -> None:
        party = self.project.party_of(self.town[by])
        with on_day(day, hour=11):
            gains.answer_gains(party.pk, said, by=self.town[by])

    def committers(self, round_id: int) -> list[tuple[int, User]]:
        answers = self.project.rounds.get(pk=round_id).answers.select_related(
            "party__organisation", "party__user"
        )
        return [(answer.pk, answer.party.committers()[0]) for answer in answers]

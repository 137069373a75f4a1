"""Whatever people do, in whatever order: nothing moves that a party has not consented to.

Hypothesis plays parties, invitations, consents, phases, leaving, reopening and overriding at
random through the acts. After every act the promises of the product are checked.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from participants.enums import OrganisationKind
from participants.models import User
from projects.enums import OPEN_PHASES, Answer, ConsentAbout, Phase, Position
from projects.models import ConsentAnswer, ConsentRound, Party, Project
from projects.phases import ORDER, Situation, facts
from projects.services import (
    answering,
    choosing,
    consent,
    disturbing,
    invitations,
    moving,
    parties,
    probing,
    recipient,
    recommending,
    roles,
    solutions,
    statement,
    views,
)
from projects.services.reminders import tick
from samskabelse.history.queries import history_of
from samskabelse.history.sentences import sentence_for
from samskabelse.mail.models import OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.design import PLAN
from tests.factories.people import OrganisationFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import citizen, invited, raised, team_in

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MOVES = {"project.advanced", "gate.overridden", "project.reopened"}
STARTS = [Phase.SEEKING, Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT]
CAN_ADVANCE = {consent.give_consent, consent.pass_over_party, moving.advance_project}
any_index = st.integers(min_value=0, max_value=30)
KINDS = ["", OrganisationKind.ASSOCIATION, OrganisationKind.MUNICIPALITY]


class Opgave(RuleBasedStateMachine):
    """One opgave and the people round it."""

    reached: ClassVar[Counter[str]] = Counter()  # which acts the games have come to

    @initialize(start=st.sampled_from(["", *STARTS]))
    def raise_it(self, start: str) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.traveller = time_machine.travel(START, tick=False)
        self.clock = self.traveller.start()
        if start:  # a team that is on its way already
            team = team_in(start)
            self.project = team.project
            self.people = [team.initiator, team.committer, team.convener, team.speaker]
        else:
            self.project = raised(citizen())
            self.people = [self.project.initiator, VerifiedStaffFactory()]
        self.spoken = {
            (row.round_id, row.party_id): row.position for row in ConsentAnswer.objects.all()
        }
        self.entries = self._entries()
        self.phase = self._fresh().phase

    def teardown(self) -> None:
        if hasattr(self, "outer"):
            self.traveller.stop()
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    # --- What people do ---

    @rule(kind=st.sampled_from(KINDS), by=any_index)
    def invite(self, kind: str, by: int) -> None:
        person = VerifiedStaffFactory() if kind == "municipality" else UserFactory()
        organisation = OrganisationFactory(kind=kind, verified_at=None) if kind else None
        self.people.append(person)
        if self._fresh().parties.active().exists():
            self.act(invited, self.project, person, organisation=organisation)

    @rule(which=any_index, answer=st.sampled_from([Answer.YES, Answer.YES, *Answer]))
    def answer(self, which: int, answer: str) -> None:
        row = self._pick(self.project.invitations.order_by("id"), which)
        if row:
            by = User.objects.get(email=row.email)
            self.act(answering.answer_invitation, row.pk, answer, by=by, brings="Tid")

    @rule(which=any_index, by=any_index)
    def send_again(self, which: int, by: int) -> None:
        row = self._pick(self.project.invitations.order_by("id"), which)
        if row:
            self.act(invitations.send_again, row.pk, by=self._person(by))

    @rule(by=any_index, kind=st.sampled_from(["convener", "facilitator"]))
    def take_a_hat(self, by: int, kind: str) -> None:
        self.act(roles.offer_role, self.project.pk, kind, by=self._person(by))

    @rule(by=any_index, days=st.integers(min_value=1, max_value=40))
    def name_recipient(self, by: int, days: int) -> None:
        due = timezone.localdate() + timedelta(days=days)
        self.act(
            recipient.name_recipient,
            self.project.pk,
            by=self._hat_or(by),
            body="Byrådet",
            name="Rita",
            email="rita@raad.example",
            due=due,
        )

    @rule(by=any_index, verdict=st.sampled_from(["yes", "no"]))
    def record_verdict(self, by: int, verdict: str) -> None:
        self.act(
            recipient.record_verdict,
            self.project.pk,
            by=self._hat_or(by),
            verdict=verdict,
            reasons="Fordi",
        )

    @rule(which=any_index, words=st.sampled_from(["", "Tid", "Rum"]))
    def describe(self, which: int, words: str) -> None:
        party = self._party(which)
        self.act(parties.describe_party, party.pk, by=self._voice(party), brings=words, needs="")

    @rule(which=any_index)
    def leave(self, which: int) -> None:
        party = self._party(which)
        self.act(parties.leave_project, party.pk, by=self._voice(party), reason="time")

    @rule(by=any_index)
    def ask_the_parties(self, by: int) -> None:
        self.act(consent.open_round, self.project.pk, by=self._hat_or(by))

    @rule(agree=st.sampled_from([True, True, False]))
    def work_towards_the_next_gate(self, agree: bool) -> None:
        """What a good team does: it writes what is missing, asks everybody, and mostly agrees."""
        for party in self.project.parties.active().with_names():
            by = self._voice(party)
            self.act(parties.describe_party, party.pk, by=by, brings="Tid", needs="Rum")
            self.see(party, "Sådan ser vi det")
        if self.phase == Phase.DEFINE:
            self.agree_on_what_it_is()
        if self.phase == Phase.DESIGN:
            self.design_together()
        self.record_verdict(1, "yes")
        if self.phase == Phase.IMPLEMENT:
            self.prepare_closing(1, "anchored")
        self.ask_the_parties(1)
        if agree:
            self.everybody_says_yes()

    def agree_on_what_it_is(self) -> None:
        if not self.project.statement_versions.exists():
            self.write_the_statement(0, "Det er svært", "meaning")
        self.ask_about_the_statement(1)
        for answer in self._questions():
            if answer.round.about == "statement":
                self.say(answer, Position.CONSENT, self._voice(answer.party))

    @rule(which=any_index, words=st.sampled_from(["Vi ser det", "Vi ser noget andet"]))
    def see_it(self, which: int, words: str) -> None:
        self.see(self._party(which), words)

    def see(self, party: Party, words: str) -> None:
        said = {"sees": words, "feels": "", "unknown": "", "share": True}
        self.act(views.write_view, party.pk, by=self._voice(party), **said)

    @rule(
        which=any_index,
        words=st.sampled_from(["Det er svært", "Det er mørkt", "Det er mørkt!"]),
        change=st.sampled_from(["meaning", "wording"]),
    )
    def write_the_statement(self, which: int, words: str, change: str) -> None:
        current = self.project.statement_versions.first()
        self.act(
            statement.propose_statement,
            self.project.pk,
            by=self._voice(self._party(which)),
            text=words,
            change=change,
            seen=current.number if current else 0,
        )
        self._learn_what_is_carried()

    @rule(which=any_index)
    def object_to_a_correction(self, which: int) -> None:
        current, party = self.project.statement_versions.first(), self._party(which)
        if current:
            by = self._voice(party)
            contest = statement.contest_wording
            self.act(contest, current.pk, by=by, party_id=party.pk, reason="Det er nyt")

    @rule(by=any_index)
    def ask_about_the_statement(self, by: int) -> None:
        about = ConsentAbout.STATEMENT
        self.act(consent.open_round, self.project.pk, by=self._hat_or(by), about=about)
        self._learn_what_is_carried()

    def _learn_what_is_carried(self) -> None:
        """An answer may stand for another version only where it says from which answer it is."""
        carried = ConsentAnswer.objects.exclude(carried_from=None)
        for row in carried.select_related("carried_from"):
            old = row.carried_from
            assert (old.party_id, old.position) == (row.party_id, row.position)
            version = row.round.statement_version
            is_same = version == old.round.statement_version
            assert is_same or version.is_correction or version.contested_at
            self.spoken.setdefault((row.round_id, row.party_id), row.position)

    @rule()
    def design_together(self) -> None:
        """Two solutions, a card, a choice, a try with an owner, and a recommendation."""
        first = self.project.parties.active().with_names().first()
        if first is None:
            return
        by, project = self._voice(first), self.project.pk
        for title in ("Den ene", "Den anden"):
            self.propose(by, title)
        self.act(disturbing.go_undisturbed, project, by=by, reason="Vi er nye")
        self.ask_choice(0)
        self.everybody_says_yes()
        plan = PLAN | {"starts_on": timezone.localdate(), "ends_on": timezone.localdate()}
        if self.act(probing.plan_probe, project, by=by, owner=first, **plan):
            probe = self.project.probes.last()
            self.act(probing.answer_ownership, probe.pk, by=by, accept=True)
        due = timezone.localdate() + timedelta(days=9)
        self.act(recommending.send_recommendation, project, by=by, text="Gør det", due=due)

    def propose(self, by: User, title: str) -> None:
        texts = {"title": title, "idea": "En bænk", "takes": "Tid", "risks": "Regn"}
        self.act(solutions.propose_solution, self.project.pk, by=by, **texts)

    @rule(which=any_index)
    def ask_choice(self, which: int) -> None:
        solution = self._pick(self.project.solutions.order_by("id"), which)
        if solution:
            self.act(choosing.ask_choice, solution.pk, by=self._voice(self._party(which)))

    @rule(which=any_index, words=st.sampled_from(["En bænk", "To bænke", "Ingen bænk"]))
    def rewrite(self, which: int, words: str) -> None:
        """By any party, also while the parties are asked about it and after it was chosen."""
        solution = self._pick(self.project.solutions.select_related("latest"), which)
        if solution:
            said = solution.latest.texts | {"idea": words}
            by, base = self._voice(self._party(which)), solution.latest.number
            self.act(solutions.change_solution, solution.pk, by=by, base=base, change="C", **said)

    @rule(which=any_index)
    def stop_a_try(self, which: int) -> None:
        probe = self._pick(self.project.probes.order_by("id"), which)
        if probe:
            by = self._voice(self._party(which))
            self.act(probing.stop_probe, probe.pk, by=by, ending="given_up", reason="Nok")

    @rule()
    def everybody_says_yes(self) -> None:
        for answer in self._questions():
            self.say(answer, Position.CONSENT, self._voice(answer.party))

    @rule(
        which=any_index,
        position=st.sampled_from([Position.STAND_ASIDE, Position.OBJECTION, Position.CONSENT]),
        by=st.none() | any_index,
    )
    def say_something(self, which: int, position: str, by: int | None) -> None:
        answer = self._pick(self._questions(), which)
        if answer:
            speaker = self._voice(answer.party) if by is None else self._person(by)
            self.say(answer, position, speaker)

    def say(self, answer: ConsentAnswer, position: str, by: User) -> None:
        before = dict(self.spoken)
        self.spoken[answer.round_id, answer.party_id] = position
        said = {"reason": "Vi venter", "harmed": "Naboen"}
        if self.act(consent.give_consent, answer.pk, position, by=by, **said):
            assert answer.party.can_be_committed_by(by)
        else:
            self.spoken = before

    @rule(days=st.integers(min_value=1, max_value=8))
    def time_goes_by(self, days: int) -> None:
        self.clock.shift(timedelta(days=days))
        before = self._entries()
        tick()
        after = self._entries()
        assert set(after[len(before) :]) <= {"label.changed"}, "the clock tells of the label alone"
        tick()
        assert self._entries() == after

    @rule(which=any_index, by=any_index)
    def pass_over(self, which: int, by: int) -> None:
        answer = self._pick(self._questions(), which)
        if answer:
            self.act(consent.pass_over_party, answer.pk, by=self._hat_or(by))

    @rule(by=any_index)
    def take_the_question_back(self, by: int) -> None:
        round_ = self.project.rounds.first()
        if round_:
            self.act(consent.withdraw_round, round_.pk, by=self._person(by))

    @rule(by=any_index)
    def advance(self, by: int) -> None:
        self.act(moving.advance_project, self.project.pk, by=self._person(by))

    @precondition(lambda self: self.phase in OPEN_PHASES)
    @rule(by=any_index)
    def override(self, by: int) -> None:
        self.act(moving.override_gate, self.project.pk, by=self._hat_or(by), reason="Fristen")

    @rule(which=any_index)
    def reopen(self, which: int) -> None:
        by = self._voice(self._party(which))
        self.act(moving.reopen_project, self.project.pk, by=by, reason="Et andet")

    @rule(by=any_index, outcome=st.sampled_from(["anchored", "dropped"]))
    def prepare_closing(self, by: int, outcome: str) -> None:
        self.act(
            moving.prepare_closing,
            self.project.pk,
            by=self._hat_or(by),
            outcome=outcome,
            owner="Skolen",
            lessons="Spørg først",
        )

    # --- How it is done, and what must hold ---

    def act(self, do, *args, **kwargs) -> bool:
        """Do it, or be refused; a refusal leaves no trace, an act at most one entry (or a move)."""
        before = self._fresh()
        # Who leaves may take the last missing fact along: the gate is asked after that.
        leaves = do is parties.leave_project
        ready = leaves or (do in CAN_ADVANCE and self._facts_met(before))
        try:
            with transaction.atomic():
                do(*args, **kwargs)
        except ActError:
            assert self._entries() == self.entries
            return False
        new = self._entries()[len(self.entries) :]
        self.entries = self._entries()
        follows = {"project.advanced", "statement.agreed", "choice.made"}
        acts = [action for action in new if action not in follows]
        assert len(new) - len(acts) <= 1 + leaves  # the statement, then the gate that waits for it
        assert len(acts) <= 1, new  # the consent that settles a gate also moves it: two entries
        self._check_move(before, new, ready=ready)
        return True

    def _check_move(self, before: Project, new: list[str], *, ready: bool) -> None:
        after = self._fresh()
        self.reached.update(new)
        if after.phase == before.phase:
            assert not MOVES & set(new) or new == ["project.reopened"]
            return
        self.phase = after.phase
        (move,) = MOVES & set(new)
        if move == "project.advanced":
            assert ready
            assert ORDER.index(after.phase) == ORDER.index(before.phase) + 1
            self._check_consent(after)
        elif move == "gate.overridden":
            assert ORDER.index(after.phase) == ORDER.index(before.phase) + 1
            entry = history_of(after).first()
            assert entry.data["reason"] == "Fristen"
            assert entry.data["missing"]
        else:
            assert after.phase == Phase.DEFINE

    def _check_consent(self, project: Project) -> None:
        """Everybody who is a party has said it itself, or was passed over after two reminders."""
        passed = project.rounds.filter(about=ConsentAbout.GATE).first()
        assert (passed.state, passed.to_phase) == ("passed", project.phase)
        rows = {row.party_id: row for row in passed.answers.all()}
        active = set(project.parties.active().values_list("pk", flat=True))
        assert active <= set(rows)
        for party in active:
            row = rows[party]
            if row.position == Position.PASSED_OVER:
                assert row.reminders == 2
            else:
                assert row.position == self.spoken[passed.pk, party] != Position.OBJECTION
        assert Position.CONSENT in {rows[party].position for party in active}

    @invariant()
    def promises_are_kept(self) -> None:
        """Looked at whenever something was done."""
        if getattr(self, "looked_at", None) == getattr(self, "entries", None):
            return
        self.looked_at = self.entries
        self._no_consent_is_counted_that_was_not_given()
        self._what_is_chosen_was_consented_to()
        self._nobody_is_mailed_twice_about_one_thing()
        last = history_of(self.project).first()
        assert "…" not in sentence_for(last)
        moves = history_of(self.project).filter(action__in=MOVES).first()
        assert self._fresh().phase == (moves.data["to"] if moves else Phase.SEEKING)

    def _no_consent_is_counted_that_was_not_given(self) -> None:
        rows = ConsentAnswer.objects.filter(round__project=self.project)
        spoken = rows.exclude(position__in=[Position.PENDING, Position.PASSED_OVER])
        for row in spoken:
            assert self.spoken[row.round_id, row.party_id] == row.position

    def _what_is_chosen_was_consented_to(self) -> None:
        """That version, in a round about it: nobody's consent counts for other words."""
        chosen = self._fresh().chosen_id
        if not chosen:
            return
        round_ = ConsentRound.objects.filter(solution_version=chosen, state="passed").first()
        for row in round_.answers.all():
            said = self.spoken.get((round_.pk, row.party_id), row.position)
            assert row.position == said != Position.OBJECTION

    def _nobody_is_mailed_twice_about_one_thing(self) -> None:
        keys = list(OutgoingMail.objects.values_list("dedupe_key", flat=True))
        assert len(keys) == len(set(keys))
        reminders = OutgoingMail.objects.filter(kind="invitation_reminder")
        asked = [row.params["invitation"] for row in reminders]
        assert len(asked) == len(set(asked))

    # --- Who and what there is ---

    def _fresh(self) -> Project:
        return Project.objects.get(pk=self.project.pk)

    def _facts_met(self, project: Project) -> bool:
        return all(fact.met for fact in facts(Situation(project)))

    def _entries(self) -> list[str]:
        found = history_of(self.project).order_by("id")
        return list(found.values_list("action", flat=True))

    def _pick(self, rows, which: int):
        rows = list(rows)
        return rows[which % len(rows)] if rows else None

    def _person(self, which: int) -> User:
        return self.people[which % len(self.people)]

    def _hat_or(self, which: int) -> User:
        """Mostly somebody who may: whoever wears a hat, else anybody."""
        hat = self.project.roles.filter(state="accepted").order_by("kind").first()
        return hat.user if hat and which % 4 else self._person(which)

    def _party(self, which: int) -> Party:
        return self._pick(self.project.parties.with_names().order_by("id"), which)

    def _voice(self, party: Party) -> User:
        return party.committers()[0]

    def _questions(self) -> list[ConsentAnswer]:
        rows = ConsentAnswer.objects.filter(round__project=self.project, round__state="open")
        return list(
            rows.select_related("round", "party__organisation", "party__user").order_by("id")
        )


TestOpgave = Opgave.TestCase
TestOpgave.settings = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Stage.generate, Stage.shrink],
)
TestOpgave = pytest.mark.xdist_group("games")(pytest.mark.django_db(TestOpgave))


@pytest.mark.xdist_group("games")
def test_the_games_come_far() -> None:
    """Runs after the games: they came to acts of many kinds, and not everything was refused."""
    if Opgave.reached:
        assert len(Opgave.reached) >= 10, Opgave.reached

"""Define, design, implement at random: the first game goes on with everything people do there.

After each act: it left one entry by whoever did it, or it changed nothing at all; a gate that
opened had every fact in the rows themselves; nobody reads a view, a motive or a name too early.
`STATEFUL_EXAMPLES=200` plays longer.
"""

import os
from collections import Counter
from datetime import timedelta
from typing import ClassVar

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from participants.models import User
from projects.enums import (
    ContributionKind,
    FitChoice,
    GainKind,
    Phase,
    Position,
    Reply,
    ResourceKind,
)
from projects.models import ConsentAnswer, Contribution, Objection, Party, ProblemView, Project
from projects.services import (
    assignment_answers,
    assignment_ends,
    assignments,
    authors,
    challenges,
    choosing,
    contributions,
    findings,
    fit,
    frame,
    gains,
    honesty,
    probing,
    recommending,
    resources,
    solutions,
    stakeholders,
    views,
)
from projects.services.examining import examine_project
from projects.services.gains import Said
from projects.services.stakeholders import StakeholderRow
from samskabelse.history.queries import history_of
from tests.factories.people import UserFactory
from tests.projects.delopgaver import task
from tests.projects.test_stateful import Opgave, any_index
from tests.projects.watching import fingerprint, may_read, still_missing

EXAMPLES = int(os.environ.get("STATEFUL_EXAMPLES", "6"))
FOLLOWS = {"project.advanced", "statement.agreed", "choice.made"}
PAGES = [
    "detail", "parties", "define", "views", "statement", "missing", "frame", "resources",
    "contributions", "design", "recommendations", "implement", "assignments", "balance", "gains",
    "timeline", "timeline_feed", "cocreation", "history", "stakeholders",
]  # fmt: skip
truth = st.booleans()


class Work(Opgave):
    """The same opgave, the same people, and what they do in the three phases."""

    reached: ClassVar[Counter[str]] = Counter()

    @initialize(start=st.sampled_from([Phase.DEFINE, Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT]))
    def raise_it(self, start: str) -> None:
        super().raise_it(start=start)
        self.number = 0
        self.stranger = UserFactory()
        self.people.append(self.stranger)
        self.said: dict[tuple[int, str, int], str] = {}
        for row in ConsentAnswer.objects.exclude(position=Position.PENDING):
            self._hear(row, row.position)
        self.opened = set(self._views().exclude(public_at=None).values_list("party", flat=True))

    def word(self, kind: str) -> str:
        """Words that stand nowhere else, so that a page that shows them is found out."""
        self.number += 1
        return f"{kind}-{self.number}-{kind}"

    # --- Define ---

    def see(self, party: Party, words: str, *, share: bool = True) -> None:
        said = {"sees": self.word("SYN"), "feels": "", "unknown": words, "share": share}
        is_draft = not share and not self._views().filter(party=party, shared_at__isnull=False)
        self.act(views.write_view, party.pk, by=self._voice(party), silent=is_draft, **said)

    @rule(which=any_index)
    def draft_a_view(self, which: int) -> None:
        self.see(self._party(which), "Vi er ikke sikre", share=False)

    @rule(by=any_index, affected=truth, plan=st.sampled_from(["", "Vi spørger dem"]))
    def map_a_group(self, by: int, affected: bool, plan: str) -> None:
        row = StakeholderRow(
            self.word("Gruppe"), is_affected=affected, motivation=self.word("MOTIV")
        )
        person = self._person(by)
        self.act(stakeholders.map_stakeholder, self.project.pk, row, by=person)
        group = self.project.stakeholders.last()
        if plan and group:
            said = {"missing_reason": "De er få", "missing_plan": plan}
            self.act(stakeholders.change_stakeholder, group.pk, by=person, **said)

    @rule(by=any_index, kind=st.sampled_from(ContributionKind), answer=truth)
    def write_at_the_statement(self, by: int, kind: str, answer: bool) -> None:
        said = {"kind": kind, "text": self.word("bidrag")}
        self.act(contributions.contribute, self.project.pk, by=self._person(by), **said)
        row = Contribution.objects.filter(project=self.project).last()
        if answer and row:
            answering = contributions.answer_contribution
            self.act(answering, row.pk, by=self._person(by + 1), answer="Det ser vi på")

    @rule(by=any_index, fixed=st.sampled_from(["", "Loven", "Pengene"]))
    def frame_it(self, by: int, fixed: str) -> None:
        current = self.project.frames.first()
        seen = current.number if current else 0
        self.act(frame.change_frame, self.project.pk, by=self._person(by), seen=seen, fixed=fixed)

    @rule(which=any_index, direction=st.sampled_from(["need", "offer"]), take=truth, drop=truth)
    def need_and_offer(self, which: int, direction: str, take: bool, drop: bool) -> None:
        party, other = self._party(which), self._party(which + 1)
        said = {"direction": direction, "kind": ResourceKind.ROOM, "what": "Salen"}
        self.act(resources.add_resource, party.pk, by=self._voice(party), **said)
        row = party.resources.last()
        if take and row:
            taking = {"by": self._voice(other), "party_id": other.pk}
            self.act(resources.take_resource, row.pk, **taking)
        if drop and row:
            self.act(resources.remove_resource, row.pk, by=self._voice(party))

    # --- Design ---

    @rule(which=any_index, wild=truth, takes=st.sampled_from(["", "Tid"]))
    def propose_something(self, which: int, wild: bool, takes: str) -> None:
        texts = {"title": self.word("Forslag"), "idea": "En bænk", "takes": takes, "risks": "Regn"}
        by = self._voice(self._party(which))
        self.act(solutions.propose_solution, self.project.pk, by=by, wild=wild, **texts)

    @rule(which=any_index, by=any_index, accept=truth)
    def ask_another_author(self, which: int, by: int, accept: bool) -> None:
        solution = self._pick(self.project.solutions.order_by("id"), which)
        if solution:
            self.act(authors.ask_author, solution.pk, self._person(by + 1), by=self._person(by))
            row = solution.authors.last()
            self.act(authors.answer_authorship, row.pk, by=row.user, accept=accept)

    @rule(which=any_index, by=any_index, wake=truth)
    def lay_aside(self, which: int, by: int, wake: bool) -> None:
        solution = self._pick(self.project.solutions.order_by("id"), which)
        if solution:
            person = self._person(by)
            self.act(solutions.rest_solution, solution.pk, by=person, reason="Ikke nu")
            if wake:
                self.act(solutions.wake_solution, solution.pk, by=person)

    @rule(which=any_index, by=any_index)
    def answer_an_objection(self, which: int, by: int) -> None:
        rows = Objection.objects.filter(round__project=self.project)
        row = self._pick(rows.order_by("id"), which)
        if row:
            said = {"reply": self.word("svar")}
            self.act(choosing.reply_to_objection, row.pk, by=self._person(by), **said)

    @rule(which=any_index)
    def attach_a_minority(self, which: int) -> None:
        rows = ConsentAnswer.objects.filter(round__project=self.project, round__about="solution")
        row = self._pick(rows.select_related("party").order_by("id"), which)
        if row:
            by = self._voice(row.party)
            self.act(choosing.attach_minority, row.pk, by=by, text=self.word("mindretal"))

    @rule(which=any_index, by=any_index, begin=truth)
    def try_and_learn(self, which: int, by: int, begin: bool) -> None:
        probe = self._pick(self.project.probes.order_by("id"), which)
        if probe and begin:
            self.act(probing.start_probe, probe.pk, by=self._person(by))
        elif probe:
            said = {"seen": "Ti kom", "learnt": self.word("lært")}
            self.act(probing.write_lessons, probe.pk, by=self._person(by), **said)

    @rule(by=any_index, days=st.integers(min_value=1, max_value=30))
    def recommend(self, by: int, days: int) -> None:
        due = timezone.localdate() + timedelta(days=days)
        said = {"text": self.word("anbefaling"), "due": due}
        self.act(recommending.send_recommendation, self.project.pk, by=self._hat_or(by), **said)

    # --- Implement ---

    @rule(by=any_index, to=st.sampled_from(["all", "party", "person"]), which=any_index)
    def ask_for_help(self, by: int, to: str, which: int) -> None:
        whom = {
            "all": assignments.EVERYBODY,
            "party": assignments.Whom(party=self._party(which)),
            "person": assignments.Whom(name=self.word("NAVN"), email="ida@post.example"),
        }[to]
        asked = task(what=self.word("Opgave"))
        self.act(assignments.ask_assignment, self.project.pk, asked, by=self._person(by), whom=whom)

    @rule(which=any_index, by=any_index, reply=st.sampled_from(Reply))
    def answer_the_asking(self, which: int, by: int, reply: str) -> None:
        row = self._assignment(which)
        if row and row.state == "offered":
            self.act(assignment_answers.take_assignment, row.pk, by=self._person(by))
        elif row:
            by_ = self._voice(row.asked_party) if row.asked_party else self._person(by)
            said = {"by": by_, "condition": "Hvis I er med"}
            self.act(assignment_answers.answer_assignment, row.pk, reply, **said)

    @rule(which=any_index, accept=truth)
    def meet_the_condition(self, which: int, accept: bool) -> None:
        row = self._assignment(which)
        if row and row.giver:
            answering = assignment_answers.answer_condition
            self.act(answering, row.pk, by=row.giver, accept=accept)

    @rule(which=any_index, end=st.sampled_from(["finish", "release", "withdraw", "thank"]))
    def end_it(self, which: int, end: str) -> None:
        row = self._assignment(which)
        if row is None:
            return
        taker = row.taker or self.stranger
        if end == "finish":
            self.act(assignment_ends.finish_assignment, row.pk, by=taker, word="Nu")
        elif end == "release":
            self.act(assignment_ends.release_assignment, row.pk, by=taker, word="Nej")
        elif end == "withdraw":
            self.act(assignments.withdraw_assignment, row.pk, by=row.giver)
        else:
            words = {"words": self.word("tak")}
            self.act(assignment_ends.thank_for_assignment, row.pk, by=row.giver, **words)

    @rule(which=any_index, kind=st.sampled_from(GainKind))
    def tell_a_gain(self, which: int, kind: str) -> None:
        party, words = self._party(which), self.word("gevinst")
        told = {kind: Said(words=words) for kind in GainKind}
        self.act(gains.answer_gains, party.pk, told, by=self._voice(party))
        said = {"measure": words, "baseline": "", "target": ""}
        self.act(gains.describe_gain, self.project.pk, kind, by=self._voice(party), **said)

    @rule(which=any_index, choice=st.sampled_from(FitChoice))
    def say_whether_the_team_fits(self, which: int, choice: str) -> None:
        question, party = fit.open_question(self.project), self._party(which)
        if question:
            said = {"by": self._voice(party), "words": "Tak"}
            self.act(fit.answer_fit, question.pk, party.pk, choice, **said)

    # --- Is it co-creation? ---

    @rule(by=any_index, which=any_index, stance=st.sampled_from(["reply", "accept", "dispute"]))
    def look_at_the_facts(self, by: int, which: int, stance: str) -> None:
        self.act(examine_project, self.project.pk, silent=True)
        case = self._pick(self.project.findings.order_by("id"), which)
        if case and stance == "reply":
            said = {"text": self.word("svar")}
            project = self.project.pk
            self.act(findings.reply_finding, project, case.code, by=self._hat_or(by), **said)
        elif case:
            party, project = self._party(which), self.project.pk
            said = {"by": self._voice(party), "text": self.word("uenig")}
            self.act(findings.weigh_finding, project, case.code, party.pk, stance, **said)

    @rule(which=any_index, by=any_index, word=st.sampled_from(["yes", "no"]))
    def ask_and_be_honest(self, which: int, by: int, word: str) -> None:
        said = dict.fromkeys(("chosen_before", "fixed_alone", "to_save"), word)
        self.act(honesty.answer_honestly, self.project.pk, by=self._person(by), **said)
        party = self._party(which)
        asked = {"by": self._voice(party), "text": self.word("hvorfor")}
        self.act(challenges.challenge_label, party.pk, **asked)

    # --- What must hold ---

    @rule(who=st.none() | any_index, page=st.sampled_from(PAGES))
    def somebody_looks(self, who: int | None, page: str) -> None:
        """No page tells a view, a motive or an asked person's name to whom it is not for."""
        person = None if who is None else self._person(who)
        client = Client()
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(reverse(f"projects:{page}", args=[self.project.slug]))
        assert answer.status_code in {200, 302, 403, 404}, (page, answer.status_code)
        text = answer.content.decode()
        for view in self._views():
            if not may_read(view, person, self.opened):
                assert view.sees not in text, (page, view)
        if person in {None, self.stranger} and not self._takes_part(self.stranger):
            assert "MOTIV-" not in text, page
            for row in self.project.assignments.filter(taken_at=None).exclude(asked_name=""):
                is_theirs = person is not None and row.giver_id == person.pk
                assert is_theirs or row.asked_name not in text, page

    @invariant()
    def views_are_read_by_whom_they_are_for(self) -> None:
        """After every act: who may read which view, as the product says and as the rows do."""
        for person in (None, *self.people):
            user = person or AnonymousUser()
            seen = set(self._views().visible_to(user).values_list("pk", flat=True))
            allowed = {v.pk for v in self._views() if may_read(v, person, self.opened)}
            assert seen == allowed, person

    def act(self, do, *args, silent: bool = False, **kwargs) -> bool:
        """One entry by whoever did it, or nothing has changed; `silent` are drafts and clocks."""
        before, many = fingerprint(), len(self.entries)
        done = super().act(do, *args, **kwargs)
        new = [action for action in self.entries[many:] if action not in FOLLOWS]
        if silent:
            assert new in ([], ["label.changed"]), new
        elif done and new:
            assert len(new) == 1, new
            entry = history_of(self.project).filter(action=new[0]).first()
            assert entry.by == kwargs.get("by", entry.by), entry
        elif not self.entries[many:]:
            assert fingerprint() == before, f"{do.__name__} changed something and told nobody"
        return done

    def say(self, answer: ConsentAnswer, position: str, by: User) -> None:
        """Noted before it is said, because the last one to speak moves the opgave."""
        key = self._key(answer)
        before = self.said.get(key)
        self._hear(answer, position)
        many = len(self.entries)
        super().say(answer, position, by)
        answer.refresh_from_db()
        if answer.position != position or (len(self.entries) == many and before is None):
            self.said[key] = before

    def _check_move(self, before: Project, new: list[str], *, ready: bool) -> None:
        super()._check_move(before, new, ready=ready)
        if "project.advanced" in new:
            missing = still_missing(self._fresh(), self.said)
            assert not missing, missing
        after = self._fresh()
        if (before.phase, after.phase) == (Phase.DEFINE, Phase.DESIGN):
            shared = self._views().exclude(shared_at=None)
            self.opened |= set(shared.values_list("party", flat=True))

    def _hear(self, answer: ConsentAnswer, position: str) -> None:
        self.said[self._key(answer)] = position

    def _key(self, answer: ConsentAnswer) -> tuple[int, str, int]:
        asked = answer.round
        version = asked.statement_version_id or asked.solution_version_id or 0
        return (answer.party_id, str(asked.about), version)

    def _views(self):
        return ProblemView.objects.filter(project=self.project).select_related("project")

    def _assignment(self, which: int):
        return self._pick(self.project.assignments.with_names().order_by("id"), which)

    def _takes_part(self, person: User) -> bool:
        return (
            self.project.parties.speaking(person).exists()
            or self.project.roles.filter(user=person).exists()
        )


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=40,
    deadline=None,
    derandomize="STATEFUL_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=[Stage.generate, Stage.shrink],
    print_blob=True,
)
TestWork = pytest.mark.xdist_group("work")(pytest.mark.django_db(TestWork))


@pytest.mark.xdist_group("work")
def test_the_work_was_done() -> None:
    """Runs after the game: it came to each phase, and not everything was refused."""
    if Work.reached:
        done = {"contribution.made", "solution.proposed", "assignment.offered", "view.shared"}
        assert done & set(Work.reached), Work.reached
        assert len(Work.reached) >= 8, Work.reached

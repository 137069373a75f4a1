"""Five parties of three sectors, from *søger parter* to *lukket*, with everything that goes wrong.

They write the problem twice, one objects and changes the solution, the try is stopped by its own
rule, the recipient says nej and is answered by another proposal, and what the facts ask is
disputed and closed. Each of them does it in a browser of their own; nobody needs the admin.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from participants.enums import OrganisationKind
from participants.models import User
from projects.enums import Answer, CaseState, Label
from projects.models import Probe, Project, Solution
from projects.services.answering import answer_invitation
from projects.services.examining import examine_project
from projects.services.recipient import name_recipient
from projects.services.stakeholders import StakeholderRow, map_stakeholder
from samskabelse.history.queries import history_of
from tests.e2e.actors import Actor
from tests.factories.people import OrganisationFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import citizen, invited, raised, wears

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

RECIPIENT = "bodil@nordager.example"
FIRST = "Hallen står tom om fredagen.\n\n- de unge går på gaden\n- naboerne ringer"
SECOND = "De unge har intet sted at være om fredagen.\n\n- hallen står tom\n- naboerne ringer"


@dataclass
class Team:
    """Three sectors: a municipality and a school, an association and a citizen, a company."""

    project: Project
    amina: Actor  # a citizen, who raised it
    lone: Actor  # an association
    karl: Actor  # a company
    henrik: Actor  # the municipality
    ida: Actor  # another public body
    mette: Actor  # the convener, who speaks for nobody
    bodil: Actor  # the decision recipient

    @property
    def parties(self) -> list[Actor]:
        return [self.amina, self.lone, self.karl, self.henrik, self.ida]

    def go(self, actor: Actor, path: str = "") -> None:
        actor.go(f"/opgaver/{self.project.slug}/{path}")

    def fresh(self) -> Project:
        self.project.refresh_from_db()
        return self.project


@pytest.fixture
def team(actor, signed_in: Callable[[Actor, User], Actor]) -> Team:
    """They have all said yes; a convener and a recipient are named. The rest they do themselves."""
    people = {
        "amina": citizen("Amina Farah", email="amina@post.example"),
        "lone": UserFactory(name="Lone Skov", email="lone@hal.example"),
        "karl": UserFactory(name="Karl Vind", email="karl@lyd.example"),
        "henrik": VerifiedStaffFactory(name="Henrik Toft", email="henrik@nordager.example"),
        "ida": UserFactory(name="Ida Holm", email="ida@region.example"),
        "mette": VerifiedStaffFactory(name="Mette Lind", email="mette@nordager.example"),
        "bodil": UserFactory(name="Bodil Aaen", email=RECIPIENT),
    }
    problem = "Hallen er tom om fredagen. Her er den færdige plan for den."
    project = raised(people["amina"], title="Fredag i hallen", problem=problem)
    for name, title, kind in (
        ("lone", "Halforeningen", OrganisationKind.ASSOCIATION),
        ("karl", "Lyd & Lys ApS", OrganisationKind.COMPANY),
        ("henrik", "Kulturafdelingen", OrganisationKind.MUNICIPALITY),
        ("ida", "Regionens Ungeteam", OrganisationKind.REGION),
    ):
        organisation = OrganisationFactory(name=title, kind=kind, verified_at=None)
        invitation = invited(project, people[name], organisation=organisation)
        answer_invitation(invitation.pk, Answer.YES, by=people[name])
    wears(project, "convener", people["mette"])
    due = timezone.localdate() + timedelta(weeks=8)
    asked = {"body": "Kulturudvalget", "name": "Bodil Aaen", "email": RECIPIENT, "due": due}
    name_recipient(project.pk, by=people["mette"], **asked)
    young = StakeholderRow("De unge i byen", is_affected=True)
    map_stakeholder(project.pk, young, by=people["amina"])
    group = {"missing_reason": "De samles ikke", "missing_plan": "Vi går ud til dem"}
    project.stakeholders.update(**group)
    width = {"amina": 360, "lone": 360}
    actors = {
        name: signed_in(actor(user.name, user.email, width=width.get(name, 1280)), user)
        for name, user in people.items()
    }
    return Team(project=project, **actors)


def test_five_parties_of_three_sectors(team: Team) -> None:
    sectors = {party.sector for party in team.project.parties.active().with_names()}
    assert len(team.project.parties.active()) == 5
    assert len(sectors) == 3, sectors

    what_the_facts_ask_is_disputed(team)
    move_on(team, "define")
    write_it_twice(team)
    move_on(team, "design")
    solution = an_objection_changes_a_solution(team)
    what_the_facts_ask_is_closed(team)
    probe = the_try_is_stopped_by_its_rule(team)
    nej_is_answered_by_another_proposal(team, solution)
    move_on(team, "implement")
    one_delopgave(team)
    move_on(team, "closed")
    everybody_can_read_it(team, solution, probe)


def says(team: Team, actor: Actor, about: str, position: str = "consent", **more: str) -> None:
    """One party answers what all are asked."""
    team.go(actor, f"samtykke/?om={about}")
    actor.choose("position", position)
    actor.fill(**more)
    actor.press(within="main form:has([name=position])")


def move_on(team: Team, phase: str) -> None:
    """One asks, and the opgave stands still until the last of the five has consented."""
    before = team.fresh().phase
    team.go(team.amina)
    team.amina.submit_to("/samtykke/spoerg/")
    for actor in team.parties:
        assert team.fresh().phase == before, "moved before all had consented"
        says(team, actor, "gate")
    assert team.fresh().phase == phase


def what_the_facts_ask_is_disputed(team: Team) -> None:
    """The convener says what stands in the text; the company has read another text."""
    team.go(team.mette, "samskabelse/tre-spoergsmaal/")
    for question in ("chosen_before", "fixed_alone", "to_save"):
        team.mette.choose(question, "no")
    team.mette.press()
    examine_project(team.project.pk)
    team.go(team.mette, "samskabelse/")
    assert "Var løsningen valgt, før problemet var?" in team.mette.text()
    assert "Fakta spørger" in team.mette.text()
    answer_the_facts(team, "Planen er kun et oplæg.")
    weigh_the_answer(team, team.karl, "dispute", text="Den er allerede trykt.")
    assert state_of_finding(team) == CaseState.DISPUTED
    team.go(team.lone, "samskabelse/")
    for words in ("Planen er kun et oplæg.", "Den er allerede trykt.", "Lyd & Lys ApS"):
        assert words in team.lone.text()


def what_the_facts_ask_is_closed(team: Team) -> None:
    """Another answer, and the party that disputed accepts it; the next look lets it rest."""
    answer_the_facts(team, "Det er rigtigt. Vi har lagt planen væk og begyndt forfra.")
    assert state_of_finding(team) == CaseState.ANSWERED
    weigh_the_answer(team, team.karl, "accept")
    assert state_of_finding(team) == CaseState.HANDLED
    examine_project(team.project.pk)
    assert state_of_finding(team) == CaseState.HANDLED
    assert team.fresh().label == Label.COCREATION


def answer_the_facts(team: Team, text: str) -> None:
    team.go(team.mette, "samskabelse/")
    team.mette.open_link("/samskabelse/solution_first/svar/")
    team.mette.fill(text=text)
    team.mette.press()


def weigh_the_answer(team: Team, actor: Actor, stance: str, **words: str) -> None:
    team.go(actor, "samskabelse/")
    actor.open_link("/samskabelse/solution_first/holdning/")
    actor.choose("stance", stance)
    actor.fill(**words)
    actor.press()


def state_of_finding(team: Team) -> str:
    return team.project.findings.get(code="solution_first").state


def write_it_twice(team: Team) -> None:
    """Views unseen until one's own is written; a second version asks those again who consented."""
    for actor in team.parties:
        team.go(actor, "definere/syn/")
        for other in team.parties:
            is_shown = f"Sådan ser {other.name} det." in actor.text()
            assert not is_shown, "shown before one has written"
        team.go(actor)
        actor.follow("main .todo-list a[href*='/parter/']")
        actor.fill(brings="En aften om måneden", needs="At de andre svarer")
        actor.press()
        team.go(actor)
        actor.follow("main .todo-list a[href*='/definere/syn/']")
        actor.fill(sees=f"Sådan ser {actor.name} det.", feels="De unge")
        actor.press("share", "1")
    team.go(team.amina, "definere/syn/")
    assert all(f"Sådan ser {actor.name} det." in team.amina.text() for actor in team.parties)

    new_text(team, team.lone, FIRST)
    team.go(team.lone, "definere/problem/")
    team.lone.submit_to("/samtykke/spoerg/")
    for actor in (team.amina, team.lone, team.henrik):
        says(team, actor, "statement")
    new_text(team, team.ida, SECOND, change="meaning")
    team.go(team.karl, "definere/problem/forskelle/")
    assert team.karl.page.locator("main ins", has_text="intet sted").count()
    assert team.karl.page.locator("main del", has_text="gaden").count()
    assert not history_of(team.project).filter(action="statement.agreed").exists()
    for actor in team.parties:
        says(team, actor, "statement")
    agreed = history_of(team.project).get(action="statement.agreed")
    assert agreed.data["version"] == 2


def new_text(team: Team, actor: Actor, text: str, *, change: str = "") -> None:
    team.go(actor, "definere/problem/ny/")
    if change:
        actor.choose("change", change)
    actor.fill(text=text)
    actor.press()


def an_objection_changes_a_solution(team: Team) -> Solution:
    for actor, title in ((team.lone, "Hallen holder åbent"), (team.karl, "En bus til byen")):
        team.go(actor, "designe/forslag/nyt/")
        actor.fill(title=title, idea="Åbent til midnat.", takes="5.000 kr.", risks="Larm.")
        actor.press()
    team.go(team.ida, "designe/forstyrrelser/")
    team.ida.follow("main .narrow-form a.button[href*='/forstyrrelser/']")
    team.ida.fill(happened="Vi stregede halvdelen ud.", changed="De unge er værter.")
    team.ida.press()
    solution = team.project.solutions.get(latest__title="Hallen holder åbent")
    ask_about(team, team.lone, solution)
    says(team, team.amina, "solution")
    harm = {"reason": "Larmen holder min mor vågen.", "harmed": "Min mor i nr. 4"}
    says(team, team.ida, "solution", "objection", **harm)
    team.lone.go(solution.get_absolute_url())
    team.lone.follow("main a[href*='/ret/?indvending=']")
    team.lone.fill(idea="Åbent til klokken 22.", change="Ro om natten")
    team.lone.press()
    everybody_chooses(team, solution)
    assert team.fresh().chosen.number == 2
    team.lone.go(solution.get_absolute_url())
    assert "Larmen holder min mor vågen." in team.lone.text(), "the objection stays"
    return solution


def ask_about(team: Team, actor: Actor, solution: Solution) -> None:
    actor.go(solution.get_absolute_url())
    actor.submit_to("/vaelg/")


def everybody_chooses(team: Team, solution: Solution) -> None:
    """The newest version, and nothing is chosen before the last of the five has consented."""
    ask_about(team, team.lone, solution)
    before = team.fresh().chosen_id
    for actor in team.parties:
        assert team.fresh().chosen_id == before
        says(team, actor, "solution")
    assert team.fresh().chosen == solution.versions.first()


def the_try_is_stopped_by_its_rule(team: Team) -> Probe:
    """Planned, owned, begun; a party that does not own it stops it alone, for the rule."""
    today = timezone.localdate()
    team.go(team.amina, "designe/proever/ny/")
    plan = {
        "title": "To fredage",
        "tried": "Hallen er åben to fredage.",
        "size_limit": "Højst 60 unge",
        "stop_rule": "Hvis naboerne ringer to gange samme aften.",
        "if_fails": "Vi lukker hallen.",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=14)).isoformat(),
    }
    team.amina.fill(**plan)
    team.amina.page.locator("[name=owner]").select_option(label="Halforeningen")
    team.amina.press()
    probe = team.project.probes.get()
    page = f"designe/proever/{probe.pk}/"
    team.go(team.lone, page)
    team.lone.open_link("/ejer/")
    team.lone.choose("answer", "yes")
    team.lone.press()
    team.go(team.lone, page)
    team.lone.submit_to("/begynd/")
    team.go(team.karl, page)
    assert "Hvis naboerne ringer to gange" in team.karl.text()
    team.karl.open_link("/stop/")
    team.karl.choose("ending", "stop_rule")
    team.karl.fill(reason="De ringede klokken 21 og 22.", seen="40 unge kom.")
    team.karl.press()
    team.go(team.lone, page)
    team.lone.open_link("/laert/")
    team.lone.fill(learnt="Lyden skal dæmpes.")
    team.lone.press()
    probe.refresh_from_db()
    assert (probe.state, probe.ending) == ("stopped", "stop_rule")
    return probe


def nej_is_answered_by_another_proposal(team: Team, solution: Solution) -> None:
    recommend(team, "Vi anbefaler, at hallen holder åbent.")
    answers(team, "no", "Så længe det larmer, siger vi nej.")
    assert team.fresh().verdict == "no"
    team.karl.go(solution.get_absolute_url())
    team.karl.open_link("/ret/")
    team.karl.fill(takes="5.000 kr. og dæmpede højttalere.", change="Svar på udvalgets nej")
    team.karl.press()
    everybody_chooses(team, solution)
    recommend(team, "Nu med dæmpede højttalere, som vi lærte af forsøget.")
    answers(team, "yes", "Nu hører naboerne ingenting.")
    team.go(team.karl, "designe/anbefaling/")
    shown = team.karl.text()
    assert shown.index("Nu hører naboerne ingenting.") < shown.index("Så længe det larmer")


def recommend(team: Team, text: str) -> None:
    team.go(team.mette, "designe/anbefaling/send/")
    team.mette.fill(text=text)
    team.mette.press()


def answers(team: Team, verdict: str, reasons: str) -> None:
    """The recipient, from the link in the mail."""
    team.bodil.go(team.bodil.post.link_in(RECIPIENT))
    team.bodil.choose("verdict", verdict)
    team.bodil.fill(reasons=reasons)
    team.bodil.press()


def one_delopgave(team: Team) -> None:
    """Offered to all, taken, done and thanked for; then how it ended, and what came of it."""
    team.go(team.lone, "implementere/delopgaver/ny/")
    team.lone.fill(what="Hæng højttalerne op", why="Så er der ro.", open_to_taker="Hvornår")
    team.lone.page.locator("[name=whom]").select_option("all")
    team.lone.press()
    row = team.project.assignments.get()
    page = f"implementere/delopgaver/{row.pk}/"
    team.go(team.karl, page)
    team.karl.open_link("/tag/")
    team.karl.press()
    team.go(team.karl, f"{page}faerdig/")
    team.karl.fill(word="De hænger.")
    team.karl.press()
    team.go(team.lone, f"{page}tak/")
    team.lone.fill(words="Tak for roen.")
    team.lone.press()
    team.go(team.henrik, "luk/")
    team.henrik.choose("outcome", "anchored")
    team.henrik.fill(owner="Kulturafdelingen", lessons="Dæmp lyden først.")
    team.henrik.press()
    team.go(team.ida, "implementere/gevinster/svar/")
    kinds = ("effectiveness", "cohesion", "innovation", "participation")
    team.ida.fill(**{f"{kind}_words": "Vi kender de unge nu." for kind in kinds})
    team.ida.press()


def everybody_can_read_it(team: Team, solution: Solution, probe: Probe) -> None:
    """A visitor without any of it on their desk: where it ended, and all that went wrong."""
    team.bodil.page.context.clear_cookies()
    team.go(team.bodil)
    assert "Dæmp lyden først." in team.bodil.text()
    team.go(team.bodil, "forloeb/")
    for words in (solution.title, probe.title, "Hæng højttalerne op"):
        assert words in team.bodil.text()
    team.go(team.bodil, "samskabelse/")
    assert "Vi har lagt planen væk og begyndt forfra." in team.bodil.text()
    team.go(team.bodil, "historik/")
    moves = history_of(team.project).filter(action="project.advanced").order_by("id")
    assert [entry.data["to"] for entry in moves] == ["define", "design", "implement", "closed"]
    assert history_of(team.project).filter(action="gate.overridden").count() == 0

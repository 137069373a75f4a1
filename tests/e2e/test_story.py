"""From a problem to a team, end to end, as the people in it do it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from participants.models import User
from projects.models import Invitation, Project, Solution
from projects.services.reminders import tick
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from tests.e2e.actors import Actor
from tests.factories.people import AdministratorFactory, VerifiedStaffFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PROBLEM = "Stien til skolen ligger i mørke hele vinteren, og børnene bliver kørt i bil."


@dataclass
class Cast:
    citizen: Actor
    neighbour: Actor
    association: Actor
    department: Actor
    convener: Actor
    moderator: Actor
    recipient: Actor


@pytest.fixture
def cast(actor, request) -> Cast:
    how = request.param
    VerifiedStaffFactory(
        email="mette@nordager.example", name="Mette Lind", phone="12 34 56 78", takes_intake=True
    )
    AdministratorFactory(email="sanne@nordager.example", name="Sanne Krogh")
    phone = {**how, "width": 360}
    return Cast(
        citizen=actor("Amina Farah", "amina@post.example", **phone),
        neighbour=actor("Jørgen Bæk", "joergen@post.example", **phone),
        association=actor("Lone Skov", "lone@cykel.example", **phone),
        department=actor("Henrik Toft", "henrik@nordager.example", **how),
        convener=actor("Mette Lind", "mette@nordager.example", **how),
        moderator=actor("Sanne Krogh", "sanne@nordager.example", **how),
        recipient=actor("Bodil Aaen", "bodil@nordager.example", **how),
    )


WAYS = {
    "dansk": {"language": "da", "script": True},
    "english": {"language": "en", "script": True},
    "uden-javascript": {"language": "da", "script": False},
}


@pytest.mark.parametrize("cast", WAYS.values(), ids=WAYS.keys(), indirect=True)
def test_from_a_problem_to_a_team(cast: Cast) -> None:
    raise_the_problem(cast.citizen)
    approve(cast.moderator)
    project = Project.objects.get()
    assert project.is_public
    assert project.contact == User.objects.get(email="mette@nordager.example")
    assert project.first_reply_due

    invite_three_and_one_who_stays_silent(cast.citizen, project)
    answer_from_the_mail(cast)
    convene(cast.convener, project)
    to_define(cast, project)
    to_design(cast, project)
    to_implement(cast, project)
    to_closed(cast, project)

    one_reminder_to_the_silent(cast, project)
    nobody_got_a_mail_twice()
    the_history_tells(cast, project)


def raise_the_problem(citizen: Actor) -> None:
    citizen.go("/")
    citizen.open_link("/opgaver/ny/")
    citizen.choose("kind", "shared")
    citizen.press()
    citizen.fill(problem=PROBLEM, title="Lys på skolestien", place="Skolestien", postal_code="9990")
    citizen.press("go", "next")
    citizen.page.locator("main input[name$=label]").nth(0).fill("Cykelforeningen")
    citizen.page.locator("main select[name$=organisation_kind]").nth(0).select_option("association")
    citizen.page.locator("main input[name$=is_affected]").nth(1).check(force=True)
    citizen.page.locator("main input[name$=label]").nth(1).fill("Naboerne til stien")
    citizen.press("go", "next")
    citizen.page.locator("main [name$=motivation]").nth(0).fill("De kender vejen og vil have lys.")
    citizen.press("go", "next")
    citizen.fill(place="Forsamlingshuset", frame="Kl. 17 med mad og børnepasning")
    citizen.press("go", "next")
    assert PROBLEM in citizen.text()
    sign_in = citizen.page.locator(
        "main a[href*='/konto/login/code/'], main form[action*='login/code']"
    )
    sign_in.first.click()
    citizen.look()
    citizen.give_code()
    assert "/opgaver/ny/send/" in citizen.page.url
    citizen.press(within="main form[method=post]")
    project = Project.objects.get()
    assert project.moderation == "held"
    assert project.title in citizen.text()


def approve(moderator: Actor) -> None:
    moderator.sign_in("/admin/projects/project/")
    project = Project.objects.get()
    moderator.page.goto(f"/admin/projects/project/{project.pk}/change/")
    moderator.follow("form[action$='/approve/'] [type=submit]")


def invite_three_and_one_who_stays_silent(citizen: Actor, project: Project) -> None:
    url = f"/opgaver/{project.slug}/inviter/"
    row = project.stakeholders.get(label="Cykelforeningen")
    citizen.go(f"{url}?interessent={row.pk}")
    assert citizen.page.locator("[name=why_you]").input_value() == row.motivation
    citizen.fill(name="Lone Skov", email="lone@cykel.example")
    citizen.press()
    neighbours = project.stakeholders.get(label="Naboerne til stien")
    citizen.go(f"{url}?interessent={neighbours.pk}")
    citizen.fill(name="Jørgen Bæk", email="joergen@post.example", why_you="Du bor ud til stien.")
    citizen.press()
    citizen.go(url)
    citizen.fill(
        name="Henrik Toft",
        email="henrik@nordager.example",
        organisation_name="Vejafdelingen",
        why_you="I har lamperne.",
    )
    citizen.page.locator("[name=organisation_kind]").select_option("municipality")
    citizen.press()
    citizen.go(url)
    citizen.fill(name="Viggo Tavs", email="viggo@post.example", why_you="Du går der hver dag.")
    citizen.press()
    assert "Viggo Tavs" in citizen.text()


def answer_from_the_mail(cast: Cast) -> None:
    """One page and one click each; opening the link alone changes nothing."""
    post = cast.citizen.post
    for guest in (cast.neighbour, cast.association, cast.department):
        letter = post.newest_to(guest.email)
        assert "Amina Farah" in letter
        guest.go(post.link_in(guest.email, ending="svar=yes"))
        waiting = Invitation.objects.get(email=guest.email)
        assert waiting.state == "waiting"
        assert waiting.why_you in guest.text()
        assert waiting.get_role_promise_display()[:10]
        guest.press("svar", "yes")
        waiting.refresh_from_db()
        assert waiting.state == "accepted"
    assert Project.objects.get().parties.active().count() == 4
    department = Invitation.objects.get(email=cast.department.email).party.organisation
    assert department.is_verified
    assert department.may_commit(User.objects.get(email=cast.department.email))


def convene(convener: Actor, project: Project) -> None:
    convener.sign_in(f"/opgaver/{project.slug}/")
    convener.open_link("/foerste-svar/")
    convener.fill(text="Tak. Jeg ringer til jer i denne uge.")
    convener.press(within="main form[action$='/foerste-svar/'], main form[method=post]")
    convener.go(f"/opgaver/{project.slug}/")
    convener.open_link("/roller/tilbyd/")
    convener.press()
    convener.open_link("/modtager/")
    due = timezone.localdate() + timedelta(weeks=8)
    convener.fill(body="Teknisk Udvalg", name="Bodil Aaen", email="bodil@nordager.example")
    convener.page.locator("[name=due]").fill(due.isoformat())
    convener.press()
    project.refresh_from_db()
    assert project.has_recipient


def everybody_consents(cast: Cast, project: Project) -> None:
    """One asks, all answer: three from the mail, the citizen signed in."""
    cast.citizen.go(f"/opgaver/{project.slug}/")
    cast.citizen.submit_to("/samtykke/spoerg/")
    before = project.phase
    for guest in (cast.neighbour, cast.association, cast.department):
        guest.go(cast.citizen.post.link_in(guest.email, ending="svar=consent"))
        guest.press()
        project.refresh_from_db()
        assert project.phase == before, "moved before all had consented"
    cast.citizen.go(f"/opgaver/{project.slug}/samtykke/")
    cast.citizen.choose("position", "consent")
    cast.citizen.press(within="main form:has([name=position])")
    project.refresh_from_db()


def to_define(cast: Cast, project: Project) -> None:
    everybody_consents(cast, project)
    assert project.phase == "define"


def to_design(cast: Cast, project: Project) -> None:
    for guest in (cast.citizen, cast.neighbour, cast.association, cast.department):
        if guest is not cast.citizen:
            guest.sign_in(f"/opgaver/{project.slug}/")
        guest.go(f"/opgaver/{project.slug}/")
        guest.follow("main .todo-list a[href*='/parter/']")
        guest.fill(brings="To aftener om måneden", needs="At kommunen svarer")
        guest.press()
        guest.go(f"/opgaver/{project.slug}/")
        guest.follow("main .todo-list a[href*='/definere/syn/']")
        guest.fill(sees=f"Sådan ser {guest.name} det.", feels="Børnene", unknown="Hvad det koster")
        guest.press("share", "1")
    write_it_together(cast, project)
    everybody_consents(cast, project)
    assert project.phase == "design"


def write_it_together(cast: Cast, project: Project) -> None:
    """Two versions of the statement; the second changes the meaning and is what all consent to."""
    base = f"/opgaver/{project.slug}/definere/"
    team = (cast.citizen, cast.neighbour, cast.association, cast.department)
    cast.citizen.go(f"{base}syn/")
    for guest in team:
        assert f"Sådan ser {guest.name} det." in cast.citizen.text()
    cast.citizen.go(f"{base}problem/ny/")
    cast.citizen.fill(text="Stien er mørk.")
    cast.citizen.press()
    cast.association.go(f"{base}problem/")
    cast.association.follow("main a[href$='/afsnit/0/']")
    cast.association.choose("kind", "concern")
    cast.association.fill(text="Det er ikke mørket alene.")
    cast.association.press()
    cast.neighbour.go(f"{base}problem/ny/")
    cast.neighbour.choose("change", "meaning")
    cast.neighbour.fill(text="Børnene kører i bil, fordi stien er mørk og føles farlig.")
    cast.neighbour.press()
    cast.citizen.go(f"{base}problem/forskelle/")
    assert "føles farlig" in cast.citizen.text()
    cast.citizen.go(f"{base}problem/")
    cast.citizen.submit_to("/samtykke/spoerg/")
    for guest in team:
        guest.go(f"/opgaver/{project.slug}/samtykke/?om=statement")
        guest.choose("position", "consent")
        guest.press(within="main form:has([name=position])")
    for page in ("", "behov/", "ramme/", "mangler/"):
        cast.citizen.go(f"{base}{page}")
    assert history_of(project).filter(action="statement.agreed").count() == 1
    # They answered before the mail left; now it is void.
    OutgoingMail.objects.filter(state="queued").update(not_before=timezone.now())


def to_implement(cast: Cast, project: Project) -> None:
    design_together(cast, project)
    cast.citizen.post.deliver()
    cast.recipient.go(cast.citizen.post.link_in("bodil@nordager.example"))
    assert "Vi anbefaler otte lamper" in cast.recipient.text()
    cast.recipient.choose("verdict", "partly")
    cast.recipient.fill(reasons="Vi sætter otte lamper op i år og resten næste år.")
    cast.recipient.press()
    everybody_consents(cast, project)
    assert project.phase == "implement"


def design_together(cast: Cast, project: Project) -> None:
    """Two solutions, a card, an objection that changes one, a try, and a recommendation."""
    tab = f"/opgaver/{project.slug}/designe/"
    cast.citizen.go(tab)
    propose(cast.citizen, project, "Otte lamper på stien")
    propose(cast.association, project, "Reflekser til alle")
    cast.neighbour.go(f"{tab}forstyrrelser/")
    cast.neighbour.follow("main .narrow-form a.button[href*='/forstyrrelser/']")
    cast.neighbour.fill(happened="Vi gik turen i mørke.", changed="Lamperne skal være lave.")
    cast.neighbour.press()
    lamps = project.solutions.order_by("id").first()
    ask_about(cast.citizen, lamps)
    objects(cast.association, project)
    cast.citizen.go(lamps.get_absolute_url())
    cast.citizen.follow("main a[href*='/ret/?indvending=']")
    cast.citizen.fill(risks="Lyset slukkes kl. 22.", change="Cykelforeningens indvending")
    cast.citizen.press()
    ask_about(cast.citizen, lamps)
    for guest in (cast.citizen, cast.neighbour, cast.association, cast.department):
        guest.go(f"/opgaver/{project.slug}/samtykke/?om=solution")
        guest.choose("position", "consent")
        guest.press(within="main form:has([name=position])")
    project.refresh_from_db()
    assert project.chosen == lamps.versions.first()
    try_it_small(cast, project)
    cast.convener.go(f"{tab}anbefaling/send/")
    cast.convener.fill(text="Vi anbefaler otte lamper på stien.")
    cast.convener.press()


def propose(actor: Actor, project: Project, title: str) -> None:
    actor.go(f"/opgaver/{project.slug}/designe/forslag/nyt/")
    actor.fill(title=title, idea="Det bliver lyst.", takes="20.000 kr.", risks="Lyset generer.")
    actor.press()
    assert title in actor.text()


def ask_about(actor: Actor, solution: Solution) -> None:
    actor.go(solution.get_absolute_url())
    actor.submit_to("/vaelg/")


def objects(actor: Actor, project: Project) -> None:
    actor.go(f"/opgaver/{project.slug}/samtykke/?om=solution")
    actor.choose("position", "objection")
    actor.fill(reason="Lyset holder børnene vågne.", harmed="De små børn i nr. 4")
    actor.press(within="main form:has([name=position])")


def try_it_small(cast: Cast, project: Project) -> None:
    """The association is asked to own it, and says yes."""
    today = timezone.localdate()
    cast.citizen.go(f"/opgaver/{project.slug}/designe/proever/ny/")
    cast.citizen.fill(
        title="Tre lånte lamper",
        tried="Tre lamper i to uger.",
        size_limit="Tre lamper",
        stop_rule="Hvis et hus klager to gange.",
        if_fails="Vi tager dem ned.",
    )
    for name, day in (("starts_on", today), ("ends_on", today + timedelta(days=14))):
        cast.citizen.page.locator(f"[name={name}]").fill(day.isoformat())
    cast.citizen.page.locator("[name=owner]").select_option(label="Cykelforeningen")
    cast.citizen.press()
    probe = project.probes.get()
    cast.association.go(f"/opgaver/{project.slug}/designe/proever/{probe.pk}/ejer/")
    cast.association.choose("answer", "yes")
    cast.association.press()
    probe.refresh_from_db()
    assert probe.has_owner


def share_the_work(cast: Cast, project: Project) -> None:
    """Ja hvis from the mail, upward to the one who decides, and offered to all."""
    citizen, neighbour, post = cast.citizen, cast.neighbour, cast.citizen.post
    citizen.go(f"/opgaver/{project.slug}/implementere/")
    citizen.open_link("/delopgaver/ny/")
    ask(citizen, project, what="Kom til to fredage og lyt", whom="recipient")
    ask(citizen, project, what="Mål lyset", whom=party_named(project, "Vejafdelingen"))
    ask(citizen, project, what="Bag en kage", whom="all")
    cast.department.go(post.link_in(cast.department.email, ending="svar=if"))
    cast.department.fill(condition="Hvis I går med")
    cast.department.press()
    citizen.go(post.link_in(citizen.email))
    citizen.choose("accept", "yes")
    citizen.press()
    cast.recipient.go(post.link_in(cast.recipient.email, ending="svar=yes"))
    cast.recipient.press()
    neighbour.go(f"/opgaver/{project.slug}/implementere/delopgaver/?vis=offered")
    neighbour.follow("main .answer-list a")
    neighbour.open_link("/tag/")
    neighbour.press()
    states = dict(project.assignments.values_list("what", "state"))
    assert set(states.values()) == {"accepted"}, states


def ask(citizen: Actor, project: Project, *, what: str, whom: str) -> None:
    citizen.go(f"/opgaver/{project.slug}/implementere/delopgaver/ny/")
    citizen.fill(what=what, why="Ellers gætter vi.", open_to_taker="Hvornår og hvordan")
    citizen.page.locator("[name=whom]").select_option(whom)
    citizen.press()
    assert what in citizen.text()


def party_named(project: Project, name: str) -> str:
    return f"party-{project.parties.get(organisation__name=name).pk}"


def end_the_work(cast: Cast, project: Project) -> None:
    """Done, thanked for, and what came of it: told from the mail, in one's own words."""
    post = cast.citizen.post
    people = {"Kom til to fredage og lyt": cast.recipient, "Mål lyset": cast.department}
    for row in project.assignments.order_by("id"):
        person = people.get(row.what, cast.neighbour)
        if person is cast.recipient:
            person.sign_in("/min/")
        person.go(f"/opgaver/{project.slug}/implementere/delopgaver/{row.pk}/faerdig/")
        person.fill(word="Vi blev klogere.")
        person.press()
        cast.citizen.go(f"/opgaver/{project.slug}/implementere/delopgaver/{row.pk}/tak/")
        cast.citizen.fill(words="Tak for din tid.")
        cast.citizen.press()
    cast.citizen.go(f"/opgaver/{project.slug}/implementere/balance/")
    assert "Vejafdelingen" in cast.citizen.text()
    cast.department.go(post.link_in(cast.department.email))
    cast.department.fill(effectiveness_measured="8 lamper", cohesion_words="Vi kender naboerne nu")
    cast.department.fill(innovation_words="Ukendt", participation_words="Ukendt")
    cast.department.press()
    assert "8 lamper" in cast.department.text()


def to_closed(cast: Cast, project: Project) -> None:
    share_the_work(cast, project)
    cast.citizen.go(f"/opgaver/{project.slug}/luk/")
    cast.citizen.choose("outcome", "anchored")
    cast.citizen.fill(owner="Vejafdelingen", lessons="Gå turen sammen, mens det er mørkt.")
    cast.citizen.press()
    end_the_work(cast, project)
    everybody_consents(cast, project)
    assert project.phase == "closed"
    assert project.outcome == "anchored"
    cast.citizen.go(f"/opgaver/{project.slug}/")
    assert "Gå turen sammen" in cast.citizen.text()
    others_start_from_it(cast, project)


def others_start_from_it(cast: Cast, project: Project) -> None:
    """A template without names, and a visitor who begins from it."""
    cast.citizen.go(f"/opgaver/{project.slug}/implementere/skabelon/")
    cast.citizen.press()
    assert "/opgaver/skabeloner/" in cast.citizen.page.url
    assert "Vejafdelingen" not in cast.citizen.text()
    cast.neighbour.go(cast.citizen.page.url)
    cast.neighbour.submit_to("/brug/")
    problem = cast.neighbour.page.locator("[name=problem]").input_value()
    assert problem == PROBLEM
    cast.neighbour.go(f"/opgaver/{project.slug}/forloeb/")
    assert "Mål lyset" in cast.neighbour.text()


def one_reminder_to_the_silent(cast: Cast, project: Project) -> None:
    """Whoever has not answered in a week hears once more, and never about what is over."""
    post = cast.citizen.post
    assert len(post.all_to("viggo@post.example")) == 1
    # This opgave is closed, so even the silent are left alone.
    long_ago = timezone.now() - timedelta(days=8)
    Invitation.objects.filter(email="viggo@post.example").update(last_sent_at=long_ago)
    tick()
    assert len(post.all_to("viggo@post.example")) == 1
    Project.objects.filter(pk=project.pk).update(phase="implement", outcome="")
    tick()
    tick()
    assert len(post.all_to("viggo@post.example")) == 2


def nobody_got_a_mail_twice() -> None:
    rows = list(OutgoingMail.objects.all())
    # Beyond three a week they are held and told in a summary, or wait for their day.
    assert {row.state for row in rows} <= {"sent", "cancelled", "held", "queued"}
    assert all(row.not_before > timezone.now() for row in rows if row.state == "queued")
    keys = [row.dedupe_key for row in rows]
    assert len(keys) == len(set(keys))


def the_history_tells(cast: Cast, project: Project) -> None:
    moves = history_of(project).filter(action="project.advanced").order_by("id")
    assert [entry.data["to"] for entry in moves] == ["define", "design", "implement", "closed"]
    assert history_of(project).filter(action="consent.consent").count() == 16
    cast.neighbour.go(f"/opgaver/{project.slug}/historik/")
    for name in ("Amina Farah", "Jørgen Bæk", "Vejafdelingen", "Cykelforeningen", "Mette Lind"):
        assert name in cast.neighbour.text()

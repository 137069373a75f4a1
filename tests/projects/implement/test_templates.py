"""Skabeloner: others start from a closed opgave, and nobody's name goes with it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import User
from projects.enums import Phase
from projects.models import Draft, Project, ProjectTemplate, Stakeholder
from projects.services import moderation
from projects.services.parties import describe_party
from projects.services.stakeholders import StakeholderRow
from projects.services.templates import Reusable, make_template, suggestion
from samskabelse.history.queries import history_of
from samskabelse.web.errors import ActError
from tests.factories.people import AdministratorFactory
from tests.factories.projects import Team, citizen, team_in
from tests.projects.post import keep_mails

pytestmark = pytest.mark.django_db
CONTENT = Reusable(
    title="Fester, hvor alle kan være med",
    problem="Det er svært at være med, hvis man ikke drikker.",
    groups=[StakeholderRow("Elever i udskolingen", is_affected=True, motive="influence")],
    arena_kind="dialogue",
    arena_frame="Kl. 17 med mad",
)


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    keep_mails(settings)


@pytest.fixture
def team() -> Team:
    return team_in(Phase.CLOSED)


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(template: Reusable = CONTENT, **other: str) -> dict[str, str]:
    groups = "\n".join(row.label for row in template.groups)
    return template.texts | {"groups": groups} | other


def test_a_party_makes_one_of_a_closed_opgave(team: Team) -> None:
    page = reverse("projects:make_template", args=[team.project.slug])
    client = browser(team.committer)
    assert client.get(page).status_code == 200
    sent = client.post(page, form())
    template = ProjectTemplate.objects.get()
    assert sent["Location"] == template.get_absolute_url()
    client.post(page, form(title="Et bedre navn"))
    template.refresh_from_db()
    assert template.title == "Et bedre navn"
    assert history_of(team.project).filter(action="template.made").count() == 2
    client.post(page, form(title="Et bedre navn"))
    assert history_of(team.project).filter(action="template.made").count() == 2
    assert browser(team.convener).get(page).status_code == 403  # a hat is no party


def test_what_it_suggests_names_nobody() -> None:
    team = team_in(Phase.IMPLEMENT)
    Project.objects.filter(pk=team.project.pk).update(
        problem=f"Det er svært at være med.\n\nRing til {team.initiator.name} på 12 34 56 78.",
        lessons=f"Skriv til {team.committer.email} først",
    )
    describe_party(
        team.association.pk,
        by=team.committer,
        brings=f"{team.association.name} har nøglen",
        needs="Et sted at mødes",
    )
    Stakeholder.objects.create(project=team.project, label=team.association.name)
    Stakeholder.objects.create(project=team.project, label="Elever i udskolingen")
    told = suggestion(team.refresh())
    everything = " ".join([*told.texts.values(), *(row.label for row in told.groups)])
    names = set(User.objects.values_list("name", flat=True)) | {team.association.name}
    assert not [name for name in names if name and name in everything]
    assert not re.search(r"@|\d\d \d\d \d\d", everything)
    assert "Det er svært at være med." in told.problem
    assert "Et sted at mødes" in told.needs
    assert {row.label for row in told.groups} == {"De yngste elever", "Elever i udskolingen"}


@pytest.mark.parametrize("field", ["title", "problem", "needs", "offers", "arena_frame", "frame"])
@pytest.mark.parametrize(
    "text",
    ["{name} ved det", "{organisation} kan", "skriv til a@b.dk", "ring 12 34 56 78", "12345678"],
)
def test_names_and_addresses_are_refused_at_their_field(team: Team, field: str, text: str) -> None:
    said = text.format(name=team.initiator.name, organisation=team.association.name)
    content = Reusable(**(vars(CONTENT) | {field: said}))
    with pytest.raises(ActError) as refused:
        make_template(team.project.pk, content, by=team.committer)
    assert refused.value.field == field
    assert not ProjectTemplate.objects.exists()


def test_a_name_in_a_group_is_refused(team: Team) -> None:
    page = reverse("projects:make_template", args=[team.project.slug])
    sent = browser(team.committer).post(page, form(groups=f"Elever\n{team.initiator.name}"))
    assert sent.status_code == 422
    assert "groups" in sent.context["form"].errors


def test_start_from_it_and_the_link_goes_both_ways(team: Team) -> None:
    template = make_template(team.project.pk, CONTENT, by=team.committer)
    person = citizen("Nye Nynne")
    client = browser(person)
    page = client.get(template.get_absolute_url()).content.decode()
    assert team.project.get_absolute_url() in page
    began = client.post(reverse("projects:use_template", args=[template.pk]))
    assert began["Location"] == reverse("projects:question", args=[1])
    first = client.get(reverse("projects:question", args=[1])).content.decode()
    assert CONTENT.problem in first
    second = client.get(reverse("projects:question", args=[2])).content.decode()
    assert "Elever i udskolingen" in second
    client.post(
        reverse("projects:question", args=[1]),
        {"title": "Fester hos os", "problem": "Vi har det også.", "route": "citizen"},
    )
    assert client.post(reverse("projects:review"), {}).status_code == 303
    project = Project.objects.get(title="Fester hos os")
    assert project.template == template
    assert [row.label for row in project.stakeholders.all()] == ["Elever i udskolingen"]
    assert project.place == ""
    assert "Fester hos os" in client.get(template.get_absolute_url()).content.decode()
    assert template.get_absolute_url() in client.get(project.get_absolute_url()).content.decode()


def test_nothing_that_is_being_written_is_lost(team: Team) -> None:
    template = make_template(team.project.pk, CONTENT, by=team.committer)
    client = browser()
    client.post(reverse("projects:start"), {"kind": "shared"})
    client.post(
        reverse("projects:question", args=[1]),
        {"title": "Lys på stien", "problem": "Der er mørkt.", "route": "citizen"},
    )
    answer = client.post(reverse("projects:use_template", args=[template.pk]))
    assert answer["Location"] == reverse("projects:start")
    assert Draft.objects.get().answers["problem"]["title"] == "Lys på stien"


def test_one_that_fits_is_offered_while_raising(team: Team) -> None:
    template = make_template(team.project.pk, CONTENT, by=team.committer)
    page = reverse("projects:similar")
    near = browser().get(page, {"title": "Fester hvor alle kan være med"}).content.decode()
    assert template.get_absolute_url() in near
    far = browser().get(page, {"title": "Busstoppet i Sønderby"}).content.decode()
    assert template.get_absolute_url() not in far
    assert (
        reverse("projects:templates") in browser().get(reverse("projects:start")).content.decode()
    )


def test_one_of_a_hidden_opgave_is_no_example(team: Team) -> None:
    template = make_template(team.project.pk, CONTENT, by=team.committer)
    moderation.hide_project(team.project.pk, by=AdministratorFactory(), reason="Et navn")
    assert browser().get(template.get_absolute_url()).status_code == 404
    assert browser().post(reverse("projects:use_template", args=[template.pk])).status_code == 404


def test_only_when_it_is_closed() -> None:
    team = team_in(Phase.IMPLEMENT)
    with pytest.raises(ActError) as refused:
        make_template(team.project.pk, CONTENT, by=team.committer)
    assert refused.value.code == "wrong_phase"

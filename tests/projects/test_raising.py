"""Raise an opgave: nothing typed is lost, sign-in comes last, two clicks make one opgave."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from arenas.models import Arena
from projects.enums import Moderation, Phase
from projects.models import Draft, Project
from projects.queries import similar_projects
from projects.services.raising import Answers, raise_project
from tests.factories.people import MandateFactory, UserFactory, VerifiedStaffFactory
from tests.participants.signing_in import sign_in

pytestmark = pytest.mark.django_db

START = reverse("projects:start")
REVIEW = reverse("projects:review")
PROBLEM = {
    "problem": "Stien mellem byen og skolen er mørk, og børn bliver kørt i bil.",
    "title": "Mørk skolesti",
    "place": "Skolestien, Nordager",
    "postal_code": "DK-8000",
    "latitude": "56,1572",
    "longitude": "10.2107",
    "route": "citizen",
}
HELPERS = {
    "row-0-label": "Forældrene på skolen",
    "row-0-organisation_kind": "",
    "row-0-is_affected": "on",
    "row-1-label": "Vejafdelingen",
    "row-1-organisation_kind": "municipality",
    "row-2-label": "Natteravnene",
    "row-2-organisation_kind": "association",
    "row-2-is_unobvious": "on",
}
MOTIVES = {
    "row-0-motive": "community",
    "row-0-motivation": "Trygge børn",
    "row-1-motive": "profession",
    "row-1-motivation": "",
    "row-2-motive": "",
    "row-2-motivation": "",
}
ARENA = {"kind": "walk", "place": "Ved skolen", "first_date": "2099-01-12", "frame": "Kl. 17, mad"}


def page(number: int) -> str:
    return reverse("projects:question", args=[number])


def answer_everything(client: Client) -> None:
    client.post(START, {"kind": "shared"})
    for number, data in enumerate([PROBLEM, HELPERS, MOTIVES, ARENA], start=1):
        response = client.post(page(number), {**data, "go": "next"})
        assert response.status_code == 303, response.content.decode()
    assert response["Location"] == REVIEW


def known_person(**fields):
    return UserFactory(trusted_at="2026-01-01T12:00Z", **fields)


@pytest.mark.parametrize("kind", ["case", "complaint", "service"])
def test_what_is_no_shared_problem_is_shown_elsewhere_and_never_saved(client, kind):
    response = client.post(START, {"kind": kind})
    assert response.status_code == 303
    shown = client.get(response["Location"])
    assert "Intet er offentliggjort" in shown.content.decode()
    assert client.post(START, {"kind": "shared"})["Location"] == page(1)
    assert Project.objects.count() == 0


def test_start_needs_a_choice_and_unknown_pages_are_not_found(client):
    assert client.post(START, {"kind": "nonsense"}).status_code == 422
    assert client.get(reverse("projects:elsewhere", args=["shared"])).status_code == 404
    assert client.get(page(5)).status_code == 404
    assert client.post(reverse("projects:autosave"), {"number": "9"}).status_code == 404


def test_looking_writes_nothing(client):
    for url in [START, page(1), page(2), page(3), page(4), REVIEW]:
        client.get(url)
    assert Draft.objects.count() == 0
    assert "session" not in client.cookies


def test_four_answers_become_an_opgave_with_its_objects(client):
    answer_everything(client)
    person = known_person()
    client.force_login(person)
    assert "Send opgaven" in client.get(REVIEW).content.decode()
    response = client.post(REVIEW, {"on_behalf_of": ""})
    project = Project.objects.get()
    assert (response.status_code, response["Location"]) == (303, project.get_absolute_url())
    assert (project.title, project.problem) == (PROBLEM["title"], PROBLEM["problem"])
    assert (project.place, project.postal_code) == (PROBLEM["place"], "8000")
    assert (project.latitude, project.longitude) == (Decimal("56.157200"), Decimal("10.210700"))
    assert (project.phase, project.moderation) == (Phase.SEEKING, Moderation.CLEAR)
    assert (project.initiator, project.route, project.language) == (person, "citizen", "da")
    rows = project.stakeholders.values_list(
        "label", "organisation_kind", "is_affected", "is_unobvious", "motive", "motivation"
    )
    assert list(rows) == [
        ("Forældrene på skolen", "", True, False, "community", "Trygge børn"),
        ("Vejafdelingen", "municipality", False, False, "profession", ""),
        ("Natteravnene", "association", False, True, "", ""),
    ]
    arena = Arena.objects.get(project=project)
    assert (arena.kind, arena.place, arena.frame) == ("walk", "Ved skolen", "Kl. 17, mad")
    assert arena.first_date.isoformat() == "2099-01-12"
    draft = Draft.objects.get()
    assert (draft.project, draft.answers) == (project, {})


def test_a_second_click_leads_to_the_same_opgave(client):
    answer_everything(client)
    client.force_login(known_person())
    first = client.post(REVIEW, {})
    second = client.post(REVIEW, {})
    assert first["Location"] == second["Location"]
    assert Project.objects.count() == 1


def test_the_first_opgave_of_somebody_new_waits_and_says_so(client):
    answer_everything(client)
    client.force_login(UserFactory())
    assert "en moderator læser den" in client.get(REVIEW).content.decode()
    response = client.post(REVIEW, {})
    assert Project.objects.get().moderation == Moderation.HELD
    (message,) = get_messages(response.wsgi_request)
    assert "En moderator læser den først" in str(message)


def test_somebody_without_a_name_is_asked_for_it(client):
    answer_everything(client)
    person = known_person(name="")
    client.force_login(person)
    assert client.post(REVIEW, {"name": " "}).status_code == 422
    assert client.post(REVIEW, {"name": "Ida Holm"}).status_code == 303
    person.refresh_from_db()
    assert person.name == "Ida Holm"


def test_an_opgave_can_be_raised_on_behalf_of_an_organisation(client):
    answer_everything(client)
    person = known_person()
    mandate = MandateFactory(user=person)
    client.force_login(person)
    assert mandate.organisation.name in client.get(REVIEW).content.decode()
    client.post(REVIEW, {"on_behalf_of": mandate.organisation.pk})
    project = Project.objects.get()
    assert project.initiator_organisation == mandate.organisation
    assert [party.organisation for party in project.parties.all()] == [mandate.organisation]


def test_only_the_first_question_is_needed(client):
    client.post(START, {"kind": "shared"})
    client.post(page(1), {**PROBLEM, "go": "next"})
    assert client.post(page(2), {"row-0-label": "Naboen", "go": "skip"}).status_code == 303
    assert "Naboen" in client.get(REVIEW).content.decode()
    for number in (2, 3, 4):
        assert client.post(page(number), {"go": "skip"}).status_code == 303
    client.force_login(known_person())
    assert client.post(REVIEW, {}).status_code == 303
    project = Project.objects.get()
    assert project.stakeholders.count() == 0
    assert not Arena.objects.filter(project=project).exists()


def test_what_makes_no_sense_is_named_and_kept(client):
    bad = {**PROBLEM, "title": "", "postal_code": "12", "latitude": "nord", "longitude": "10"}
    response = client.post(page(1), {**bad, "go": "next"})
    shown = response.content.decode()
    assert response.status_code == 422
    for sentence in ["Skriv en kort titel", "fire cifre", 'value="nord"', PROBLEM["problem"]]:
        assert sentence in shown
    assert Draft.objects.get().answers["problem"]["latitude"] == "nord"
    assert client.post(page(1), {**bad, "go": "back"})["Location"] == START
    client.force_login(known_person())
    review = client.get(REVIEW).content.decode()
    assert "Skriv en kort titel" in review
    assert "Send opgaven</span>" not in review
    assert client.post(REVIEW, {}).status_code == 422
    assert Project.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("problem", "Ring til Ib, 010203-1234"),
        ("latitude", "1e40"),
        ("latitude", "NaN"),
        ("longitude", "-181"),
        ("postal_code", "٨٠٠٠"),
        ("route", "king"),
        ("title", "x" * 121),
        ("problem", "x" * 9000),
        ("place", "x" * 201),
    ],
)
def test_bad_input_is_a_sentence_and_never_a_crash(client, field, value):
    response = client.post(page(1), {**PROBLEM, field: value, "go": "next"})
    assert response.status_code == 422
    assert 'class="form-error-message"' in response.content.decode()


def test_half_a_point_is_named(client):
    response = client.post(page(1), {**PROBLEM, "longitude": "", "go": "next"})
    assert response.status_code == 422
    assert "Et punkt har to tal" in response.content.decode()


def test_lines_can_be_added_and_taken_away_without_losing_motives(client):
    answer_everything(client)
    more = client.post(page(2), {**HELPERS, "go": "more"}).content.decode()
    assert 'name="row-5-label"' in more
    assert 'value="Natteravnene"' in more
    client.post(page(2), {**HELPERS, "row-1-label": "", "go": "next"})
    motives = client.get(page(3)).content.decode()
    assert "Vejafdelingen" not in motives
    assert "Trygge børn" in motives
    assert Draft.objects.get().answers["who"][0]["motive"] == "community"


def test_mail_addresses_and_cpr_numbers_do_not_belong_in_the_list_of_helpers(client):
    for label in ["ib@mail.example", "Ib 0102031234"]:
        response = client.post(page(2), {"row-0-label": label, "go": "next"})
        assert response.status_code == 422
        assert label in response.content.decode()


def test_autosave_keeps_what_is_typed_and_says_when(client):
    client.post(START, {"kind": "shared"})
    response = client.post(reverse("projects:autosave"), {"number": "1", "problem": "Stien er"})
    assert response.content.decode().startswith("Gemt kl. ")
    assert "Stien er" in client.get(page(1)).content.decode()
    assert "Du er begyndt på en opgave" in client.get(START).content.decode()
    assert Draft.objects.count() == 1


def test_a_draft_can_be_deleted(client):
    answer_everything(client)
    assert client.post(reverse("projects:drop_draft"))["Location"] == START
    assert Draft.objects.count() == 0
    assert client.get(REVIEW)["Location"] == START


def test_a_draft_survives_sign_in_and_is_nobody_elses(client):
    answer_everything(client)
    assert "Log ind med en kode" in client.get(REVIEW).content.decode()
    assert client.post(REVIEW)["Location"].endswith(f"?next={REVIEW}")
    person = known_person()
    client.force_login(person)
    client.post(page(4), {**ARENA, "go": "next"})
    elsewhere = Client()
    elsewhere.force_login(person)
    assert PROBLEM["title"] in elsewhere.get(REVIEW).content.decode()
    stranger = Client()
    stranger.force_login(UserFactory())
    assert stranger.get(REVIEW)["Location"] == START


def test_a_new_citizen_goes_from_the_draft_over_the_code_and_the_name_to_the_opgave(client):
    answer_everything(client)
    response = sign_in(client, "Ida@mail.example", next=REVIEW)
    assert (
        response["Location"] == f"{reverse('participants:welcome')}?{urlencode({'next': REVIEW})}"
    )
    assert PROBLEM["title"] in client.get(REVIEW).content.decode()
    assert client.post(REVIEW, {"name": "Ida Holm"}).status_code == 303
    project = Project.objects.get()
    assert (project.initiator.email, project.initiator.name) == ("ida@mail.example", "Ida Holm")


def test_a_verified_person_comes_through_their_own_door(client):
    client.force_login(VerifiedStaffFactory())
    shown = client.get(page(1)).content.decode()
    checked = next(part for part in shown.split("<input") if 'value="staff"' in part)
    assert "checked" in checked.split(">")[0]


def test_similar_opgaver_are_suggested(client):
    raise_project(Answers(title="Lys på skolestien", problem="Der er mørkt."), by=known_person())
    url = reverse("projects:similar")
    part = client.get(url, {"title": "Mere lys på skolestien"}).content.decode()
    assert "Lys på skolestien" in part
    assert "Vær med i stedet" in part
    assert client.get(url, {"title": "x"}).content.decode().strip() == ""
    answers = {**PROBLEM, "title": "Mere lys på skolestien", "go": "next"}
    client.post(page(1), answers)
    assert "Ligner den en af disse?" in client.get(page(2)).content.decode()


@pytest.mark.parametrize(
    ("title", "problem", "found"),
    [
        ("Mere lys på stien til skolen", "", ["Lys på stien mellem byen og hallen"]),
        ("Der er mørkt", "Stierne i byen har intet lys.", ["Lys på stien mellem byen og hallen"]),
        ("Busstoppet i Sønderby", "", ["Busstoppet i Sønderby har ingen læ"]),
        ("Cyklr på stationen", "", ["Cyklerne flyder på stationen"]),
        ("Stien er flot hver dag", "Stien, stierne og stier", []),
        ("Hvad og hvem og den på det", "", []),
        ("Bus", "Busstoppet har ingen læ", []),
        ("' OR :* & | ! (", "\\", []),
    ],
)
def test_alike_means_two_words_in_common_or_nearly_the_same_title(title, problem, found):
    for known in [
        "Lys på stien mellem byen og hallen",
        "Busstoppet i Sønderby har ingen læ",
        "Cyklerne flyder på stationen",
    ]:
        raise_project(Answers(title=known, problem="Det er et problem."), by=known_person())
    assert [project.title for project in similar_projects(title, problem)] == found


def test_answering_again_from_the_overview_leads_back_to_it(client):
    answer_everything(client)
    url = f"{page(2)}?from=review"
    assert "gå tilbage til oversigten" in client.get(url).content.decode()
    assert client.post(url, {**HELPERS, "go": "next"})["Location"] == REVIEW
    assert client.post(url, {**HELPERS, "go": "back"})["Location"] == REVIEW

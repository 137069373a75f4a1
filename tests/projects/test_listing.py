"""The front page and the list: what is public, in a constant number of queries."""

import pytest
from django.urls import reverse

from projects.enums import Moderation, Phase
from projects.models import Project
from projects.services.raising import Answers, Place, raise_project
from projects.services.words import learn_words
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
HOME, LIST = reverse("home"), reverse("projects:list")


def raise_some(count: int, **fields) -> list[Project]:
    person = UserFactory(trusted_at="2026-01-01T12:00Z")
    return [
        raise_project(
            Answers(**{"title": f"Sti nummer {n}", "problem": "Stien er mørk.", **fields}),
            by=person,
        )
        for n in range(count)
    ]


def test_empty_pages_teach(client):
    assert "Ingen opgaver søger parter lige nu" in client.get(HOME).content.decode()
    assert "Ingen har rejst en opgave endnu" in client.get(LIST).content.decode()


def test_front_page_shows_what_seeks_and_what_has_moved(client):
    first, second = raise_some(2)
    Project.objects.filter(pk=second.pk).update(
        phase=Phase.CLOSED, outcome="anchored", lessons="Spørg børnene først."
    )
    shown = client.get(HOME).content.decode()
    assert shown.index("De har brug for nogen nu") < shown.index(first.title)
    assert shown.index("Her er der sket noget") < shown.index(second.title)
    assert "Spørg børnene først." in shown


@pytest.mark.parametrize("url", [HOME, LIST])
def test_the_number_of_queries_does_not_grow(client, url, django_assert_num_queries):
    # Transaction, read-only, the mark, themes, what is shown; the front page asks for two lists.
    expected = 7 if url == HOME else 6
    raise_some(1)
    client.get(url)
    with django_assert_num_queries(expected):
        client.get(url)
    raise_some(2)
    with django_assert_num_queries(expected):
        client.get(url)


def test_only_public_opgaver_are_listed(client):
    shown, held, hidden = raise_some(3)
    Project.objects.filter(pk=held.pk).update(moderation=Moderation.HELD)
    Project.objects.filter(pk=hidden.pk).update(
        moderation=Moderation.HIDDEN, moderation_reason="Spam"
    )
    listed = client.get(LIST).context["stretch"].projects
    assert listed == [shown]


def test_the_list_is_narrowed_by_phase_and_words(client):
    path, bus = raise_some(2)
    Project.objects.filter(pk=bus.pk).update(
        title="Bus til hallen",
        problem="Den sidste går kl. 17.",
        place="Søby",
        postal_code="8990",
        phase=Phase.CLOSED,
        outcome="dropped",
    )

    def listed(**query):
        return [p.pk for p in client.get(LIST, query).context["stretch"].projects]

    assert listed(q="sti") == [path.pk]
    assert listed(q="hallen søby") == [bus.pk]
    assert listed(q="8990") == [bus.pk]
    learn_words()
    assert listed(q="nummr") == [path.pk]  # a typing error
    assert listed(phase="closed") == [bus.pk]
    assert listed(phase="closed", q="sti") == []
    assert listed(phase="draft") == [bus.pk, path.pk]  # nonsense narrows nothing
    assert "Prøv et andet ord" in client.get(LIST, {"q": "zzzz"}).content.decode()


def test_older_ones_come_a_stretch_at_a_time_and_keep_the_search(client):
    everything = raise_some(43)
    seen, query = [], {"q": "sti"}
    while True:
        response = client.get(LIST, query)
        stretch = response.context["stretch"]
        seen += stretch.projects
        if not stretch.next_after:
            break
        assert f"after={stretch.next_after}" in response.content.decode()
        query["after"] = stretch.next_after
    assert seen == everything[::-1]


@pytest.mark.parametrize("after", ["-1", "abc", "9" * 30, "٣", "0"])
def test_nonsense_in_the_address_is_the_beginning(client, after):
    (project,) = raise_some(1)
    assert client.get(LIST, {"after": after}).context["stretch"].projects == [project]


def test_htmx_gets_only_the_list(client):
    raise_some(1, place=Place("Søby"))
    response = client.get(LIST, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "Sti nummer 0" in response.content.decode()
    assert response["Vary"].startswith("HX-Request")


@pytest.mark.parametrize("name", ["about", "privacy", "accessibility"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_about_the_site_name_somebody_to_ask(client, settings, name, language):
    client.cookies["django_language"] = language
    shown = client.get(reverse(name)).content.decode()
    assert settings.CONTACT_PHONE in shown
    assert settings.CONTACT_EMAIL in shown


def test_the_statement_is_linked_when_there_is_one(client, settings):
    url = reverse("accessibility")
    assert "ikke lavet endnu" in client.get(url).content.decode()
    settings.ACCESSIBILITY_STATEMENT_URL = "https://www.was.digst.dk/nordager"
    shown = client.get(url).content.decode()
    assert 'href="https://www.was.digst.dk/nordager"' in shown
    assert "ikke lavet endnu" not in shown

"""The list of opgaver at its address: filters, paging, feeds, points, and what nonsense does."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from participants.enums import OrganisationKind
from participants.models import Organisation
from projects.enums import Moderation, Phase, Route
from projects.models import Project, Theme
from projects.queries import Filters, lists, stretch_of
from projects.services.raising import Place
from projects.services.words import learn_words
from tests.factories.people import OrganisationFactory
from tests.factories.projects import accepted_party, citizen, raised

pytestmark = pytest.mark.django_db
LIST, POINTS = reverse("projects:list"), reverse("projects:points")
RSS, JSON = reverse("projects:rss"), reverse("projects:json_feed")


@pytest.fixture
def theme() -> Theme:
    return Theme.objects.get_or_create(slug="trafik", defaults={"name": "Trafik"})[0]


def lights(count: int, **told) -> list[Project]:
    by = citizen()
    usual = {"problem": "Mørkt."}
    return [raised(by, **({"title": f"Lys på stien {n}"} | usual | told)) for n in range(count)]


def listed(client, **query) -> list[Project]:
    return client.get(LIST, query).context["stretch"].projects


def leafed(filters: Filters, size: int, between=lambda: None) -> list[int]:
    """Every stretch from the first to the last, with something happening between them."""
    found, after = [], ""
    while True:
        stretch = stretch_of(filters, after=after, size=size)
        found += [project.pk for project in stretch.projects]
        after = stretch.next_after
        if not after:
            return found
        between()


# --- Filters ----------------------------------------------------------------------------------


def test_each_filter_narrows_the_list(client, theme):
    other = raised(route=Route.STAFF, place=Place("Søby", "8990"))
    mine = raised(themes=["trafik"], place=Place("Nordager", "8970"))
    assert listed(client, theme="trafik") == [mine]
    assert listed(client, route="staff") == [other]
    assert listed(client, postal_code="8970") == [mine]
    assert listed(client, postal_code="DK-8990 Søby", route="staff") == [other]
    assert listed(client, theme="trafik", route="staff") == []


def test_an_opgave_needs_parties_until_it_has_a_public_and_another_one(client):
    project = raised()
    assert listed(client, needs_parties="1") == [project]
    accepted_party(project, OrganisationKind.MUNICIPALITY)
    assert listed(client, needs_parties="1") == []
    Organisation.objects.update(verified_at=None)
    assert listed(client, needs_parties="1") == [project]  # anybody could have made it up
    assert listed(client) == [project]


def test_a_project_with_public_parties_alone_needs_another(client):
    project = raised()
    body = OrganisationFactory(kind=OrganisationKind.MUNICIPALITY)
    project.parties.update(user=None, organisation=body)
    assert listed(client, needs_parties="1") == [project]


def test_each_active_filter_is_a_tag_that_takes_it_away(client, theme):
    shown = client.get(LIST, {"q": "lys", "theme": "trafik", "needs_parties": "on"})
    assert shown.context["tags"] == [
        {"label": "”lys”", "url": f"{LIST}?theme=trafik&needs_parties=1"},
        {"label": theme.name, "url": f"{LIST}?q=lys&needs_parties=1"},
        {"label": "Mangler parter", "url": f"{LIST}?q=lys&theme=trafik"},
    ]
    assert "Fjern alle" in shown.content.decode()


def test_a_misspelt_word_is_found_and_asked_about(client):
    (project,) = lights(1, title="En legeplads ved skolen")
    learn_words()
    shown = client.get(LIST, {"q": "legeplasd"})
    assert shown.context["stretch"].projects == [project]
    assert '<a href="?q=legeplads">legeplads</a>?' in shown.content.decode()


def test_when_none_has_all_the_words_those_with_some_are_shown(client):
    (project,) = lights(1)
    learn_words()
    shown = client.get(LIST, {"q": "sti kvantefysik"})
    assert shown.context["stretch"].projects == [project]
    assert "Ingen opgave har alle ordene" in shown.content.decode()


# --- What it costs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ({}, 6),  # transaction, read-only, the mark, themes of the form, opgaver
        ({"phase": "seeking", "theme": "trafik", "route": "citizen", "needs_parties": "1"}, 6),
        ({"q": "stien"}, 9),  # stems, neighbours, scores
        ({"q": "stien", "phase": "seeking", "theme": "trafik"}, 9),
        ({"q": "stien kvantefysik"}, 10),  # scores of those with some of the words
    ],
)
def test_the_list_takes_as_many_queries_with_one_row_as_with_three(
    client, theme, django_assert_num_queries, query, queries
):
    lights(1, themes=["trafik"])
    learn_words()
    client.get(LIST, query)
    with django_assert_num_queries(queries):
        assert len(listed(client, **query)) == 1
    lights(2, themes=["trafik"])
    learn_words()
    with django_assert_num_queries(queries):
        assert len(listed(client, **query)) == 3


# --- Paging -----------------------------------------------------------------------------------


@pytest.mark.parametrize("window", [3, 7, 200])
def test_no_opgave_comes_twice_or_is_missing_while_others_are_added(monkeypatch, window):
    """Also past the window in which the most relevant are sorted."""
    monkeypatch.setattr(lists, "WINDOW", window)
    expected = [*lights(4), *lights(3, title="Andet", problem="Stien er mørk.")]
    found = leafed(Filters(text="stien"), 2, between=lambda: lights(1))
    assert sorted(found) == [project.pk for project in expected]
    assert found[:1] == [project.pk for project in lights(0)] or len(found) == 7
    plain = leafed(Filters(), 2, between=lambda: None)
    assert plain == sorted(plain, reverse=True)


def test_the_most_relevant_stand_first_on_every_stretch():
    title = lights(2, title="Lys på stien", problem="Mørkt.")
    text = lights(2, title="Andet", problem="Stien er mørk.")
    found = leafed(Filters(text="stien"), 3)
    assert found == [project.pk for project in [*title[::-1], *text[::-1]]]


# --- Nonsense ---------------------------------------------------------------------------------

NONSENSE = [
    "after=99999999999999999999",
    "after=1-2-3",
    "after=99999999999999999999-1-1-1",
    "after=9223372036854775807-9223372036854775807-9223372036854775807-9223372036854775807",
    "after=-1&q=sti",
    "after=5&q=sti",
    "after=%00&q=%00",
    "q=" + "a" * 10_000,
    "q=" + "sti%20" * 2_000,
    "q=%ED%A0%80%FF",
    "q=%27%20OR%20%3A%2A%20%26%20%7C%20%21%20%28%20%5C",
    "q=%22&q=%22%22",
    "q=-&q=-sti",
    "q=%22der+er%22+-%22og+det%22",
    "q=sti&q=vej&phase=x&phase=seeking&theme=%00&route=" + "x" * 10_000,
    "theme=findes-ikke&postal_code=99999999999999999999&needs_parties=maaske",
]


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("url", [LIST, RSS, JSON, POINTS])
def test_nonsense_in_the_address_never_fails(client, url, query):
    lights(1)
    assert client.get(f"{url}?{query}").status_code == 200


# --- Feeds and points -------------------------------------------------------------------------


def test_the_list_as_rss(client, settings):
    first, second = lights(2, problem="Mørkt \x0b & <b>vådt</b>.")
    raised(title="Noget helt andet")
    answer = client.get(RSS, {"q": "lys"})
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(answer.content)[0]  # noqa: S314  our own
    assert [item.findtext("title") for item in channel.iter("item")] == [second.title, first.title]
    item = next(channel.iter("item"))
    assert item.findtext("link") == settings.BASE_URL + second.get_absolute_url()
    assert item.findtext("description") == "Mørkt  & <b>vådt</b>."
    assert channel.findtext("link") == f"{settings.BASE_URL}{LIST}?q=lys"


def test_the_list_as_json_feed(client, settings):
    (project,) = lights(1)
    raised(place=Place("Søby", "8990"))
    answer = client.get(JSON, {"postal_code": "2920"})
    assert answer["Content-Type"] == "application/feed+json"
    feed = json.loads(answer.content)
    url = settings.BASE_URL + project.get_absolute_url()
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{settings.MUNICIPALITY_NAME}: Postnummer 2920",
        "home_page_url": f"{settings.BASE_URL}{LIST}?postal_code=2920",
        "feed_url": f"{settings.BASE_URL}{JSON}?postal_code=2920",
        "language": "da",
        "items": [
            {
                "id": url,
                "url": url,
                "title": project.title,
                "content_text": project.problem,
                "language": "da",
                "tags": ["Søger parter"],
                "date_published": project.published_at.isoformat(),
            }
        ],
    }


def test_the_page_names_its_feeds_with_the_same_filters(client):
    shown = client.get(LIST, {"q": "lys & sti", "phase": "seeking"}).content.decode()
    for url in (RSS, JSON):
        assert shown.count(f"{url}?q=lys+%26+sti&amp;phase=seeking") == 2


def test_points_are_those_of_the_filtered_list_and_at_most_300(client, monkeypatch):
    near, far = lights(2, place=Place("Søby", "8990", 56.5, 10.25))
    lights(1)
    Project.objects.filter(pk=far.pk).update(phase=Phase.CLOSED, outcome="dropped")
    answer = client.get(POINTS, {"phase": "seeking"}).json()
    assert answer["more"] is False
    assert [row["properties"]["title"] for row in answer["features"]] == [near.title]
    assert answer["features"][0]["geometry"] == {"type": "Point", "coordinates": [10.25, 56.5]}
    monkeypatch.setattr("projects.views.feeds.MOST_POINTS", 1)
    answer = client.get(POINTS).json()
    assert (len(answer["features"]), answer["more"]) == (1, True)


@pytest.mark.parametrize("url", [RSS, JSON, POINTS])
def test_nothing_held_or_hidden_gets_out(client, url):
    held, hidden, shown = lights(3, place=Place("Søby", "8990", 56.5, 10.25))
    Project.objects.filter(pk=held.pk).update(moderation=Moderation.HELD)
    Project.objects.filter(pk=hidden.pk).update(
        moderation=Moderation.HIDDEN, moderation_reason="Spam"
    )
    text = client.get(url).content.decode()
    assert [project.slug in text for project in (held, hidden, shown)] == [False, False, True]


@pytest.mark.parametrize(("url", "most"), [(RSS, 5), (JSON, 5), (POINTS, 5)])
def test_feeds_take_few_queries(client, django_assert_max_num_queries, url, most):
    lights(3, place=Place("Søby", "8990", 56.5, 10.25))
    with django_assert_max_num_queries(most + 3):
        client.get(url, {"q": "lys", "phase": "seeking"})


def test_nothing_loads_from_elsewhere_unless_a_map_is_set(client):
    shown = client.get(LIST)
    policy = shown["Content-Security-Policy"]
    assert "img-src 'self' data:" in policy
    assert "http" not in policy
    assert 'data-tiles=""' in shown.content.decode()
    assert "leaflet.js" not in client.get(reverse("home")).content.decode()


def test_a_map_of_ones_own_is_let_in_on_the_list_alone(client, settings):
    settings.MAP_TILES_ORIGIN = "https://kort.example"
    settings.MAP = {"tiles": "https://kort.example/{z}/{x}/{y}.png", "attribution": "© <b>Vi"}
    shown = client.get(LIST)
    assert "img-src 'self' data: https://kort.example" in shown["Content-Security-Policy"]
    assert 'data-attribution="© &lt;b&gt;Vi"' in shown.content.decode()
    assert "kort.example" not in client.get(reverse("home"))["Content-Security-Policy"]

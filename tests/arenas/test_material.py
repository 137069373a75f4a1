"""Something to read before a meeting: on the list once."""

import pytest

from arenas.models import Material
from samskabelse.history.models import Entry
from tests.factories.rooms import held

pytestmark = pytest.mark.django_db
MAP = {"title": "Kort", "url": "https://nordager.example/kort"}
TEXT = {"title": "Notat", "text": "Sådan ser her ud."}


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (MAP, MAP, 1),
        (MAP, MAP | {"title": " kort "}, 1),
        (MAP, MAP | {"url": f"{MAP['url']}/"}, 1),
        (MAP | {"text": "Se her."}, MAP, 1),
        (MAP, MAP | {"title": "Kort over stien"}, 2),
        (MAP, MAP | {"url": "https://nordager.example/sti"}, 2),
        (TEXT, TEXT, 1),
        (TEXT, TEXT | {"text": "Noget andet."}, 2),
        (TEXT, TEXT | {"url": MAP["url"]}, 2),
    ],
)
def test_the_same_is_on_the_list_once(first, second, count) -> None:
    here = held()
    for told in (first, second):
        assert here.screen().post(here.url("add_material"), told).status_code == 303
    assert here.meeting.materials.count() == count
    assert Entry.objects.filter(action="material.added").count() == count


def test_another_text_for_what_is_there_is_not_lost_in_silence() -> None:
    here = held()
    here.screen().post(here.url("add_material"), MAP)
    answer = here.screen().post(here.url("add_material"), MAP | {"text": "Målt i maj."})
    assert answer.status_code == 422
    assert "Det står allerede på listen" in answer.content.decode()
    assert "Målt i maj." in answer.content.decode()
    assert Material.objects.get().text == ""

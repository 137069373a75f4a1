"""Every field of every form takes whatever is typed, or says in a sentence why not.

The fields are those of `FIELDS` and whatever the page itself shows.
"""

from typing import Any

import pytest

from projects.forms.questions import LONGEST
from tests.access.addresses import FIELDS, fields_of, url_of
from tests.access.senders import SENDERS
from tests.access.tour import quick
from tests.access.world import World
from tests.hostile.asking import answer, rolled_back, typed_in
from tests.hostile.words import addresses, naughty, payloads, share

pytestmark = pytest.mark.django_db
FORMS = sorted(name for name in {*FIELDS, *SENDERS} if not name.startswith("api:"))
EACH = 1  # texts for each field in the quick run
ADDRESSED = ("email", "login")


def fields(world: World, name: str, url: str, role: str) -> dict[str, Any]:
    """What the form is sent with, and what else its page shows."""
    with rolled_back(world, role) as client:
        page = client.get(url)
    shown = typed_in(page) if page.status_code == 200 and not page.streaming else {}
    return {key: value for key, value in shown.items() if key} | fields_of(name, world)


def texts_for(field: str) -> list[str]:
    if field.endswith(ADDRESSED):
        return share(addresses() or naughty(), EACH)
    return share(naughty(), EACH) + share(payloads(), EACH)


def sayable(text: str) -> str:
    """As it reaches the site: a browser sends no half of a pair."""
    return text.encode(errors="replace").decode()


def kept(typed: str, shown: str | None) -> bool:
    """Nothing typed is lost, but for what no page can hold and the ends that a field strips."""

    def plain(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")

    return shown is None or plain(typed).strip()[:LONGEST] in plain(
        shown
    )  # what a draft keeps of one field


@quick()
@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_whatever_is_typed(world: World, name: str):
    role, url = SENDERS.get(name, "citizen"), url_of(name, world)
    data = fields(world, name, url, role)
    wrong = []
    for field in data:
        for text in texts_for(field):
            typed = sayable(text)
            found = answer(world, role, url, data | {field: typed})
            if isinstance(found, str) or found.status_code >= 500:
                wrong.append(f"{field}={text[:60]!r}: {found}")
            elif found.status_code in {400, 422} and not kept(typed, typed_in(found).get(field)):
                wrong.append(f"{field}={text[:60]!r} is lost")
    assert wrong == [], "\n".join(wrong[:20])


@quick()
@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_the_same_text_in_all_its_fields(world: World, name: str):
    role, url = SENDERS.get(name, "citizen"), url_of(name, world)
    data = fields(world, name, url, role)
    wrong = []
    for text in share(naughty(), 1):
        found = answer(world, role, url, dict.fromkeys(data, sayable(text)))
        if isinstance(found, str) or found.status_code >= 500:
            wrong.append(f"{text[:60]!r}: {found}")
    assert wrong == [], "\n".join(wrong[:20])

"""The pages about co-creation, meetings and events, each held against the same bars.

Opened as somebody who may: axe finds nothing on a phone, nothing sticks out at 320 or 1280 px,
there is one heading at the top, the language is told, and without script the same words and the
same form are there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from tests.access.addresses import url_of
from tests.access.world import World, build_world
from tests.e2e.actors import Watch

pytestmark = pytest.mark.e2e

NARROW = 320
# What is opened, as whom, and the field that somebody without script must be able to fill in.
PAGES = """
projects:municipality        anonymous    -
projects:cocreation          convener     -
projects:cocreation          anonymous    -
projects:honesty             committer    chosen_before
projects:challenge           committer    text
projects:answer_challenge    convener     answer
projects:declare_step        convener     step
projects:pulse               committer    could_change
arenas:meetings              anonymous    -
arenas:arena                 committer    -
arenas:meeting               convener     -
arenas:meeting               anonymous    -
arenas:new_poll              convener     title
arenas:poll                  committer    option
arenas:enter_room            anonymous    code
arenas:room                  anonymous    name
arenas:screen                convener     text
arenas:written               convener     -
arenas:attendance            convener     kom_
arenas:minutes               anonymous    -
arenas:write_minutes         convener     said_
arenas:add_decision          convener     what
arenas:change_decision       convener     what
arenas:amend_minutes         committer    text
arenas:events                anonymous    -
arenas:year_wheel            anonymous    -
arenas:event                 anonymous    -
arenas:event_sign_up         anonymous    name
arenas:new_event             staff        title
arenas:event_attendance      staff        came
arenas:next_steps            citizen      text
arenas:guest_steps           anonymous    text
arenas:events_embedded       anonymous    -
"""


@dataclass(frozen=True)
class Bar:
    """One page of the list."""

    name: str
    role: str
    field: str

    @property
    def fields(self) -> str:
        """Every field whose name begins so; radio buttons are drawn by their labels."""
        return f"main [name^='{self.field}']"


BARS = [Bar(*line.split()) for line in PAGES.split("\n") if line]


@dataclass
class Window:
    """A browser that becomes one person after another, with script or without."""

    context: BrowserContext
    page: Page
    base: str

    def become(self, world: World, role: str) -> None:
        self.context.clear_cookies()
        client = world.clients[role]
        if cookie := client.cookies.get(settings.SESSION_COOKIE_NAME):
            told = {"name": cookie.key, "value": cookie.value, "url": self.base}
            self.context.add_cookies([told])

    def open(self, path: str) -> int:
        answer = self.page.goto(f"{self.base}{path}")
        return answer.status if answer else 0


@pytest.fixture
def windows(browser, live_server) -> Iterator[tuple[Window, Window]]:
    """One with script and one without."""
    contexts = [
        browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=script)
        for script in (True, False)
    ]
    for context in contexts:
        context.set_default_timeout(10_000)
    scripted, plain = (Window(c, c.new_page(), live_server.url) for c in contexts)
    yield scripted, plain
    for context in contexts:
        context.close()


def test_the_pages_keep_the_bars(windows, transactional_db) -> None:
    scripted, plain = windows
    world, watch = build_world(), Watch()
    watch.listen(scripted.page)
    for bar in BARS:
        path, place = url_of(bar.name, world), f"{bar.name} as {bar.role}"
        for window in windows:
            window.become(world, bar.role)
            if (status := window.open(path)) != 200:
                watch.problems.append(f"{status}: {place}")
        watch.problems += [f"{what}: {place}" for what in wrong_with(scripted.page)]
        watch.seen.clear()  # the same page is another for somebody else
        watch.look(scripted.page, axe_at=(NARROW,))
        watch.problems += [f"without script, {what}: {place}" for what in missing_in(plain, bar)]
    watch.assert_clean()


def wrong_with(page: Page) -> Iterator[str]:
    headings = page.locator("h1").all_inner_texts()
    if len(headings) != 1 or not headings[0].strip():
        yield f"headings {headings}"
    if (language := page.locator("html").get_attribute("lang")) != "da":
        yield f"language {language}"


def missing_in(window: Window, bar: Bar) -> Iterator[str]:
    """What somebody without script does not find: the heading, text, the form and its button."""
    page = window.page
    if not page.locator("h1").first.is_visible():
        yield "no heading"
    if len(page.locator("main").inner_text()) < 40:
        yield "no text"
    if bar.field == "-":
        return
    if not page.locator(bar.fields).locator("visible=true").count():
        yield f"no field {bar.field}"
    if not page.locator("main form button[type=submit]").locator("visible=true").count():
        yield "no button"

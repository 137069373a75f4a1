"""A real browser walks over pages full of scripts: none runs, and the policy stops nothing."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page

from tests.access.addresses import url_of
from tests.access.world import World, build_world
from tests.e2e.actors import Watch
from tests.hostile.poison import poison

PAGES = {
    "anonymous": ["home", "projects:list", "projects:rss", "projects:detail", "api:docs"],
    "convener": [
        "projects:detail", "projects:history", "projects:parties", "projects:stakeholders",
        "projects:invite", "projects:consent", "projects:verdict", "projects:edit", "arenas:arena",
        "participants:organisation",
    ],
    "citizen": ["participants:me", "participants:profile", "participants:tokens", "projects:answer",
                "projects:question", "projects:list"],
    "administrator": [
        "projects:inbox", "admin:index", "admin:projects_project_changelist",
        "admin:projects_project_change", "admin:participants_user_changelist",
        "admin:participants_organisation_changelist", "admin:projects_report_changelist",
        "admin:projects_report_close", "admin:projects_theme_changelist",
        "admin:mail_outgoingmail_changelist", "admin:history_entry_changelist",
    ],
}  # fmt: skip
LISTEN = """
document.addEventListener('securitypolicyviolation', event => {
  console.error('Content Security Policy event', event.violatedDirective, event.blockedURI);
});
"""


def sign_in(page: Page, client: Client, url: str) -> None:
    session = client.cookies.get(django_settings.SESSION_COOKIE_NAME)
    if session:
        cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session.value, "url": url}
        page.context.add_cookies([cookie])


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_no_script_of_others_runs(browser, live_server, settings) -> None:
    settings.BASE_URL = live_server.url
    world: World = build_world()
    poison(world)
    watch = Watch()
    for role, names in PAGES.items():
        context = browser.new_context()
        context.add_init_script(LISTEN)
        page = context.new_page()
        watch.listen(page)
        page.on("dialog", lambda dialog: (watch.problems.append(dialog.message), dialog.dismiss()))
        sign_in(page, world.clients[role], live_server.url)
        for name in names:
            watch.problems += walk(page, f"{live_server.url}{url_of(name, world)}", name)
        context.close()
    watch.assert_clean()


def walk(page: Page, url: str, name: str) -> list[str]:
    """Open the page, and open what is folded in it."""
    answer = page.goto(url, wait_until="load")
    if answer is None or answer.status != 200:
        return [f"{name}: {answer and answer.status}"]
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.wait_for_timeout(100)
    marks = page.evaluate("document.querySelectorAll('xss-mark, [xss-mark]').length")
    return [f"{name}: {marks} elements of a script"] if marks else []

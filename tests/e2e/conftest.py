"""A real browser, a real mail server, and the eyes of axe on every page."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client

from participants.models import User
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import Lane
from tests.e2e.actors import Actor, Post, Watch
from tests.mail.sink import Sink, running_sink


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    with running_sink() as running:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def post(settings, sink: Sink, live_server, transactional_db) -> Post:
    """Mails leave through SMTP when the test says so, links point to the live server."""
    settings.MAIL_TRANSPORT = "smtp"
    settings.MAIL_QUIET_HOURS = ""
    settings.BASE_URL = live_server.url

    def deliver() -> None:
        for lane in Lane:
            drain(lane, limit=500)

    return Post(sink, deliver)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def actor(browser, live_server, post: Post, watch: Watch) -> Iterator[Callable[..., Actor]]:
    """`actor("Lone", "lone@x.example", width=360)` is a person with a browser of their own."""
    contexts = []

    def make(
        name: str, email: str, *, width: int = 1280, script: bool = True, language: str = "da"
    ) -> Actor:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            base_url=live_server.url,
        )
        context.set_default_timeout(10_000)
        if language != "da":
            context.add_cookies(
                [{"name": "django_language", "value": language, "url": live_server.url}]
            )
        contexts.append(context)
        # axe once, in the language people see first; the other ways in walk the same pages.
        checks = script and language == "da"
        return Actor(name, email, context.new_page(), post, watch, checks=checks)

    yield make
    for context in contexts:
        context.close()
    watch.assert_clean()


@pytest.fixture
def signed_in(live_server) -> Callable[[Actor, User], Actor]:
    """`signed_in(actor, user)` where it is not the point how they came in."""

    def enter(actor: Actor, user: User) -> Actor:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = django_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        actor.page.context.add_cookies([cookie])
        return actor

    return enter

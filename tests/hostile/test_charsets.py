"""A form in another charset than UTF-8 is refused with a page of the site, before it is read."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from samskabelse import wsgi
from tests.access.addresses import url_of
from tests.access.tour import same_browser
from tests.access.world import World

pytestmark = pytest.mark.django_db
OTHERS = [
    "utf-16", "utf-16-le", "utf-7", "utf-8-sig", "latin-1", "us-ascii", "idna", "punycode", "zlib",
    "base64", "rot13", "undefined", "unicode_escape",
]  # fmt: skip
FORMS = [
    "arenas:enter_room", "account_request_login_code", "projects:autosave",
    "arenas:events_embedded",
]  # fmt: skip
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


def sent(client: Client, url: str, charset: str, kind: str = FORM):
    """As the server answers it: an error is a page, and is not raised into the test."""
    client.raise_request_exception = False
    return client.generic("POST", url, b"a=b", content_type=f"{kind}; charset={charset}")


@pytest.mark.parametrize("role", ["anonymous", "convener"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_in_another_charset_gets_a_page_that_says_so(
    world: World, settings, caplog, role: str, name: str
):
    settings.DEBUG = False
    with same_browser(world, role), caplog.at_level("WARNING"):
        for charset in OTHERS:
            for kind in (FORM, PARTS):
                response = sent(world.clients[role], url_of(name, world), charset, kind)
                assert response.status_code == 400, (charset, kind)
                assert "kan ikke læses" in response.content.decode()
    assert "Internal Server Error" not in caplog.text


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_utf_8_is_read(client, charset: str):
    assert sent(client, "/konto/login/code/", charset).status_code == 200


@pytest.mark.parametrize("charset", [*OTHERS, "unknown-to-all"])
def test_nor_is_a_query_read_with_it(charset: str):
    """As the server of a running site asks: Django's test client could not make the request."""
    kind = f"{FORM}; charset={charset}"
    assert asked("/opgaver/", kind).status_code == 400
    answer = asked("/api/v1/projects/", kind)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (400, "malformed")


def asked(path: str, kind: str) -> HttpResponse:
    environ = RequestFactory().get(path, {"q": "sti"}).environ | {"CONTENT_TYPE": kind}
    return wsgi.application.get_response(wsgi.application.request_class(environ))


def test_the_pages_of_errors_ask_nothing_of_what_was_sent(settings):
    """What is too big to read is so in the handler too."""
    settings.DEBUG, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = False, 2
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    response = client.post("/konto/login/code/", "login=a@b.dk", content_type=FORM)
    assert response.status_code == 400
    assert "kan ikke læses" in response.content.decode()

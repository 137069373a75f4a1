"""Every query parameter, cookie and header takes whatever stands in it."""

import ast
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from projects.filters import ListFilter
from projects.forms.listing import ListForm
from samskabelse.rest.paging import PARAMETERS as PAGING
from tests.access.addresses import url_of
from tests.access.routes import names
from tests.access.senders import SENDERS
from tests.access.tour import quick
from tests.access.world import World
from tests.hostile.asking import trouble
from tests.hostile.words import naughty, payloads, share

pytestmark = pytest.mark.django_db
ROOMS = ("arenas", "participants", "projects", "samskabelse")
# What views and templates read besides the fields of the forms, and what libraries read.
READ = {
    "aar", "after", "foer", "fra", "from", "hat", "hvem", "indvending", "interessent", "kind",
    "kort", "forladt", "interessenter", "next", "om", "page", "part", "parter", "proever", "runde",
    "set", "skabelon", "svar", "til", "title", "to", "uden", "version", "vild", "vis",
}  # fmt: skip
OF_LIBRARIES = {
    "format", "lang", "_popup", "_to_field", "_changelist_filters", "p", "o", "e", "all", "id",
    "id__exact", "moderation__exact", "phase__exact", "is_active__exact", "state__exact",
    "created_at__gte", "at__gte", "project__id__exact", "app_label", "model_name", "field_name",
    "term", "code", "state", "error",
}  # fmt: skip
PARAMETERS = sorted(
    READ | OF_LIBRARIES | PAGING | set(ListForm.base_fields) | set(ListFilter.base_filters)
)
SEARCHED = [
    "projects:list", "projects:rss", "projects:json_feed", "projects:points", "projects:similar",
    "projects:history", "projects:parties", "projects:invite", "projects:consent",
    "projects:compare", "projects:assignments", "projects:timeline", "projects:solution_versions",
    "projects:propose_solution", "projects:deck", "arenas:meetings", "arenas:ask_hat",
    "projects:answer", "arenas:year_wheel", "arenas:events", "api:projects", "api:projects_csv",
    "api:history", "api:my_invitations",
    "admin:projects_project_changelist", "admin:participants_user_changelist",
    "admin:mail_outgoingmail_changelist", "admin:history_entry_changelist",
    "account_request_login_code", "participants:welcome",
]  # fmt: skip
HEADERS = [
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Content-Type",
    "HX-Boosted", "HX-Current-URL", "HX-Prompt", "HX-Request", "HX-Target", "HX-Trigger",
    "Idempotency-Key", "If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer",
    "Sec-Fetch-Site", "User-Agent", "X-CSRFToken", "X-Forwarded-For", "X-Requested-With",
]  # fmt: skip
SHOWN = ["home", "projects:list", "projects:detail", "participants:me", "projects:edit"]


def read_in_code() -> set[str]:
    """The names that stand in `request.GET.get("…")`, `request.GET["…"]` and the like."""
    found: set[str] = set()
    for room in ROOMS:
        for path in Path(settings.BASE_DIR, room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                found |= _name_read(node)
    return found


def _name_read(node: ast.AST) -> set[str]:
    asked = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        asked, what = node.func.value, node.args[0]
    elif isinstance(node, ast.Subscript):
        asked, what = node.value, node.slice
    is_query = isinstance(asked, ast.Attribute) and asked.attr in {"GET", "query_params"}
    return {what.value} if is_query and isinstance(what, ast.Constant) else set()


def test_every_parameter_that_the_code_reads_is_here():
    assert read_in_code() - set(PARAMETERS) == set()
    assert set(PARAMETERS) >= READ


def query(text: str) -> str:
    wire = quote(text.encode(errors="surrogatepass")[:6000])
    return "&".join(f"{name}={wire}" for name in PARAMETERS)


def role_of(name: str) -> str:
    return "administrator" if name.startswith("admin:") else SENDERS.get(name, "convener")


def one_by_one(name: str, text: str, world: World) -> list[str]:
    wire, url = quote(text.encode(errors="surrogatepass")[:6000]), url_of(name, world)
    return [f"{url}?{parameter}={wire}" for parameter in PARAMETERS]


@quick()
def test_no_query_breaks_a_page(world: World):
    """Every page with every parameter at once."""
    wrong = [
        trouble(world, role_of(name), "GET", f"{url_of(name, world)}?{query(text)}")
        for name in names()
        for text in share(naughty(), 1)
    ]
    assert "\n".join(filter(None, wrong)) == ""


@quick()
@pytest.mark.parametrize("name", SEARCHED)
def test_no_parameter_breaks_a_page_that_reads_many(world: World, name: str):
    """One at a time: the API refuses the rest before it reads them."""
    urls = [url for text in share(naughty(), 1) for url in one_by_one(name, text, world)]
    wrong = [trouble(world, role_of(name), "GET", url) for url in share(urls, 6)]
    assert "\n".join(filter(None, wrong)) == ""


@quick()
@pytest.mark.parametrize("header", HEADERS)
def test_no_header_breaks_a_page(world: World, header: str):
    key = header.upper().replace("-", "_")
    key = key if header == "Content-Type" else f"HTTP_{key}"
    wrong = []
    for text in share(naughty() + payloads()[:200], 1):
        line = text.encode(errors="replace").decode("latin-1").replace("\r", "").replace("\n", "")
        for name in share(SHOWN, 1):
            for method in ("GET", "POST"):
                sent = {key: line[:4000]}
                wrong.append(trouble(world, role_of(name), method, url_of(name, world), **sent))
    assert "\n".join(filter(None, wrong)) == ""


@quick()
@pytest.mark.parametrize("cookie", ["django_language", "session", "csrf", "messages"])
def test_no_cookie_breaks_a_page(world: World, cookie: str):
    wrong = []
    for text in share(naughty(), 4):
        value = text.encode(errors="replace").decode("latin-1").replace("\r", "").replace("\n", "")
        for name in share(SHOWN, 1):
            sent = {"HTTP_COOKIE": f"{cookie}={value[:3000]}"}
            wrong.append(trouble(world, "anonymous", "GET", url_of(name, world), **sent))
    assert "\n".join(filter(None, wrong)) == ""

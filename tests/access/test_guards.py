"""What stands around every page: policy headers, markup, privacy, CSRF, redirects, tokens."""

import io
import logging  # noqa: TID251  the log is what is read here
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme as is_ours

from projects.models import MailToken
from samskabelse.local.demo import roles
from samskabelse.mail.models import KeptMail, OutgoingMail
from tests.access.addresses import fields_of, url_of
from tests.access.routes import names
from tests.access.tour import Tour, Visit, visit
from tests.access.world import World
from tests.factories.people import UserFactory
from tests.factories.projects import citizen, invited, raised
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db

# A mail as it looks in a mail program: its inline styles are the mail's, in a frame of its own
# that runs no script. It is there in demo mode only.
FRAMES = {"mail:demo_html"}
FRAMEABLE = {"arenas:events_embedded"}  # made for other people's pages: no script, no cookie
NOT_PAGES = {"projects:similar"}  # parts of a page, for htmx


def ours(tour: Tour) -> list[Visit]:
    """Every HTML answer of our own templates and those of allauth's pages, which we wrote anew."""
    return [v for v in tour.pages if not v.is_library and v.name not in FRAMES]


def whole(tour: Tour) -> list[Visit]:
    return [v for v in ours(tour) if v.name not in NOT_PAGES]


def places(found: list[Visit]) -> list[str]:
    return [f"{v.place} ({v.status})" for v in found][:10]


def test_the_tour_saw_enough(tour: Tour):
    assert len(ours(tour)) > 1000
    assert {v.status for v in ours(tour)} >= {200, 403, 404, 405, 409, 422} - {405}


# --- headers ---------------------------------------------------------------------------------


def test_every_answer_has_a_strict_policy(tour: Tour):
    """Scripts by nonce or not at all; in the administration by address, as Django's carry none."""
    wrong = []
    for v in tour.visits:
        policy = v.headers.get("Content-Security-Policy", "")
        if v.name in {"livez", "readyz"}:
            continue  # JSON from before any middleware
        scripts = re.search(r"script-src ([^;]+)", policy)
        by_nonce = not scripts or re.fullmatch(r"'nonce-[\w+/=-]+'|'none'", scripts[1].strip())
        by_place = v.is_library and scripts and scripts[1].strip() == "'self'"
        closed = "default-src 'none'" in policy and "base-uri 'none'" in policy
        if "unsafe" in policy or not closed or not (by_nonce or by_place):
            wrong.append(v)
    assert places(wrong) == []


def test_no_two_answers_share_a_nonce(tour: Tour):
    nonces = [
        found[1]
        for v in ours(tour)
        if (found := re.search(r"'nonce-([^']+)'", v.headers.get("Content-Security-Policy", "")))
    ]
    assert len(nonces) > 1000
    assert len(set(nonces)) == len(nonces)


def test_no_answer_can_be_framed_or_sniffed(tour: Tour):
    wrong = [
        v
        for v in tour.visits
        if v.name not in {"livez", "readyz", *FRAMES}
        and (
            (v.headers.get("X-Frame-Options") != "DENY" and v.name not in FRAMEABLE)
            or v.headers.get("X-Content-Type-Options") != "nosniff"
            or v.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}
        )
    ]
    assert places(wrong) == []


def test_pages_behind_a_token_are_kept_nowhere(tour: Tour):
    """No cache keeps them, and no other site is told their address.

    `no-referrer` would be stricter, but browsers then send `Origin: null`, which CSRF refuses.
    """
    found = [v for v in tour.visits if v.name in {"projects:answer", "mail:unsubscribe"}]
    assert len(found) > 20
    wrong = [
        v
        for v in found
        if "no-store" not in v.headers.get("Cache-Control", "")
        or v.headers.get("Referrer-Policy") != "same-origin"
    ]
    assert places(wrong) == []
    unknown = Client().get(reverse("projects:answer", args=["intet"]))
    assert unknown.status_code == 404
    assert "no-store" in unknown["Cache-Control"]


# --- markup ----------------------------------------------------------------------------------


def test_no_script_or_style_stands_in_a_page(tour: Tour):
    bad = re.compile(
        r"<script(?![^>]*\s(?:nonce=|type=\"application/json\"))[^>]*>|<style\b|<[a-z][^>]*\s(style|on[a-z]+)\s*=|javascript:",
        flags=re.IGNORECASE,
    )
    wrong = [f"{v.place}: {found[0][:80]}" for v in ours(tour) if (found := bad.search(v.body))]
    assert wrong[:10] == []


def test_nothing_from_elsewhere_is_loaded(tour: Tour):
    loads = re.compile(r"<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)=\"(https?:)?//")
    assert places([v for v in ours(tour) if loads.search(v.body)]) == []


def test_every_template_was_filled_in(tour: Tour):
    raw = re.compile(r"\{\{|\{%|%\(\w+\)[sd]|\bNone\b</|&lt;/?(?:p|a|strong)&gt;")
    examples = re.compile(r"<pre\b.*?</pre>", flags=re.DOTALL)
    said = [(v.place, examples.sub("", v.body)) for v in ours(tour)]
    wrong = [f"{place}: {found[0]}" for place, body in said if (found := raw.search(body))]
    assert wrong[:10] == []


def test_every_page_has_one_heading_a_title_and_a_language(tour: Tour):
    wrong = [
        v
        for v in whole(tour)
        if len(re.findall(r"<h1[\s>]", v.body)) != 1
        or not re.search(r'<html[^>]*\slang="(da|en)"', v.body)
        or not re.search(r"<title>\s*[^<\s][^<]*</title>", v.body)
    ]
    assert places(wrong) == []


# --- privacy ---------------------------------------------------------------------------------


# Who mends the naming of the decision recipient sees the address that was named.
CONVENERS_OWN_FORM = ("convener", "projects:recipient")


def test_nobody_meets_the_address_of_somebody_else(tour: Tour):
    assert len(tour.everyone) > 20
    wrong = []
    for v in ours(tour):
        shown = {email for email in tour.everyone if email in v.body}
        others = shown - {tour.emails.get(v.role, "")}
        if others and (v.role, v.name) != CONVENERS_OWN_FORM:
            wrong.append(f"{v.place}: {sorted(others)[:3]}")
    assert wrong[:20] == []


def test_nobody_meets_the_phone_number_of_somebody_else(tour: Tour):
    assert len(tour.phones) > 5
    wrong = []
    for v in ours(tour):
        shown = {phone for phone, email in tour.phones.items() if phone in v.body}
        others = {phone for phone in shown if tour.phones[phone] != tour.emails.get(v.role)}
        if others:
            wrong.append(f"{v.place}: {sorted(others)[:3]}")
    assert wrong[:20] == []


# --- CSRF ------------------------------------------------------------------------------------


def test_a_post_from_another_site_is_refused_everywhere(world: World):
    """All but the one-click of RFC 8058, where the token in the address is the right."""
    strict = {}
    for role in ("anonymous", "administrator"):
        strict[role] = Client(enforce_csrf_checks=True)
        strict[role].cookies = world.clients[role].cookies.copy()
    accepted = set()
    for name in names():
        if name in {"livez", "readyz"}:  # answered before, and they know no acts
            continue
        for client in strict.values():
            response = client.post(url_of(name, world), fields_of(name, world))
            if response.status_code not in {401, 403, 404}:
                accepted.add((name, response.status_code))
    assert {name for name, status in accepted if status not in {302, 405}} == {"mail:unsubscribe"}
    assert {name for name, status in accepted if status == 302} == set()


def test_one_click_unsubscribing_needs_no_cookie(world: World):
    client = Client(enforce_csrf_checks=True)
    response = client.post(url_of("mail:unsubscribe", world), {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.content) == (200, b"ok")


# --- redirects and hosts ---------------------------------------------------------------------

ELSEWHERE = [
    "https://ond.example/",
    "//ond.example/",
    "///ond.example",
    "http:///ond.example",
    "\\\\ond.example",
    "/\\ond.example",
    "https:ond.example",
    "javascript:alert(1)",
    "https://testserver@ond.example/",
    "https://testserver.ond.example/",
    " https://ond.example",
    "\thttps://ond.example",
    "data:text/html,x",
]
TAKES_NEXT = {
    "set_language": "anonymous",
    "account_logout": "citizen",
    "account_request_login_code": "citizen",
    "account_password_sign_in": "citizen",
    "participants:welcome": "citizen",
    "participants:organisation_new": "citizen",
    "participants:mandate_declare": "committer",
    "admin:login": "administrator",
}


@pytest.mark.parametrize("name", TAKES_NEXT)
def test_no_page_sends_anybody_to_another_site(world: World, name: str):
    role, url = TAKES_NEXT[name], url_of(name, world)
    led = set()
    for goal in ELSEWHERE:
        data = {**fields_of(name, world), "next": goal, "is_new": "1"}
        for response in (
            visit(world, role, "POST", url, data, HTTP_REFERER=goal),
            visit(world, role, "POST", f"{url}?{_query(goal)}", data | {"next": ""}),
            visit(world, role, "GET", url, {"next": goal}, HTTP_REFERER=goal),
        ):
            led.add(response.get("Location", ""))
    assert {url for url in led if url and not is_ours(url, {"testserver"})} == set()


def _query(goal: str) -> str:
    return urlencode({"next": goal})


def test_stepping_into_a_demo_role_leads_nowhere_else(world: World, settings, monkeypatch):
    settings.DEMO_MODE = True
    monkeypatch.setattr(roles, "role_person", lambda key: world.people["citizen"])
    for goal in ELSEWHERE:
        response = visit(world, "anonymous", "POST", "/demo/rolle/amina/", {"next": goal})
        assert response["Location"] == "/min/", goal


def test_a_forged_host_is_refused_and_in_no_mail(settings, client):
    keep_mails(settings)
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        reverse("account_request_login_code"),
        {"email": "ny@mail.example"},
        HTTP_HOST="ond.example",
        HTTP_X_FORWARDED_HOST="ond.example",
    )
    guest = UserFactory(name="Bo Nabo")
    invited(raised(citizen("Lone Lind")), guest)
    mails = deliver()
    assert {mail.to_address for mail in mails} >= {"ny@mail.example", guest.email}
    for mail in mails:
        assert "ond.example" not in mail.text + mail.html + mail.message_id
        hosts = set(re.findall(r"https?://([^/\s\"<>]+)", mail.text))
        assert hosts <= {django_settings.BASE_URL.split("//")[1]}
    settings.ALLOWED_HOSTS = ["testserver"]
    assert Client().get("/", HTTP_HOST="ond.example").status_code == 400


# --- tokens ----------------------------------------------------------------------------------


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the site writes to its log, in the very form in which it is written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    formatters = [h.formatter for h in root.handlers if "structlog" in type(h.formatter).__module__]
    handler.setFormatter(formatters[0])
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_who_was_signed_out_while_writing_gets_the_text_back(client):
    project = raised(citizen("Lone Lind"))
    page = reverse("projects:propose", args=[project.slug])
    long, short = "Det, jeg har skrevet på i en time. <b>" * 3, "Kort"
    shown = client.post(page, {"text": long, "new_password": "hemmeligt" * 20})
    assert shown.status_code == 403
    assert escape(long) in shown.content.decode()
    assert f"next={page}" in shown.content.decode()
    assert "hemmeligt" not in shown.content.decode()
    for sent in ({"text": short}, {}):
        assert client.post(page, sent).status_code == 302
    assert client.post(page, {"text": long}, headers={"HX-Request": "true"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post(page, {"text": long}).status_code == 403


def token_in(mail: KeptMail) -> str:
    return re.search(r"/svar/([^/?]+)/", mail.text)[1]


def test_a_mailed_token_is_in_no_log_and_in_no_table(settings, client, log):
    keep_mails(settings)
    asked = UserFactory(name="Bo Nabo")
    invited(raised(citizen("Lone Lind")), asked)
    mail = next(mail for mail in deliver() if mail.to_address == asked.email)
    token = token_in(mail)
    optout = re.search(r"/mail/afmeld/([^/?\s]+)/", mail.text)[1]
    KeptMail.objects.all().delete()  # the demo's mailbox stands for the receiver's
    url = reverse("projects:answer", args=[token])
    stranger = Client()
    stranger.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{url}?svar=yes").status_code == 200
    assert client.post(url, {"svar": "hvad?"}).status_code == 200
    assert stranger.post(url, {"svar": "yes"}).status_code in {403, 422}
    assert Client(enforce_csrf_checks=True).post(url, {"svar": "yes"}).status_code == 403
    assert client.get(reverse("mail:unsubscribe", args=[optout])).status_code == 200
    assert client.put(reverse("mail:unsubscribe", args=[optout])).status_code == 405
    assert client.post(url, {"svar": "yes"}).status_code == 200
    MailToken.objects.all().delete()
    assert client.get(url).status_code == 404
    assert "request_finished" in log.getvalue()
    assert token not in log.getvalue()
    assert optout not in log.getvalue()
    assert tables_with(token) == []


def tables_with(text: str) -> list[str]:
    """Tables with a row that contains the text anywhere."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s', [f"%{text}%"])  # noqa: S608
            found += [table] if cursor.fetchone() else []
        return found


def test_a_code_is_in_no_log_and_sealed_in_the_outbox(settings, client, log):
    keep_mails(settings)
    client.post(reverse("account_request_login_code"), {"email": "ny@mail.example"})
    row = OutgoingMail.objects.get(to_address="ny@mail.example")
    code = re.search(r"\b(\d{4}-\d{4})\b", row.secret()["text"])[1]
    assert tables_with(code) == []
    deliver()
    KeptMail.objects.all().delete()
    row.refresh_from_db()
    assert (row.secret(), tables_with(code)) == ({}, [])
    assert code not in log.getvalue()
    assert "ny@mail.example" not in log.getvalue()

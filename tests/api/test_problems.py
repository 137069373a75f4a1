"""Whatever is refused is a problem document, with the sentences of the pages."""

import pytest
from django.db import OperationalError

from projects.enums import Phase
from projects.models import Project
from samskabelse.mail.limits import MailLimitReached
from tests.api.caller import Caller, a_key
from tests.factories.people import UserFactory
from tests.factories.projects import citizen, raised, team_in, team_seeking

pytestmark = pytest.mark.django_db
FIELDS = {"type", "title", "status", "detail", "code", "blockers", "errors"}


def problem(response, status: int, code: str) -> dict:
    """The problem document, once it has been seen to be one."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert set(body) == FIELDS
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"urn:samskabelse:problem:{code}"
    assert body["title"]
    assert body["detail"]
    return body


def test_what_is_missing_is_named_with_code_and_sentence():
    team = team_seeking(named=False)
    answer = Caller(team.convener).post(f"projects/{team.project.slug}/advance/")
    body = problem(answer, 409, "blocked")
    assert body["detail"] == "Opgaven kan ikke gå videre endnu."
    assert [blocker["code"] for blocker in body["blockers"]] == ["recipient", "consent"]
    assert all(blocker["message"].endswith(".") for blocker in body["blockers"])
    assert body["errors"] == {}


def test_the_language_is_the_one_asked_for():
    team = team_seeking(named=False)
    url = f"projects/{team.project.slug}/advance/"
    said = Caller(team.convener).post(url, **{"Accept-Language": "en"}).json()
    assert said["detail"] == "The project cannot move on yet."
    said = Caller(team.convener).post(url, **{"Accept-Language": "fr, da;q=0.5"}).json()
    assert said["detail"] == "Opgaven kan ikke gå videre endnu."
    assert Caller().get("projects/nej/", **{"Accept-Language": "en"}).json()["title"] == (
        "It is not here"
    )


def test_nobody_is_401_and_told_how_to_sign_in():
    project = raised()
    for answer in (
        Caller().get("me/"),
        Caller().post("projects/", {"title": "A", "problem": "B"}, key=a_key()),
        Caller().post(f"projects/{project.slug}/advance/"),
    ):
        problem(answer, 401, "not_authenticated")
        assert answer["WWW-Authenticate"] == "Bearer"


def test_forbidden_is_403_and_hidden_is_404():
    team = team_in(Phase.DEFINE)
    slug = team.project.slug
    stranger = Caller(UserFactory())
    problem(stranger.post(f"projects/{slug}/advance/"), 403, "not_allowed")
    problem(stranger.get(f"projects/{slug}/invitations/"), 403, "not_allowed")
    Project.objects.filter(pk=team.project.pk).update(moderation="held")
    for address in ("", "history/", "parties/", "rounds/", "invitations/"):
        problem(stranger.get(f"projects/{slug}/{address}"), 404, "not_found")
    problem(stranger.post(f"projects/{slug}/advance/"), 404, "not_found")
    problem(stranger.get("projects/findes-ikke/"), 404, "not_found")
    problem(stranger.get("/api/v1/findes-ikke/"), 404, "not_found")


def test_a_forbidden_act_is_403_before_its_fields_are_looked_at():
    team = team_seeking()
    stranger = Caller(UserFactory())
    url = f"projects/{team.project.slug}/override/"
    problem(stranger.post(url, {"nonsense": 1}), 403, "not_allowed")


def test_a_wrong_field_is_422_at_its_name():
    caller = Caller(citizen())
    sent = {"title": "", "problem": "Mit CPR er 010203-1234", "who": [{"label": "a@b.dk"}]}
    body = problem(caller.post("projects/", sent, key=a_key()), 422, "invalid")
    assert set(body["errors"]) == {"title", "problem", "who.0.label"}
    assert "CPR" in body["errors"]["problem"][0]
    assert Project.objects.count() == 0


@pytest.mark.parametrize(
    "sent", [{"titel": "A"}, {"title": 7}, {"title": ["A"]}, {"title": None}, {"title": "a\x00b"}]
)
def test_what_no_field_can_hold_is_422(sent: dict):
    project = raised()
    answer = Caller(project.initiator).patch(f"projects/{project.slug}/", sent)
    assert set(problem(answer, 422, "invalid")["errors"]) == set(sent)


def test_a_refusal_that_names_a_field_is_422_there():
    team = team_seeking()
    url = f"projects/{team.project.slug}/"
    sent = {"invitee": {"email": team.committer.email, "name": "X", "why_you": "Fordi."}}
    sent["invitee"] |= {"organisation_name": team.association.name}
    sent["invitee"] |= {"organisation_kind": team.association.organisation.kind}
    body = problem(Caller(team.initiator).post(f"{url}invitations/", sent), 422, "already_party")
    assert list(body["errors"]) == ["email"]


def test_a_method_that_an_address_does_not_know_is_405():
    answer = Caller().ask("DELETE", "projects/")
    problem(answer, 405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST", "HEAD"}
    problem(Caller().ask("OPTIONS", "projects/"), 405, "method_not_allowed")


def test_only_json_is_spoken():
    caller = Caller(citizen())
    problem(caller.get("projects/", Accept="text/html"), 406, "not_acceptable")
    headers = {"Authorization": f"Bearer {caller.secret}", "Idempotency-Key": a_key()}
    answer = caller.client.post("/api/v1/projects/", {"title": "A"}, headers=headers)
    problem(answer, 415, "unsupported_media_type")
    for text in ('{"title": ', "\xff", "[" * 100_000):
        answer = caller.client.generic(
            "POST", "/api/v1/projects/", text, content_type="application/json", headers=headers
        )
        problem(answer, 400, "malformed")
    answer = caller.client.generic(
        "POST", "/api/v1/projects/", "[1]", content_type="application/json", headers=headers
    )
    problem(answer, 422, "invalid")


def test_a_body_without_end_is_413(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    caller = Caller(citizen())
    answer = caller.post("projects/", {"title": "A", "problem": "x" * 2000}, key=a_key())
    problem(answer, 413, "too_large")
    project = raised(caller.person)
    problem(caller.patch(f"projects/{project.slug}/", {"problem": "x" * 2000}), 413, "too_large")


@pytest.mark.parametrize(
    "query",
    ["phse=define", "phase=draft", "phase=%00", "limit=0", "limit=101", "limit=x", "cursor=x",
     "cursor=WzFd", "cursor=%00", "phase=define&phase=design", "ordering=-title", "q=%00",
     "limit=99999999999999999999", "postal_code=1", "q=" + "a" * 101, "needs_parties=x",
     "theme=æ", "theme=%00"],
)  # fmt: skip
def test_a_parameter_that_makes_no_sense_is_400_with_its_name(query: str):
    body = problem(Caller().get(f"projects/?{query}"), 400, "unknown_parameter"
                   if "phse" in query else "invalid_parameter")  # fmt: skip
    assert list(body["errors"]) == [query.partition("=")[0]]


def test_a_write_takes_no_parameters():
    project = raised()
    answer = Caller(project.initiator).post(f"projects/{project.slug}/advance/?force=1")
    problem(answer, 400, "unknown_parameter")


def test_a_busy_database_is_503_and_a_limit_429(monkeypatch):
    team = team_seeking()
    url = f"projects/{team.project.slug}/invitations/"
    sent = {"invitee": {"email": "ny@mail.example", "name": "Ny", "why_you": "Du bor der."}}
    caller = Caller(team.initiator)

    def raises(error):
        def act(*args, **kwargs):
            raise error

        return act

    monkeypatch.setattr("projects.services.invitations.invite_party", raises(OperationalError("x")))
    answer = caller.post(url, sent)
    problem(answer, 503, "unavailable")
    assert answer["Retry-After"] == "5"
    monkeypatch.setattr("projects.services.invitations.invite_party", raises(MailLimitReached("x")))
    problem(caller.post(url, sent), 429, "mail_limit")


def test_what_nobody_foresaw_is_500_without_its_details(monkeypatch):
    team = team_seeking()
    caller = Caller(team.initiator)
    caller.client.raise_request_exception = False
    monkeypatch.setattr("projects.filters.newest_of", None)
    body = problem(caller.get("projects/"), 500, "error")
    assert "NoneType" not in str(body)


def test_a_forged_host_is_400():
    answer = Caller().client.get("/api/v1/projects/", headers={"Host": "ond.example"})
    problem(answer, 400, "malformed")


def test_pages_keep_their_own_errors(client):
    for answer in (client.get("/opgaver/nej/"), client.get("/min/noegler/slet/")):
        assert answer["Content-Type"].startswith("text/html")

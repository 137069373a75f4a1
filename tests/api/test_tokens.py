"""Keys for programs: made and deleted in the browser, and as strong as their person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import ApiToken
from participants.queries import data_about
from participants.services.accounts import erase_person
from participants.services.tokens import MOST_TOKENS, delete_old_tokens, make_token
from samskabelse.history.models import Entry
from samskabelse.web.errors import ActError
from tests.access.test_guards import tables_with
from tests.api.caller import Caller
from tests.api.test_problems import problem
from tests.factories.people import UserFactory
from tests.factories.projects import citizen, raised

pytestmark = pytest.mark.django_db
PAGE = reverse("participants:tokens")


@pytest.fixture
def person(client):
    person = UserFactory(name="Bo Nabo")
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return person


def make(client, **fields) -> str:
    """Make a key on the page; the secret as it stands there."""
    response = client.post(PAGE, {"name": "Regnearket", "days": "30", **fields})
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.context["secret"]


def test_a_key_is_shown_once_and_only_its_hash_is_kept(client, person):
    secret = make(client)
    assert secret.startswith("sam_")
    assert len(secret) > 60
    assert tables_with(secret) == []
    assert secret not in client.get(PAGE).content.decode()
    assert "Regnearket" in client.get(PAGE).content.decode()
    caller = Caller()
    caller.secret = secret
    assert caller.get("me/").json()["name"] == "Bo Nabo"
    assert "no-store" in client.get(PAGE)["Cache-Control"]


def test_a_deleted_key_opens_nothing(client, person):
    caller = Caller()
    caller.secret = make(client)
    key = ApiToken.objects.get().token_key
    client.post(reverse("participants:revoke_token"), {"key": key})
    problem(caller.get("me/"), 401, "bad_token")
    problem(caller.get("projects/"), 401, "bad_token")  # also where nobody need be
    acts = Entry.objects.filter(action__startswith="token.").order_by("id")
    assert [(e.action, e.is_public) for e in acts] == [
        ("token.made", False), ("token.revoked", False)]  # fmt: skip


def test_a_key_runs_out(client, person):
    caller = Caller()
    caller.secret = make(client)
    ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    problem(caller.get("me/"), 401, "bad_token")
    assert "Er udløbet" in client.get(PAGE).content.decode()
    assert delete_old_tokens() == 0
    ApiToken.objects.update(expiry=timezone.now() - timedelta(days=31))
    assert delete_old_tokens() == 1


def test_nobody_deletes_the_key_of_another(client, person):
    other = Caller(UserFactory())
    key = ApiToken.objects.get().token_key
    client.post(reverse("participants:revoke_token"), {"key": key})
    assert other.get("me/").status_code == 200


def test_a_key_dies_with_the_account():
    caller = Caller(UserFactory())
    erase_person(caller.person.pk, by=caller.person)
    assert ApiToken.objects.count() == 0
    problem(caller.get("me/"), 401, "bad_token")


def test_a_key_of_somebody_who_is_shut_out_opens_nothing():
    caller = Caller(UserFactory())
    type(caller.person).objects.filter(pk=caller.person.pk).update(is_active=False)
    problem(caller.get("me/"), 401, "bad_token")


def test_a_name_is_used_once_and_there_is_an_end(client, person):
    make(client)
    again = client.post(PAGE, {"name": " Regnearket ", "days": "30"})
    assert again.status_code == 422
    assert "Du har allerede en nøgle med det navn." in again.content.decode()
    assert client.post(PAGE, {"name": "", "days": "9999"}).status_code == 422
    for number in range(1, MOST_TOKENS):
        make_token(by=person, name=f"Nr. {number}", days=30)
    with pytest.raises(ActError) as refused:
        make_token(by=person, name="En til", days=30)
    assert refused.value.code == "too_many"
    assert ApiToken.objects.count() == MOST_TOKENS


def test_the_database_keeps_no_key_without_name_end_or_hash(person):
    make_token(by=person, name="A", days=1)
    for wrong in ({"name": ""}, {"expiry": None}, {"digest": "secret"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiToken.objects.update(**wrong)


def test_a_key_opens_no_page(person):
    _token, secret = make_token(by=person, name="A", days=1)
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client(headers=headers).get(PAGE).status_code == 302
    assert Client(headers=headers).get("/min/").status_code == 302


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer ", "Bearer x", "bearer sam_\xff\xfe", "Bearer a b"]
)
def test_a_key_that_is_none_is_401(sent: str):
    problem(Caller().get("projects/", Authorization=sent), 401, "bad_token")


def test_the_person_can_see_their_keys_in_their_data(person):
    _token, secret = make_token(by=person, name="Regnearket", days=1)
    told = data_about(person)["api"]
    assert [key["name"] for key in told["keys"]] == ["Regnearket"]
    assert secret not in str(told)


def test_a_session_needs_a_csrf_token_and_a_key_does_not():
    project = raised(citizen())
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(project.initiator, "django.contrib.auth.backends.ModelBackend")
    url = f"/api/v1/projects/{project.slug}/"
    sent = {"data": '{"title": "Ny titel"}', "content_type": "application/json"}
    assert strict.get(url).status_code == 200
    problem(strict.patch(url, **sent), 403, "not_allowed")
    strict.get("/api/docs/")
    token = strict.cookies["csrf"].value
    assert strict.patch(url, **sent, headers={"X-CSRFToken": token}).status_code == 200
    caller = Caller(project.initiator)
    caller.client = Client(enforce_csrf_checks=True)
    assert caller.patch(f"projects/{project.slug}/", {"title": "Nyere"}).status_code == 200


def test_what_one_person_is_answered_stays_in_no_cache():
    assert Caller(UserFactory()).get("projects/")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in Caller().get("projects/")

"""The same write sent twice, in turn or at once, is done once and answered alike."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from participants.services.accounts import erase_person
from projects.models import Invitation, Project
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from samskabelse.rest.idempotency import forget_answers
from samskabelse.rest.models import KeptAnswer
from samskabelse.rest.views import WRITES, ApiView
from tests.access.routes import patterns
from tests.api.caller import Caller, a_key
from tests.api.test_problems import problem
from tests.factories.people import UserFactory
from tests.factories.projects import citizen, invited, raised, team_seeking
from tests.projects.crowd import at_once

RAISED = {"title": "Lys på stien", "problem": "Der er mørkt."}


def counts() -> dict[str, int]:
    return {m.__name__: m.objects.count() for m in (Project, Invitation, Entry, OutgoingMail)}


@pytest.mark.django_db
def test_the_same_key_and_body_again_is_the_same_answer():
    caller, key = Caller(citizen()), a_key()
    first = caller.post("projects/", RAISED, key=key)
    once = counts()
    again = caller.post("projects/", RAISED, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert counts() == once
    assert Project.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_or_address_is_422():
    caller, key = Caller(citizen()), a_key()
    slug = caller.post("projects/", RAISED, key=key).json()["slug"]
    other = caller.post("projects/", RAISED | {"title": "Noget andet"}, key=key)
    problem(other, 422, "idempotency_key_reused")
    problem(caller.patch(f"projects/{slug}/", {"title": "Ny"}, key=key), 422,
            "idempotency_key_reused")  # fmt: skip
    assert Project.objects.get().title == RAISED["title"]


@pytest.mark.django_db
def test_a_key_is_ones_own():
    key = a_key()
    for _ in range(2):
        assert Caller(citizen()).post("projects/", RAISED, key=key).status_code == 201
    assert Project.objects.count() == 2


@pytest.mark.django_db
def test_a_refusal_is_not_kept_so_the_key_may_be_tried_again():
    caller, key = Caller(citizen()), a_key()
    problem(caller.post("projects/", RAISED | {"title": ""}, key=key), 422, "invalid")
    assert KeptAnswer.objects.count() == 0
    assert caller.post("projects/", RAISED, key=key).status_code == 201


@pytest.mark.django_db
def test_an_act_that_dies_leaves_neither_act_nor_answer(monkeypatch):
    caller, key = Caller(citizen()), a_key()
    caller.client.raise_request_exception = False

    def dies(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("samskabelse.rest.idempotency._keep", dies)
        problem(caller.post("projects/", RAISED, key=key), 500, "error")
    assert Project.objects.count() == 0
    assert caller.post("projects/", RAISED, key=key).status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("projects/", 400), ("projects/x/invitations/1/send-again/", 400)]
)
def test_where_twice_would_be_two_a_key_is_required(address: str, status: int):
    caller = Caller(citizen())
    if "send-again" in address:
        invitation = invited(raised(caller.person), UserFactory())
        address = f"projects/{invitation.project.slug}/invitations/{invitation.pk}/send-again/"
    problem(caller.post(address, RAISED), status, "idempotency_key_missing")
    for key in ("kort", "x" * 201, "æøå-æøå-æøå".encode().decode("latin-1"), '"a b c d e f g'):
        problem(caller.post(address, RAISED, key=key), 400, "idempotency_key_malformed")


@pytest.mark.django_db
def test_a_quoted_key_is_the_same_as_a_bare_one():
    caller, key = Caller(citizen()), a_key()
    first = caller.post("projects/", RAISED, key=key)
    assert caller.post("projects/", RAISED, key=f'"{key}"').json() == first.json()


@pytest.mark.django_db
def test_send_again_with_one_key_mails_once():
    invitation = invited(raised(citizen()), UserFactory())
    caller, key = Caller(invitation.invited_by), a_key()
    url = f"projects/{invitation.project.slug}/invitations/{invitation.pk}/send-again/"
    answers = [caller.post(url, key=key).json() for _ in range(3)]
    assert [answer["times_asked"] for answer in answers] == [2, 2, 2]
    assert caller.post(url, key=a_key()).json()["times_asked"] == 3


@pytest.mark.django_db
def test_an_answer_is_forgotten_after_a_day_and_with_the_person():
    caller, key = Caller(citizen()), a_key()
    caller.post("projects/", RAISED, key=key)
    assert forget_answers() == 0
    yesterday = timezone.now() - timedelta(hours=25)
    KeptAnswer.objects.update(created_at=yesterday)
    assert caller.post("projects/", RAISED, key=key).status_code == 201
    assert Project.objects.count() == 2
    KeptAnswer.objects.update(created_at=yesterday)
    assert forget_answers() == 1
    caller.post("projects/", RAISED, key=a_key())
    erase_person(caller.person.pk, by=caller.person)
    assert KeptAnswer.objects.count() == 0


@pytest.mark.django_db
def test_no_answer_that_is_kept_holds_an_address():
    team = team_seeking()
    caller = Caller(team.initiator)
    sent = {"invitee": {"email": "ny@mail.example", "name": "Ny", "why_you": "Du bor der."}}
    url = f"projects/{team.project.slug}/invitations/"
    assert caller.post(url, sent, key=a_key()).status_code == 201
    assert "ny@mail.example" not in str(KeptAnswer.objects.get().body)


def test_every_write_of_the_api_is_done_once_per_key():
    """No view has a write that goes around the wrapper."""
    views = [
        pattern.callback.cls
        for name, found in patterns().items()
        for pattern in found
        if name.startswith("api:") and issubclass(getattr(pattern.callback, "cls", str), ApiView)
    ]
    assert len(views) > 20
    handlers = [getattr(v, method) for v in views for method in WRITES if hasattr(v, method)]
    assert len(handlers) > 15
    assert all(getattr(handler, "is_done_once", False) for handler in handlers)
    assert get_resolver()


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_raise_one_opgave():
    caller, key = Caller(citizen()), a_key()
    statuses: list[int] = []
    bodies: list[dict] = []

    def send() -> None:
        mine = Caller()
        mine.secret = caller.secret
        answer = mine.post("projects/", RAISED, key=key)
        statuses.append(answer.status_code)
        if answer.status_code == 201:
            bodies.append(answer.json())

    assert at_once([send] * 16) == {"ok": 16}
    assert set(statuses) <= {201, 409}
    assert statuses.count(201) >= 1
    assert Project.objects.count() == 1
    assert OutgoingMail.objects.filter(kind__contains="received").count() <= 1
    assert all(body == bodies[0] for body in bodies)
    assert caller.post("projects/", RAISED, key=key).json() == bodies[0]


@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_under_way_the_second_is_409(monkeypatch):
    caller, key = Caller(citizen()), a_key()
    answers = []
    act = "projects.api.projects.raise_project"
    from projects.services.raising import raise_project  # noqa: PLC0415  the one that is replaced

    def slow(*args, **kwargs):
        with monkeypatch.context() as inner:
            inner.setattr(act, raise_project)

            def ask() -> None:
                mine = Caller()
                mine.secret = caller.secret
                answers.append(mine.post("projects/", RAISED, key=key))

            at_once([ask])
        return raise_project(*args, **kwargs)

    monkeypatch.setattr(act, slow)
    assert caller.post("projects/", RAISED, key=key).status_code == 201
    problem(answers[0], 409, "request_in_progress")
    assert answers[0]["Retry-After"] == "1"
    assert Project.objects.count() == 1

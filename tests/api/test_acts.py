"""Every act through the API: the same services, so the same effect as the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.enums import Phase
from projects.models import ConsentAnswer, Invitation, Party, Project
from projects.services.roles import end_role
from samskabelse.history.models import Entry
from tests.api.caller import Caller, a_key
from tests.api.test_problems import problem
from tests.factories.people import MandateFactory, UserFactory
from tests.factories.projects import (
    answers_in,
    asked,
    citizen,
    invited,
    meet_facts,
    raised,
    team_in,
    team_seeking,
    wears,
)

pytestmark = pytest.mark.django_db


def last_act() -> str:
    return Entry.objects.order_by("-id").first().action


def test_raise_with_all_four_answers():
    mandate = MandateFactory(user=citizen())
    caller = Caller(mandate.user)
    sent = {
        "title": "Lys på stien",
        "problem": "Der er mørkt.",
        "route": "citizen",
        "place": "Søby",
        "postal_code": "8990",
        "latitude": "55.676098",
        "longitude": "12.568337",
        "organisation": mandate.organisation.slug,
        "who": [{"label": "Hundeejerne", "is_affected": True, "motive": "meaning"}],
        "arena": {"place": "Biblioteket"},
    }
    answer = caller.post("projects/", sent, key=a_key())
    assert answer.status_code == 201, answer.content
    shown = answer.json()
    project = Project.objects.get(slug=shown["slug"])
    assert shown["phase"] == project.phase == "seeking"
    assert shown["raised_on_behalf_of"] == mandate.organisation.name
    assert project.stakeholders.get().label == "Hundeejerne"
    assert project.arenas.get().place == "Biblioteket"
    assert project.parties.get().organisation == mandate.organisation


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"organisation": "findes-ikke"}, "organisation"),
        ({"latitude": "55.1"}, "longitude"),
        ({"latitude": "91", "longitude": "1"}, "latitude"),
        ({"postal_code": "0800"}, "postal_code"),
        ({"route": "konge"}, "route"),
        ({"arena": {"sted": "x"}}, "arena.sted"),
        ({"arena": {"first_date": "i morgen"}}, "arena.first_date"),
        ({"who": [{"label": "x", "is_affected": "ja"}]}, "who.0.is_affected"),
    ],
)
def test_a_raise_that_makes_no_sense_says_where(wrong: dict, field: str):
    sent = {"title": "Lys", "problem": "Mørkt"} | wrong
    answer = Caller(citizen()).post("projects/", sent, key=a_key())
    assert list(problem(answer, 422, "invalid")["errors"]) == [field]
    assert Project.objects.count() == 0


def test_change_keeps_the_old_text():
    project = raised()
    caller = Caller(project.initiator)
    answer = caller.patch(f"projects/{project.slug}/", {"title": "Ny titel"})
    assert answer.json()["title"] == "Ny titel"
    (entry,) = caller.get(f"projects/{project.slug}/history/?limit=1").json()["results"]
    assert (entry["action"], entry["old"]) == ("project.changed", {"title": project.title})


def test_invite_one_many_again_and_take_back():
    project = raised()
    caller, url = Caller(project.initiator), f"projects/{project.slug}/invitations/"
    one = {"email": "Ny@Mail.example", "name": "Ny", "why_you": "Du bor der."}
    answer = caller.post(url, {"invitee": one})
    assert answer.status_code == 201, answer.content
    assert "mail.example" not in answer.content.decode()
    pk = answer.json()["id"]
    rows = [one, one | {"email": "to@mail.example"}, one | {"email": "tre@mail.example"}]
    many = caller.post(f"{url}many/", {"invitees": rows})
    assert many.json() == {"invited": 2, "passed_by": 1}
    assert caller.post(f"{url}{pk}/send-again/", key=a_key()).json()["times_asked"] == 2
    assert caller.post(f"{url}{pk}/cancel/").json()["state"] == "cancelled"
    problem(caller.post(f"{url}{pk}/cancel/"), 409, "not_open")
    listed = caller.get(url).json()["results"]
    assert [row["state"] for row in listed] == ["waiting", "waiting", "cancelled"]


def test_many_are_asked_all_or_none_and_the_row_is_named():
    project = raised()
    rows = [
        {"email": "a@mail.example", "name": "A", "why_you": "Fordi."},
        {"email": "nej", "name": "B", "why_you": "Fordi."},
        {"email": "c@mail.example", "name": "", "why_you": "Fordi."},
    ]
    url = f"projects/{project.slug}/invitations/many/"
    body = problem(Caller(project.initiator).post(url, {"invitees": rows}), 422, "invalid")
    assert list(body["errors"]) == ["invitees.1.email", "invitees.2.name"]
    assert Invitation.objects.count() == 0


def test_answer_ones_own_invitation_and_nobody_elses():
    guest = UserFactory()
    invitation = invited(raised(), guest)
    url = f"projects/{invitation.project.slug}/invitations/{invitation.pk}/answer/"
    problem(Caller(UserFactory()).post(url, {"answer": "yes"}), 404, "not_found")
    answer = Caller(guest).post(url, {"answer": "yes", "brings": "En trailer"})
    assert answer.json()["state"] == "accepted"
    assert Party.objects.get(user=guest).brings == "En trailer"


def test_describe_and_leave():
    team = team_seeking()
    caller = Caller(team.committer)
    url = f"projects/{team.project.slug}/parties/{team.association.pk}/"
    said = caller.patch(url, {"brings": "Lokaler", "needs": ""}).json()
    assert (said["brings"], said["name"]) == ("Lokaler", team.association.name)
    problem(Caller(team.speaker).post(f"{url}leave/", {"reason": "time"}), 403, "not_allowed")
    gone = caller.post(f"{url}leave/", {"reason": "time", "note": "Vi har travlt"})
    assert gone.json()["status"] == "left"
    assert (
        "travlt"
        not in Caller(team.initiator).get(f"projects/{team.project.slug}/parties/").content.decode()
    )


def test_ask_consent_and_move():
    team = team_seeking()
    slug = team.project.slug
    convener = Caller(team.convener)
    opened = convener.post(f"projects/{slug}/rounds/").json()
    assert convener.post(f"projects/{slug}/rounds/").json()["id"] == opened["id"]
    for row in answers_in(team.project.rounds.get()):
        person = Caller(row.party.committers()[0])
        said = person.post(f"projects/{slug}/consents/{row.pk}/", {"position": "consent"})
        assert said.json()["position"] == "consent"
    assert convener.get(f"projects/{slug}/").json()["phase"] == "define"
    (standing,) = convener.get(f"projects/{slug}/rounds/").json()["results"]
    assert standing["state"] == "passed"


def test_object_withdraw_override():
    team = team_seeking()
    slug = team.project.slug
    consent_round = asked(team)
    answer = consent_round.answers.get(party=team.association)
    url = f"projects/{slug}/consents/{answer.pk}/"
    body = problem(Caller(team.committer).post(url, {"position": "objection"}), 422, "refused")
    assert list(body["errors"]) == ["reason"]
    said = {"position": "objection", "reason": "Det gør skade."}
    assert Caller(team.committer).post(url, said).json()["reason"] == "Det gør skade."
    problem(Caller(UserFactory()).post(url, said), 403, "not_allowed")
    withdraw = f"projects/{slug}/rounds/{consent_round.pk}/withdraw/"
    assert Caller(team.convener).post(withdraw).json()["state"] == "withdrawn"
    said = {"reason": "Det haster.", "phase": "seeking"}
    moved = Caller(team.facilitator).post(f"projects/{slug}/override/", said)
    assert moved.json()["phase"] == "define"
    assert last_act() == "gate.overridden"
    problem(Caller(team.facilitator).post(f"projects/{slug}/override/", said), 409, "moved_on")


def test_pass_over_the_silent():
    team = team_seeking()
    consent_round = asked(team)
    answer = consent_round.answers.get(party=team.association)
    caller = Caller(team.convener)
    url = f"projects/{team.project.slug}/consents/{answer.pk}/pass-over/"
    problem(caller.post(url), 409, "not_silent_long_enough")
    long_ago = timezone.now() - timedelta(days=30)
    ConsentAnswer.objects.filter(pk=answer.pk).update(reminders=2, last_reminded_at=long_ago)
    assert caller.post(url).json()["position"] == "passed_over"


def test_close_and_reopen():
    team = team_in(Phase.IMPLEMENT)
    slug = team.project.slug
    caller = Caller(team.convener)
    missing = caller.post(f"projects/{slug}/closing/", {"outcome": "anchored", "lessons": "Spørg."})
    assert list(problem(missing, 422, "refused")["errors"]) == ["owner"]
    said = {"outcome": "anchored", "owner": "Skolen", "lessons": "Spørg først."}
    assert caller.post(f"projects/{slug}/closing/", said).json()["planned_outcome"] == "anchored"
    reopened = Caller(team.initiator).post(f"projects/{slug}/reopen/", {"reason": "Noget andet."})
    assert reopened.json()["phase"] == "define"


def test_advance_when_nothing_is_missing():
    team = team_seeking()
    consent_round = asked(team)
    meet_facts(team)
    # The last answer finds that a fact has been lost; it is mended afterwards.
    end_role(team.project.roles.get(kind="convener").pk, by=team.convener)
    for row in answers_in(consent_round):
        caller = Caller(row.party.committers()[0])
        caller.post(f"projects/{team.project.slug}/consents/{row.pk}/", {"position": "consent"})
    wears(team.project, "convener", team.convener)
    advance = f"projects/{team.project.slug}/advance/"
    problem(Caller(team.convener).post(advance, {"phase": "define"}), 409, "moved_on")
    problem(Caller(team.convener).post(advance, {"phase": "soon"}), 422, "invalid")
    moved = Caller(team.convener).post(advance, {"phase": "seeking"})
    assert moved.json()["phase"] == "define", moved.content
    problem(Caller(team.convener).post(advance, {"phase": "seeking"}), 409, "moved_on")


def test_on_behalf_of_a_party_of_ones_own_alone():
    team = team_seeking()
    url = f"projects/{team.project.slug}/reopen/"
    slug = team_in(Phase.DESIGN)
    url = f"projects/{slug.project.slug}/reopen/"
    said = {"reason": "Noget andet.", "party": slug.department.pk}
    problem(Caller(slug.committer).post(url, said), 403, "not_allowed")
    body = Caller(slug.committer).post(url, said | {"party": team.association.pk})
    assert list(problem(body, 422, "invalid")["errors"]) == ["party"]
    done = Caller(slug.committer).post(url, said | {"party": slug.association.pk})
    assert done.status_code == 200
    assert Entry.objects.filter(action="project.reopened").get().on_behalf_of == (
        slug.association.name
    )

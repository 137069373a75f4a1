"""Many at once: the count, who is passed by, the ten minutes, and the way back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from projects.enums import Answer
from projects.models import Invitation, InvitationBatch
from projects.services.answering import answer_invitation
from projects.services.inviting_many import (
    GRACE,
    UNDO,
    Passing,
    invite_parties,
    take_back_invitations,
)
from projects.services.reminders import tick
from samskabelse.history.queries import history_of
from samskabelse.mail.models import OutgoingMail
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.projects.services.test_invitations import invitee, refusal

pytestmark = pytest.mark.django_db


def people(count):
    return [invitee(email=f"p{n}@mail.example", name=f"Person {n}") for n in range(count)]


def sent(count):
    project = raised()
    return project, invite_parties(project.pk, people(count), by=project.initiator)


@pytest.fixture(autouse=True)
def by_day(settings):
    settings.MAIL_QUIET_HOURS = ""


def test_fifty_leave_at_once_and_one_more_waits_ten_minutes():
    _project, few = sent(50)
    assert few.batch is None
    assert not OutgoingMail.objects.filter(not_before__gt=timezone.now()).exists()
    _other, many = sent(51)
    mails = OutgoingMail.objects.filter(scope=f"project:{many.batch.project_id}")
    mails = mails.filter(kind="invitation")
    in_time = many.batch.leaves_at + GRACE
    assert tick(now=in_time - timedelta(seconds=1))["queue_batches"] == 0
    assert not mails.exists()
    assert tick(now=in_time)["queue_batches"] == 51
    assert tick(now=in_time)["queue_batches"] == 0
    assert mails.count() == 51
    assert abs(many.batch.leaves_at - timezone.now() - UNDO) < timedelta(seconds=20)


def test_one_act_leaves_one_entry():
    project, _asked = sent(60)
    entry = history_of(project).first()
    assert (entry.action, entry.data["n"]) == ("invitations.sent", 60)
    assert history_of(project).filter(action__startswith="invitation").count() == 1


def test_many_take_a_handful_of_statements(
    django_assert_max_num_queries,
):
    project = raised()
    with django_assert_max_num_queries(40):
        invite_parties(project.pk, people(190), by=project.initiator)


def test_all_are_taken_back_as_one():
    project, asked = sent(51)
    take_back_invitations(asked.batch.pk, by=project.initiator)
    assert set(project.invitations.values_list("state", flat=True)) == {"cancelled"}
    assert tick(now=asked.batch.leaves_at + GRACE)["queue_batches"] == 0
    assert not OutgoingMail.objects.filter(kind="invitation").exists()
    assert history_of(project).first().data["n"] == 51
    before = history_of(project).count()
    take_back_invitations(asked.batch.pk, by=project.initiator)
    assert history_of(project).count() == before
    again = invite_parties(project.pk, people(51), by=project.initiator)
    assert again.count == 51


def test_whoever_has_answered_meanwhile_gets_no_mail():
    project = raised()
    person = UserFactory(email="p0@mail.example")
    asked = invite_parties(project.pk, people(51), by=project.initiator)
    answer_invitation(Invitation.objects.get(email=person.email).pk, Answer.MAYBE, by=person)
    assert tick(now=asked.batch.leaves_at + GRACE)["queue_batches"] == 50


def test_only_whoever_sent_them_takes_them_back():
    _project, asked = sent(51)
    assert refusal(take_back_invitations, asked.batch.pk, by=UserFactory()) == "not_allowed"


@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, False), (1, False)])
def test_the_edge_of_the_ten_minutes(seconds, goes):
    project, asked = sent(51)
    with time_machine.travel(asked.batch.leaves_at + timedelta(seconds=seconds), tick=False):
        if goes:
            assert take_back_invitations(asked.batch.pk, by=project.initiator).undone_at
        else:
            assert (
                refusal(take_back_invitations, asked.batch.pk, by=project.initiator) == "has_left"
            )
    tick(now=asked.batch.leaves_at + timedelta(seconds=29))
    assert not OutgoingMail.objects.filter(kind="invitation").exists()


def test_what_was_answered_on_the_site_meanwhile_stands():
    project = raised()
    person = UserFactory(email="p0@mail.example")
    asked = invite_parties(project.pk, people(51), by=project.initiator)
    first = Invitation.objects.get(email=person.email)
    answer_invitation(first.pk, Answer.MAYBE, by=person)
    take_back_invitations(asked.batch.pk, by=project.initiator)
    first.refresh_from_db()
    assert first.state == "considering"
    tick(now=asked.batch.leaves_at + GRACE)
    assert not OutgoingMail.objects.filter(kind="invitation").exists()
    assert history_of(project).first().data["n"] == 50


def test_who_has_had_enough_is_passed_by_and_the_others_are_asked():
    for _number in range(3):
        project = raised()
        invite_parties(project.pk, people(1), by=project.initiator)
    project = raised()
    asked = invite_parties(project.pk, people(4), by=project.initiator)
    assert asked.count == 3
    [(row, reason)] = asked.selection.passed
    assert (row.email, reason) == ("p0@mail.example", Passing.ENOUGH)


def test_the_same_address_for_many_organisations_gets_three_mails():
    rows = [
        invitee(organisation_name=f"Forening {n}", organisation_kind="association")
        for n in range(5)
    ]
    project = raised()
    asked = invite_parties(project.pk, rows, by=project.initiator)
    assert (asked.count, len(asked.selection.passed)) == (3, 2)


def page(client, project, count, **more):
    lines = "\n".join(f"p{n}@mail.example;Person {n}" for n in range(count))
    told = {"rows": lines, "why_you": "Du kender stedet.", "role_promise": "cocreate", **more}
    return client.post(reverse("projects:invite_many", args=[project.slug]), told)


@pytest.mark.parametrize(("count", "warns"), [(50, False), (51, True)])
def test_the_preview_says_how_many_and_that_they_can_be_taken_back(client, count, warns):
    project = raised()
    client.force_login(project.initiator)
    html = page(client, project, count).content.decode()
    assert ("The mails leave 10 minutes" in html or "10 minutter" in html) == warns
    assert not Invitation.objects.exists()


def test_the_page_offers_the_way_back_until_it_closes(client):
    project = raised()
    client.force_login(project.initiator)
    assert page(client, project, 51, confirm="yes").status_code == 303
    batch = InvitationBatch.objects.get()
    parties = reverse("projects:parties", args=[project.slug])
    undo = reverse("projects:take_back_invitations", args=[project.slug, batch.pk])
    assert undo in client.get(parties).content.decode()
    assert client.post(undo).status_code == 303
    assert undo not in client.get(parties).content.decode()
    assert Invitation.objects.filter(state="waiting").count() == 0


def test_somebody_else_finds_no_such_batch(client):
    _project, asked = sent(51)
    other, _batch = sent(1)
    client.force_login(other.initiator)
    undo = reverse("projects:take_back_invitations", args=[other.slug, asked.batch.pk])
    assert client.post(undo).status_code == 404

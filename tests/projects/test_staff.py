"""The inbox: what waits, the first answer, and writing for somebody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.models import User
from projects.enums import Moderation, Phase
from projects.models import Project, Report
from projects.services.raising import Answers, raise_project
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory

pytestmark = pytest.mark.django_db
INBOX, ENTER = reverse("projects:inbox"), reverse("projects:enter")
ENTERED = {
    "name": "Gerda Lund",
    "email": "",
    "phone": "12 34 56 78",
    "problem": "Bænken ved søen er væk, og de gamle går ikke derned mere.",
    "title": "Bænk ved søen",
    "place": "Søen",
    "postal_code": "8000",
    "route": "citizen",
}


def raise_one(title: str = "Mørk sti", *, trusted: bool = True) -> Project:
    person = UserFactory(trusted_at=timezone.now() if trusted else None)
    return raise_project(Answers(title=title, problem="Stien er mørk."), by=person)


@pytest.fixture
def staff(client) -> User:
    person = VerifiedStaffFactory()
    client.force_login(person)
    return person


def test_inbox_is_for_staff(client):
    assert client.get(INBOX).status_code == 302
    client.force_login(UserFactory())
    for url in [INBOX, ENTER]:
        assert client.get(url).status_code == 403


def test_an_empty_inbox_says_what_comes_here(client, staff):
    assert "Alle har fået svar" in client.get(INBOX).content.decode()


def test_inbox_shows_the_clock_and_what_is_late(client, staff):
    late, new = raise_one("Sen"), raise_one("Ny", trusted=False)
    hidden = raise_one("Skjult")
    today = timezone.localdate()
    Project.objects.filter(pk=late.pk).update(
        first_reply_due=today - timedelta(days=3), recipient_body="Byrådet", answer_due=today
    )
    Project.objects.filter(pk=late.pk).update(answer_due=today - timedelta(days=1))
    Project.objects.filter(pk=hidden.pk).update(
        moderation=Moderation.HIDDEN, moderation_reason="Spam"
    )
    response = client.get(INBOX)
    shown = response.content.decode()
    assert response.context["waiting"] == [late, new]
    assert "3 dage over fristen" in shown or "overskredet" in shown
    assert list(response.context["held"]) == [new]
    assert list(response.context["overdue"]) == [late]
    assert "admin/projects" not in shown


def test_administrators_are_led_to_reports_and_moderation(client):
    client.force_login(AdministratorFactory())
    project = raise_one(trusted=False)
    Report.objects.create(project=project, reason="Grim tone")
    shown = client.get(INBOX).content.decode()
    assert "1 anmeldelse, som ingen har afgjort" in shown
    assert reverse("admin:projects_project_change", args=[project.pk]) in shown


def test_the_number_of_queries_does_not_grow(client, staff, django_assert_num_queries):
    # Session, person, transaction, read-only, waiting, held, overdue, and the end of it.
    expected = 8
    raise_one()
    client.get(INBOX)
    with django_assert_num_queries(expected):
        client.get(INBOX)
    raise_one(trusted=False)
    raise_one()
    with django_assert_num_queries(expected):
        client.get(INBOX)


def test_the_first_answer_stops_the_clock(client, staff):
    project = raise_one()
    url = reverse("projects:first_reply", args=[project.slug])
    assert project.problem in client.get(url).content.decode()
    assert client.post(url, {"text": " "}).status_code == 422
    assert client.post(url, {"text": "Tak. Vi ringer i morgen."})["Location"] == INBOX
    project.refresh_from_db()
    assert (project.first_reply, project.first_replied_by) == ("Tak. Vi ringer i morgen.", staff)
    assert client.get(INBOX).context["waiting"] == []
    again = client.post(url, {"text": "En gang til"})
    assert again.status_code == 422
    assert "Den er besvaret" in client.get(url).content.decode()


def test_somebody_takes_it(client, staff):
    project = raise_one()
    assert "Jeg tager den" in client.get(INBOX).content.decode()
    url = reverse("projects:take_contact", args=[project.slug])
    assert client.get(url)["Location"] == project.get_absolute_url()
    assert client.post(url)["Location"] == INBOX
    project.refresh_from_db()
    assert project.contact == staff
    assert "Jeg tager den" not in client.get(INBOX).content.decode()


def test_entering_for_somebody_on_the_phone(client, staff):
    assert client.get(ENTER).status_code == 200
    response = client.post(ENTER, ENTERED)
    project = Project.objects.get()
    assert response["Location"] == project.get_absolute_url()
    assert (project.phase, project.moderation) == (Phase.SEEKING, Moderation.CLEAR)
    assert (project.entered_by, project.initiator) == (staff, staff)
    assert (project.source_author, project.caller_reach) == ("Gerda Lund", "12 34 56 78")
    client.logout()
    assert "12 34 56 78" not in client.get(project.get_absolute_url()).content.decode()


def test_entering_for_somebody_with_an_address_makes_it_theirs(client, staff):
    client.post(ENTER, {**ENTERED, "email": "Gerda@mail.example", "phone": ""})
    project = Project.objects.get()
    assert (project.initiator.email, project.initiator.name) == ("gerda@mail.example", "Gerda Lund")
    assert project.entered_by == staff


def test_entering_names_what_is_missing_and_keeps_the_rest(client, staff):
    response = client.post(ENTER, {**ENTERED, "name": "", "title": "", "email": "x"})
    shown = response.content.decode()
    assert response.status_code == 422
    for sentence in ["Skriv, hvis opgave det er.", "Skriv en kort titel", ENTERED["problem"]]:
        assert sentence in shown
    assert Project.objects.count() == 0

"""What somebody who is not signed in may leave behind, counted by network address."""

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Draft, Report
from projects.services.drafts import DRAFTS_A_DAY
from projects.services.moderation import REPORTS_A_DAY, close_report
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import citizen, raised

pytestmark = pytest.mark.django_db
ADDRESS = {"REMOTE_ADDR": "198.51.100.7"}
QUESTION = reverse("projects:question", args=[1])


def report(project, reason: str, client: Client | None = None, **more: str):
    url = reverse("projects:report", args=[project.slug])
    return (client or Client()).post(url, {"reason": reason}, **(ADDRESS | more))


def test_one_open_report_about_an_opgave_from_one_network():
    project = raised()
    assert report(project, "Grimt").status_code == 303
    refused = report(project, "Meget grimt")
    assert refused.status_code == 422
    assert "Nogen på dit netværk har allerede anmeldt opgaven" in refused.content.decode()
    assert "Meget grimt</textarea>" in refused.content.decode()
    assert report(project, "Grimt").status_code == 303  # the same words are the same report
    assert report(project, "Også herfra", REMOTE_ADDR="198.51.100.8").status_code == 303
    assert Report.objects.filter(project=project).count() == 2


def test_a_settled_report_makes_room_for_the_next():
    project = raised()
    report(project, "Grimt")
    close_report(Report.objects.get().pk, by=AdministratorFactory(), upheld=False, answer="Nej.")
    assert report(project, "Stadig grimt").status_code == 303
    assert report(project, "Endnu mere").status_code == 422


def test_so_many_reports_a_day_from_one_network():
    raiser = citizen()
    projects = [raised(raiser) for _number in range(REPORTS_A_DAY + 1)]
    *taken, last = [report(project, "Grimt") for project in projects]
    assert {answer.status_code for answer in taken} == {303}
    assert last.status_code == 422
    assert "mange anmeldelser fra dit netværk" in last.content.decode()
    assert Report.objects.count() == REPORTS_A_DAY


def test_whoever_is_signed_in_is_not_counted_with_the_strangers():
    project, client = raised(), Client()
    client.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")
    assert report(project, "Grimt").status_code == 303
    assert report(project, "Mere", client).status_code == 303


def test_so_many_drafts_a_day_from_one_network_and_nothing_typed_is_lost():
    def begin(**more: str):
        data = {"title": "Lys", "problem": "Der er mørkt om vinteren.", "route": "citizen"}
        return Client().post(QUESTION, data, **(ADDRESS | more))

    assert {begin().status_code for _number in range(DRAFTS_A_DAY)} == {303}
    refused = begin()
    assert refused.status_code == 429
    assert "Mange er begyndt at skrive fra dit netværk i dag" in refused.content.decode()
    assert "Der er mørkt om vinteren.</textarea>" in refused.content.decode()
    assert (
        Client().post(reverse("projects:start"), {"kind": "shared"}, **ADDRESS).status_code == 429
    )
    assert begin(REMOTE_ADDR="198.51.100.8").status_code == 303
    assert Draft.objects.count() == DRAFTS_A_DAY + 1


def test_one_writer_saves_as_often_as_they_like():
    client = Client()
    for number in range(DRAFTS_A_DAY + 2):
        client.post(QUESTION, {"title": f"Lys {number}"}, **ADDRESS)
    assert Draft.objects.count() == 1

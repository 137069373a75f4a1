"""Administrators moderate through acts alone; lists stay cheap; their scripts run under the CSP."""

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import User
from projects.enums import Moderation, ReportState
from projects.models import Project, Report
from projects.services.moderation import report_project
from samskabelse.history.models import Entry
from samskabelse.mail.models import OutgoingMail
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import citizen, invited, raised, team_seeking

pytestmark = pytest.mark.django_db
PROJECTS = reverse("admin:projects_project_changelist")
REPORTS = reverse("admin:projects_report_changelist")


@pytest.fixture
def admin(client: Client) -> User:
    administrator = AdministratorFactory(name="Ada Admin", is_superuser=False)
    client.force_login(administrator)
    return administrator


def held() -> Project:
    project = raised(UserFactory())
    assert project.moderation == Moderation.HELD
    return project


def url(name: str, row: object) -> str:
    return reverse(f"admin:projects_{name}", args=[row.pk])


def state_of(project: Project) -> str:
    return Project.objects.values_list("moderation", flat=True).get(pk=project.pk)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_administrators_only(client):
    project = held()
    client.force_login(VerifiedStaffFactory())
    for address in (PROJECTS, url("project_hide", project), url("project_change", project)):
        assert client.get(address).status_code == 403
    assert client.post(url("project_approve", project)).status_code == 403
    assert state_of(project) == Moderation.HELD


def test_the_queue_shows_what_waits(client, admin):
    waiting, shown = held(), raised(citizen())
    report_project(shown.pk, by=None, reason="Grimt")
    titles = {
        queue: [
            row.title for row in client.get(f"{PROJECTS}?queue={queue}").context["cl"].result_list
        ]
        for queue in ("held", "reported", "unanswered")
    }
    assert titles == {
        "held": [waiting.title],
        "reported": [shown.title],
        "unanswered": [shown.title, waiting.title],
    }


def test_a_held_opgave_is_let_out(client, admin):
    project = held()
    page = client.get(url("project_change", project))
    assert url("project_approve", project) in page.content.decode()
    response = client.post(url("project_approve", project), follow=True)
    assert response.redirect_chain == [(url("project_change", project), 303)]
    assert said(response) == ["Det er gjort."]
    assert state_of(project) == Moderation.CLEAR
    entry = Entry.objects.get(action="project.approved")
    assert (entry.by, entry.target_id) == (admin, project.pk)


def test_hiding_asks_for_a_reason_the_author_gets(client, admin):
    project = raised(citizen())
    assert client.get(url("project_hide", project)).status_code == 200
    response = client.post(url("project_hide", project), {"reason": "  "})
    assert response.status_code == 200
    assert "reason" in response.context["form"].errors
    assert state_of(project) == Moderation.CLEAR
    client.post(url("project_hide", project), {"reason": "Der står et navn."})
    project.refresh_from_db()
    assert (project.moderation, project.moderation_reason) == (
        Moderation.HIDDEN,
        "Der står et navn.",
    )
    assert OutgoingMail.objects.filter(kind="moderated", to_user=project.initiator).exists()
    client.post(url("project_show", project))
    assert state_of(project) == Moderation.CLEAR


def test_several_are_hidden_with_one_reason(client, admin):
    projects = [raised(citizen()), raised(citizen())]
    chosen = {"action": "hide", "_selected_action": [project.pk for project in projects]}
    page = client.post(PROJECTS, chosen)
    assert page.status_code == 200
    assert [state_of(project) for project in projects] == [Moderation.CLEAR] * 2
    response = client.post(PROJECTS, chosen | {"reason": "Reklame"}, follow=True)
    assert said(response) == ["2 rækker er klaret."] or len(said(response)) == 1
    assert [state_of(project) for project in projects] == [Moderation.HIDDEN] * 2


def test_a_report_is_answered(client, admin):
    sender, project = UserFactory(), raised(citizen())
    report = report_project(project.pk, by=sender, reason="Grimt")
    assert client.get(url("report_close", report)).status_code == 200
    assert client.post(url("report_close", report), {"uphold": "x"}).status_code == 200
    assert Report.objects.get().state == ReportState.OPEN
    client.post(url("report_close", report), {"dismiss": "x", "answer": "Tak, men nej."})
    report.refresh_from_db()
    assert (report.state, report.answer, report.closed_by) == (
        ReportState.DISMISSED,
        "Tak, men nej.",
        admin,
    )
    assert OutgoingMail.objects.filter(to_user=sender).exists()


def test_nothing_else_can_be_written(client, admin):
    project = raised(citizen())
    before = Project.objects.values().get(pk=project.pk)
    client.post(url("project_change", project), {"phase": "closed", "title": "Hacket"})
    assert Project.objects.values().get(pk=project.pk) == before
    for name in ("project", "party", "invitation", "report", "importedrow"):
        assert client.get(reverse(f"admin:projects_{name}_add")).status_code == 403
    assert client.post(url("project_delete", project), {"post": "yes"}).status_code == 403
    party = project.parties.get()
    assert client.post(url("party_change", party), {"status": "left"}).status_code == 403
    assert client.get(url("project_approve", project)).status_code == 405


def test_the_first_page_counts_what_waits(client, admin):
    held()
    UserFactory(kind="politician")
    page = client.get(reverse("admin:index")).content.decode()
    waiting = page[page.index('id="waiting"') : page.index("</table>")]
    assert waiting.count("<strong>1</strong>") == 3  # held, without an answer, a politician
    for link in page.split('href="')[1:]:
        address = link.split('"')[0].replace("&amp;", "&")
        if "?" in address and address.startswith("/admin/"):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "name",
    ["project", "report", "party", "invitation", "consentround", "joinrequest", "projectrole"],
)
def test_lists_cost_the_same_for_one_row_and_three(client, admin, name, django_assert_num_queries):
    address = reverse(f"admin:projects_{name}_changelist")
    _one_of_each()
    client.get(address)  # content types and the like are read once
    queries = _queries(client, address)
    _one_of_each()
    _one_of_each()
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def _one_of_each() -> None:
    from projects.services import consent, parties  # noqa: PLC0415

    team = team_seeking()
    invited(team.project, UserFactory())
    parties.ask_to_join(team.project.pk, by=UserFactory(), organisation=None, note="Kaffe")
    consent.open_round(team.project.pk, by=team.convener)
    report_project(team.project.pk, by=UserFactory(), reason="Grimt")


def _queries(client: Client, address: str) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_every_row_opens(client, admin):
    _one_of_each()
    for name in ("project", "report", "party", "invitation", "consentround", "projectrole"):
        page = client.get(reverse(f"admin:projects_{name}_changelist"))
        for row in page.context["cl"].result_list:
            assert client.get(url(f"{name}_change", row)).status_code == 200


def test_invitations_show_no_address_in_full_and_no_link(client, admin):
    _one_of_each()
    for row in (
        client.get(reverse("admin:projects_invitation_changelist")).context["cl"].result_list
    ):
        page = client.get(url("invitation_change", row)).content.decode()
        assert row.email not in page
        assert "/svar/" not in page


def test_scripts_of_the_admin_may_run_and_inline_ones_not(client, admin):
    policy = client.get(reverse("admin:index"))["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


def test_history_leads_to_the_record_everybody_sees(client, admin):
    project = raised(citizen())
    response = client.get(url("project_history", project))
    assert response.url == reverse("projects:history", args=[project.slug])

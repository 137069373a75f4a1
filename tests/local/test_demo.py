"""The demo: made by acts, once; each role can be stepped into; nothing of it leaves the house."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from arenas.models import GroundRules
from participants.models import Mandate, Organisation, User
from projects.enums import InvitationState, Moderation, Phase, Position
from projects.models import ConsentAnswer, Invitation, Project, Report
from projects.services.reminders import tick
from samskabelse.history.models import Entry
from samskabelse.local.demo import roles
from samskabelse.local.demo.cast import PEOPLE
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.seeding import FRESH_DAYS, STORIES, clear, demo_project, restart
from samskabelse.mail import delivery
from samskabelse.mail.models import KeptMail, OutgoingMail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    models = (Project, User, Organisation, Mandate, Invitation, Entry, OutgoingMail, ConsentAnswer)
    return {model.__name__: model.objects.count() for model in models}


@override_settings(DEMO_MODE=True, MAIL_TRANSPORT="browser", MAIL_QUIET_HOURS="")
class TestSeeded(TestCase):
    """On one seeding, which every test finds as it was."""

    @classmethod
    def setUpTestData(cls):
        call_command("demo", verbosity=0)

    def test_twice_adds_nothing(self):
        before = counted()
        call_command("demo", verbosity=0)
        assert counted() == before
        assert before["Project"] == len(STORIES) == 14

    def test_every_phase_and_every_kind_of_waiting_is_there(self):
        public = Project.objects.filter(moderation=Moderation.CLEAR)
        assert set(public.values_list("phase", flat=True)) == set(Phase) - {Phase.DRAFT}
        assert set(Invitation.objects.values_list("state", flat=True)) == set(
            InvitationState.values
        )
        assert [p.title for p in Project.objects.filter(moderation=Moderation.HELD)] == [
            "Et sted, hvor hunde må løbe frit"
        ]
        assert demo_project("skolegaard").is_answer_overdue
        assert demo_project("bus").is_reply_overdue
        assert Report.objects.filter(state="open").count() == 1
        waiting = ConsentAnswer.objects.filter(round__state="open", position=Position.PENDING)
        assert [answer.party.name for answer in waiting] == ["Nordager Idrætsforening"]
        assert tick()["remind_invitations"] == 1

    def test_nothing_is_younger_than_its_story(self):
        project = demo_project("stormflod")
        entries = Entry.objects.filter(target_type="projects.project", target_id=project.pk)
        ages = [(timezone.now() - entry.at).days for entry in entries]
        assert max(ages) >= 108
        assert min(ages) >= 4
        assert list(entries.order_by("id")) == list(entries.order_by("at", "id"))
        assert not GroundRules.objects.filter(written_at__date=timezone.localdate()).exists()
        for consent_round in project.rounds.all():
            assert consent_round.opened_at < consent_round.closed_at
            assert {answer.asked_at for answer in consent_round.answers.all()} == {
                consent_round.opened_at
            }

    def test_a_newcomer_steps_into_each_role_and_finds_what_waits(self):
        cards = self.client.get(reverse("demo")).context["cards"]
        assert [card.role for card in cards] == list(roles.ROLES)
        for card in cards:
            assert len(card.hints) == len(card.role.hints)
            step_in = reverse("demo_step_in", args=[card.role.person])
            for text, url in card.hints:
                response = self.client.post(step_in, {"next": url})
                assert (response.status_code, response.url) == (303, url), text
                assert self.client.get(url).status_code == 200, text
            assert self.client.session["_auth_user_id"] == str(card.user.pk)

    def test_nobody_else_can_be_stepped_into(self):
        UserFactory(email="kim@postkasse.example")
        for person in ("kim", "kurt", "nobody"):
            assert self.client.post(reverse("demo_step_in", args=[person])).status_code == 404
        assert self.client.get(reverse("demo_step_in", args=["amina"])).status_code == 405
        assert "_auth_user_id" not in self.client.session

    def test_stepping_in_leads_nowhere_else(self):
        for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
            response = self.client.post(
                reverse("demo_step_in", args=["amina"]), {"next": elsewhere}
            )
            assert response.url == reverse("participants:me")

    def test_fresh_mails_come_to_the_browser_and_old_ones_not(self):
        young = timezone.now() - timedelta(days=FRESH_DAYS, minutes=5)
        waiting = OutgoingMail.objects.filter(state="queued")
        assert not waiting.filter(not_before__lt=young).exists()
        old = OutgoingMail.objects.filter(state="sent").count()
        assert old > 100
        for lane in ("invitation", "reminder"):
            delivery.drain(lane)
        kept = KeptMail.objects.values_list("to_address", flat=True)
        assert {"henrik@nordager.example", "joergen@postkasse.example"} <= set(kept)
        assert len(kept) == OutgoingMail.objects.filter(state="sent").count() - old

    def test_starting_over(self):
        first = demo_project("kryds")
        self.client.post(reverse("demo_step_in", args=["amina"]))
        Project.objects.filter(pk=first.pk).update(title="Ændret")
        assert self.client.post(reverse("demo_restart"), follow=True).status_code == 200
        assert demo_project("kryds").title == "Et sikkert kryds ved Elmevej"
        assert Project.objects.count() == len(STORIES)
        assert self.client.get(reverse("participants:me")).status_code == 200

    def test_starting_over_leaves_imported_opgaver(self):
        from projects.imports.rows import ImportRow  # noqa: PLC0415
        from projects.services.importing import import_project  # noqa: PLC0415

        real = import_project(ImportRow(1, "test", "1", "Fra Madrid", "Limpiar"), by=None)
        clear()
        assert list(Project.objects.all()) == [real]
        restart()
        assert Project.objects.count() == len(STORIES) + 1


def test_the_clock_stands_back_here_alone():
    with on_day(10) as moment:
        assert timezone.now() == moment
        assert moment < timezone.now() + timedelta(seconds=1)
        assert timezone.localdate() == moment.date()
    assert timezone.now() - moment > timedelta(days=9)


def test_without_demo_mode_there_is_no_demo(client, settings):
    settings.DEMO_MODE = False
    assert client.get(reverse("demo")).status_code == 404
    assert client.post(reverse("demo_step_in", args=["amina"])).status_code == 404
    assert client.post(reverse("demo_restart")).status_code == 404
    with pytest.raises(CommandError, match="DEMO_MODE"):
        call_command("demo")
    with pytest.raises(CommandError, match="deletes"):
        call_command("demo", force=True, restart=True)
    assert not User.objects.exists()


def test_by_force_on_a_real_site_no_mail_is_left_to_send(settings):
    settings.DEMO_MODE = False
    settings.MAIL_TRANSPORT = "smtp"
    call_command("demo", force=True, verbosity=0)
    assert not OutgoingMail.objects.filter(state="queued").exists()
    assert all(spec.email.endswith(".example") for spec in PEOPLE)

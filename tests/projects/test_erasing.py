"""A person who goes away leaves what they did, and nothing that says who they were."""

import json
from functools import partial

import pytest
from django.apps import apps
from django.db import connection

from participants.models import User
from participants.queries import data_about
from participants.services.accounts import erase_person
from projects.enums import Answer
from projects.models import Invitation, MailToken, Report
from projects.services.answering import answer_invitation
from projects.services.moderation import approve_project
from projects.services.raising import Answers, raise_project_for
from samskabelse.history.models import Entry
from samskabelse.mail.models import Counter, KeptMail, OptOut
from samskabelse.mail.services import opt_out
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import invited, name_recipient, raised, team_seeking
from tests.projects.crowd import at_once
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Gerda Grønbæk", "gerda@groen.example", "12 34 56 78"
# An address that asked for silence, limits against floods, and what others have received.
STAYS = {OptOut, Counter, KeptMail}


def phoned_in() -> User:
    """Gerda has phoned, was invited elsewhere, said yes once and no once, and is a recipient."""
    staff = VerifiedStaffFactory()
    told = Answers(title="Lys på stien", problem="Der er mørkt.")
    project = raise_project_for(told, by=staff, name=NAME, email=EMAIL, reach=PHONE)
    gerda = User.objects.get(email=EMAIL)
    for answer in (Answer.YES, Answer.NO):
        answer_invitation(invited(raised(), gerda).pk, answer, by=gerda)
    Report.objects.create(project=project, by=gerda, reason="Et navn står der")
    team = team_seeking(named=False)
    team.recipient = gerda
    name_recipient(team)
    return gerda


def rows_that_hold(text: str) -> list[str]:
    """Every row of every table in which this text stands."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model in STAYS or not model._meta.managed or issubclass(model, Entry):
            continue
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{text}%"])  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(model._meta.label)
    return found


def test_no_table_holds_the_name_or_the_address_any_more(settings) -> None:
    keep_mails(settings)
    gerda = phoned_in()
    deliver()
    invited(raised(), gerda)  # a mail that waits
    opt_out(EMAIL)
    assert "projects.Invitation" in rows_that_hold(EMAIL)
    erase_person(gerda.pk, by=gerda)
    assert {text: rows_that_hold(text) for text in (NAME, EMAIL, PHONE)} == {
        NAME: [],
        EMAIL: [],
        PHONE: [],
    }
    assert not KeptMail.objects.filter(to_address=EMAIL).exists()
    assert OptOut.objects.filter(address=EMAIL).exists()
    (kept,) = Invitation.objects.filter(answered_by=gerda)
    assert (kept.email, kept.state) == (f"erased-{gerda.pk}@invalid", "accepted")
    assert MailToken.objects.filter(invitation=kept).count() == 0


def test_my_data_holds_reports_and_how_to_reach_me() -> None:
    told = json.loads(json.dumps(data_about(phoned_in()), default=str))["projects"]
    assert told["raised"][0]["caller_reach"] == PHONE
    assert [row["reason"] for row in told["reports"]] == ["Et navn står der"]


@pytest.mark.django_db(transaction=True)
def test_going_away_while_the_opgave_is_approved_waits_and_does_not_collide() -> None:
    administrator = AdministratorFactory()
    acts = []
    for _number in range(8):
        person = UserFactory()
        project = raised(person)
        acts.append(partial(approve_project, project.pk, by=administrator))
        acts.append(partial(erase_person, person.pk, by=person))
    assert set(at_once(acts)) <= {"ok", "leave_closed", "nothing_to_approve"}
    assert User.objects.filter(is_active=False).count() == 8

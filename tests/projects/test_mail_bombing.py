"""A thousand accounts on a thousand network addresses against one victim (S9).

Each way to make the site write to an address that somebody else typed is tried by somebody new each
time, day after day. However the mails fall, no window of 24 hours holds more than three that left,
no 30 days more than ten.
"""

import contextlib
import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.core.context import request_context
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from participants.models import User
from projects.models import Invitation, Project
from projects.services import recipient, roles
from projects.services.invitations import Invitee, invite_party, send_again
from projects.services.inviting_many import invite_parties
from projects.services.raising import Answers, raise_project_for
from samskabelse.mail.delivery import drain
from samskabelse.mail.enums import Lane
from samskabelse.mail.models import Counter, OutgoingMail
from samskabelse.web.errors import ActError
from tests.factories.people import UserFactory, VerifiedStaffFactory
from tests.factories.projects import raised

VICTIM = "offer@mail.example"
BEGIN = datetime(2026, 12, 1, 7, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
ATTACKERS = 1000
DAYS = 40

pytestmark = pytest.mark.django_db


def attackers() -> list[tuple[User, Project]]:
    """Whoever may act in some opgave; only one opgave in twenty is new, which changes nothing."""
    projects = [raised() for _ in range(50)]
    people = User.objects.bulk_create(
        User(email=f"a{n}@attack.example", name=f"A {n}", password=make_password(None))
        for n in range(ATTACKERS)
    )
    return list(zip(people, itertools.cycle(projects), strict=False))


def as_team(project: Project, person: User) -> User:
    """The attacker gets into the team of the opgave, by whatever trick."""
    Project.objects.filter(pk=project.pk).update(initiator=person)
    project.parties.update(user=person)
    project.refresh_from_db()
    return person


def one(project, by):
    invitee = Invitee(email=VICTIM, name="Offer", why_you="Du.", organisation_name="")
    project.invitations.update(state="cancelled")
    return invite_party(project.pk, invitee, by=by)


def many(project, by):
    rows = [
        Invitee(
            email=VICTIM.upper() if n % 2 else VICTIM,
            name="Offer",
            why_you="Du.",
            organisation_name=f"Forening {n} {by.pk}",
            organisation_kind="association",
        )
        for n in range(5)
    ]
    return invite_parties(project.pk, rows, by=by)


def again(project, by):
    row = Invitation.objects.filter(project=project, state="waiting").first()
    return send_again(row.pk, by=by) if row else None


def role(project, by):
    project.roles.all().delete()
    return roles.ask_role(project.pk, User.objects.get(email=VICTIM), "convener", by=by)


def named(project, by):
    project.roles.all().delete()
    roles.offer_role(project.pk, "convener", by=by)
    return recipient.name_recipient(
        project.pk,
        by=by,
        body=f"Udvalg {by.pk}",
        name="Offer",
        email=VICTIM,
        due=timezone.localdate() + timedelta(days=60 + by.pk % 9),
    )


def entered(project, by):
    staff = VerifiedStaffFactory()
    told = Answers(title=f"Hul {by.pk}", problem="Der er hul i vejen.")
    return raise_project_for(told, by=staff, name="Offer", email=VICTIM)


def code(project, by):
    return Client(REMOTE_ADDR=network_of(by)).post(
        reverse("account_request_login_code"), {"email": VICTIM}
    )


def password(project, by):
    return Client(REMOTE_ADDR=network_of(by)).post(
        reverse("account_reset_password"), {"email": VICTIM}
    )


WAYS = [one, many, again, role, named, entered, code, password]


def network_of(person: User) -> str:
    return f"10.{person.pk >> 16 & 255}.{person.pk >> 8 & 255}.{person.pk & 255}"


def attack(way, project, person) -> None:
    """One try from a network address of its own."""
    request = RequestFactory().get("/", REMOTE_ADDR=network_of(person))
    with contextlib.suppress(ActError), request_context(request):
        way(project, as_team(project, person))


@pytest.mark.parametrize("way", WAYS)
def test_each_way_writes_to_an_address_that_has_room(way):
    """Else the attack below would prove nothing."""
    UserFactory(email=VICTIM, proven=False)
    project, person = raised(), UserFactory()
    if way is again:
        attack(one, project, person)
    before = OutgoingMail.objects.filter(to_address=VICTIM).count()
    attack(way, project, person)
    assert OutgoingMail.objects.filter(to_address=VICTIM).count() > before


def test_a_thousand_accounts_get_one_victim_no_more_mail_than_the_limit(settings, sink_of_nothing):
    settings.MAIL_QUIET_HOURS = "20-8"  # which gathers a night's mails in one minute
    UserFactory(email=VICTIM, proven=False)
    crowd = attackers()
    with time_machine.travel(BEGIN, tick=False) as clock:
        for number, (person, project) in enumerate(crowd):
            clock.move_to(BEGIN + timedelta(minutes=DAYS * 24 * 60 * number / ATTACKERS))
            attack(WAYS[number % len(WAYS)], project, person)
            if number % 20 == 0:
                Counter.objects.all().delete()  # their windows run by the database's clock
            if number % 10 == 0:
                send(timezone.now())
        for hour in range(0, 24 * 40, 6):
            clock.move_to(BEGIN + timedelta(days=DAYS, hours=hour))
            send(timezone.now())
    sent = OutgoingMail.objects.filter(to_address=VICTIM, state="sent")
    left = sorted(sent.values_list("handed_at", flat=True))
    assert most_within(left, timedelta(hours=24)) == 3
    assert 8 <= most_within(left, timedelta(days=30)) <= 10


def send(now):
    for lane in Lane.values:
        drain(lane, now=now)


def most_within(moments, window):
    """The most that lie in any window, sliding over all of them."""
    return max(sum(at <= other < at + window for other in moments) for at in moments)


@pytest.fixture
def sink_of_nothing(settings):
    """Mails end in the database, as in the demo."""
    settings.MAIL_TRANSPORT, settings.DEMO_MODE, settings.MAIL_HOLD = "browser", True, False

"""The pulse: once each, without a name, and shown five at a time."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.contrib.admin import site
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from arenas.models import Meeting
from arenas.services.pulses import occasion_of, open_pulses
from arenas.services.sign_ups import attend
from participants.plugs import MY_DATA, ON_ERASE
from projects.enums import Phase, ProjectRoleKind
from projects.models import Pulse
from projects.services.pulse import QUESTIONS, answer_pulse, open_pulse
from samskabelse.history.admin import EntryAdmin
from samskabelse.history.models import Entry
from samskabelse.history.queries import history_of
from samskabelse.history.sentences import sentence_for
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.arenas import meeting_of
from tests.factories.people import UserFactory
from tests.factories.projects import accepted_party, team_in, team_seeking

pytestmark = pytest.mark.django_db
EXPORT = "/api/v1/exports/projects/{}."
SAID = {"could_change": "yes", "was_decided": "no", "was_answered": "partly"}


def asked(many: int = 12) -> tuple[Pulse, list]:
    team = team_seeking()
    people = [UserFactory() for _number in range(many)]
    pulse = open_pulse(team.project, "meeting:1", title="Første møde", people=people)
    return pulse, people


def answered(pulse: Pulse, people: list, **said: str) -> Pulse:
    for person in people:
        answer_pulse(pulse.pk, SAID | said, by=person)
    return Pulse.objects.get(pk=pulse.pk)


def page(client, pulse: Pulse, person=None) -> str:
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(pulse.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def test_four_are_shown_to_nobody_five_to_everybody(client):
    pulse, people = asked()
    pulse = answered(pulse, people[:4])
    assert (pulse.count, pulse.shown_count, pulse.shown) == (4, 0, {})
    assert "mindst fem" in page(client, pulse)
    pulse = answered(pulse, people[4:5], was_decided="yes")
    assert pulse.shown_count == 5
    assert pulse.shown["was_decided"] == {"no": 4, "yes": 1}
    text = page(client, pulse)
    assert "5 svar er vist" in text


def test_nobody_can_look_before_and_after_one_answer(client):
    pulse, people = asked()
    pulse = answered(pulse, people[:5])
    before = page(client, pulse)
    for number in range(5, 9):
        pulse = answered(pulse, people[number : number + 1], was_decided="yes")
        assert page(client, pulse) == before
        assert pulse.shown["was_decided"] == {"no": 5}
    assert answered(pulse, people[9:10], was_decided="yes").shown["was_decided"] == {
        "no": 5,
        "yes": 5,
    }


def test_no_row_and_no_time_of_an_answer_exists():
    pulse, people = asked()
    answered(pulse, people[:1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM projects_pulsevoter WHERE has_answered")
        columns = [column.name for column in cursor.description]
    assert columns == ["id", "has_answered", "pulse_id", "user_id"]
    entry = history_of(pulse.project).get(action="pulse.answered")
    assert (entry.by, entry.on_behalf_of, entry.is_public) == (None, "", False)
    assert entry.data == {"pulse": pulse.pk}
    assert entry.at == start_of_day(pulse)


def start_of_day(pulse: Pulse):
    opened = timezone.localtime(pulse.opened_at)
    return opened.replace(hour=0, minute=0, second=0, microsecond=0)


def test_no_answer_says_when_it_came_also_days_later():
    pulse, people = asked()
    answered(pulse, people[:1])
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        answered(pulse, people[1:2])
    entries = history_of(pulse.project).filter(action="pulse.answered")
    assert {entry.at for entry in entries} == {start_of_day(pulse)}


@pytest.mark.parametrize(
    "address",
    ["/opgaver/{}/historik/", "/api/v1/projects/{}/history/", EXPORT + "json", EXPORT + "csv"],
)
def test_nobody_reads_how_many_have_answered_or_between_which_acts(client, address: str):
    """Not the team either, which sees what is not public."""
    pulse, people = asked()
    answered(pulse, people[:2])
    convener = pulse.project.hat(ProjectRoleKind.CONVENER).user
    client.force_login(convener, backend="django.contrib.auth.backends.ModelBackend")
    url = address.replace("{}", pulse.project.slug)
    response = client.get(url)
    content = response.getvalue().decode()
    assert response.status_code == 200
    for entry in history_of(pulse.project):
        is_told = entry.action in content or sentence_for(entry) in unescape(content)
        assert is_told == (entry.action != "pulse.answered"), entry.action


def test_nor_do_administrators():
    pulse, people = asked()
    answered(pulse, people[:2])
    admin = EntryAdmin(Entry, site)
    assert admin.get_queryset(None).filter(action="role.accepted").exists()
    assert not admin.get_queryset(None).filter(action="pulse.answered").exists()


def test_sent_twice_counts_once():
    pulse, people = asked()
    answered(pulse, people[:1])
    pulse = answered(pulse, people[:1], was_decided="yes")
    assert pulse.count == 1
    assert pulse.tally["was_decided"] == {"no": 1}
    assert history_of(pulse.project).filter(action="pulse.answered").count() == 1


def test_whoever_was_not_there_is_not_asked(client):
    pulse, _people = asked()
    with pytest.raises(NotAllowed):
        answer_pulse(pulse.pk, SAID, by=UserFactory())
    stranger = UserFactory()
    assert "could_change" not in page(client, pulse, stranger)
    assert client.post(pulse.get_absolute_url(), SAID).status_code == 403


def test_after_two_weeks_it_is_closed(client):
    pulse, people = asked()
    with time_machine.travel(timezone.now() + timedelta(days=16), tick=False):
        with pytest.raises(ActError) as refused:
            answer_pulse(pulse.pk, SAID, by=people[0])
        assert refused.value.code == "closed"
        text = page(client, pulse)
        assert "Færre end fem svarede" in text
        assert "Den var åben til og med" in text


@pytest.mark.parametrize("bad", ["", "måske", "\x00", "yes' OR 1=1", "<b>"])
def test_only_the_three_answers(client, bad):
    pulse, people = asked()
    client.force_login(people[0], backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(pulse.get_absolute_url(), SAID | {"was_decided": bad})
    assert response.status_code == 422
    assert Pulse.objects.get(pk=pulse.pk).count == 0


def test_in_a_browser(client):
    pulse, people = asked()
    text = page(client, pulse, people[0])
    assert all(f'name="{question}"' in text for question in QUESTIONS)
    for _again in range(2):
        assert client.post(pulse.get_absolute_url(), SAID).status_code == 303
    assert Pulse.objects.get(pk=pulse.pk).count == 1
    assert "Du har svaret" in page(client, pulse)


def test_it_waits_on_ones_own_page_until_answered(client):
    pulse, people = asked()
    client.force_login(people[0], backend="django.contrib.auth.backends.ModelBackend")
    me = reverse("participants:me")
    assert pulse.get_absolute_url() in client.get(me).content.decode()
    answered(pulse, people[:1])
    assert pulse.get_absolute_url() not in client.get(me).content.decode()


def test_each_gate_opens_one():
    team = team_in(Phase.DESIGN)
    found = list(team.project.pulses.values_list("kind", "title").order_by("id"))
    assert found == [("gate", "define"), ("gate", "design")]
    asked_people = set(team.project.pulses.first().voters.values_list("user", flat=True))
    assert {team.initiator.pk, team.committer.pk, team.convener.pk} <= asked_people


def test_each_meeting_opens_one_whoever_asks_first():
    team = team_seeking()
    for _more in range(3):
        accepted_party(team.project)
    meeting = meeting_of(team, days=3)
    attend(meeting.pk, "no", by=team.initiator)
    before = timezone.now()
    assert open_pulses(before) == 0
    with time_machine.travel(meeting.ends_at + timedelta(hours=23), tick=False):
        assert open_pulses(timezone.now()) == 0  # somebody may still say who came
    with time_machine.travel(meeting.ends_at + timedelta(hours=24), tick=False):
        assert open_pulses(timezone.now()) == 1
        assert open_pulses(timezone.now()) == 0
    pulse = team.project.pulses.get(key=occasion_of(meeting.pk))
    again = open_pulse(team.project, occasion_of(meeting.pk), title="Referatet", people=[])
    assert again == pulse
    people = set(pulse.voters.values_list("user", flat=True))
    assert team.committer.pk in people
    assert team.initiator.pk not in people


def test_a_meeting_of_long_ago_asks_nobody():
    team = team_seeking()
    meeting = meeting_of(team, days=3)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() - timedelta(days=20, hours=2),
        ends_at=timezone.now() - timedelta(days=20),
    )
    assert open_pulses(timezone.now()) == 0


def test_the_database_shows_five_or_none():
    pulse, _people = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pulse.objects.filter(pk=pulse.pk).update(shown_count=4, shown={"was_decided": {"no": 4}})


def test_a_persons_copy_says_that_they_answered_and_erasing_forgets_it():
    pulse, people = asked()
    answered(pulse, people[:1])
    copies = dict(plug(people[0]) for plug in MY_DATA)
    assert copies["co-creation"]["pulses"][0]["has_answered"] is True
    assert "could_change" not in str(copies["co-creation"])
    for plug in ON_ERASE:
        plug(people[0])
    assert not people[0].pulses.exists()
    assert Pulse.objects.get(pk=pulse.pk).count == 1


def test_fewer_than_five_are_asked_nothing(client):
    """It could never be shown."""
    team = team_seeking()
    four = [UserFactory() for _number in range(4)]
    assert open_pulse(team.project, "meeting:1", title="Første møde", people=four) is None
    assert not Pulse.objects.exists()
    client.force_login(four[0], backend="django.contrib.auth.backends.ModelBackend")
    assert "anonyme" not in client.get(reverse("participants:me")).content.decode()


def test_the_clock_passes_by_a_meeting_of_few():
    """Also while others come after it."""
    team = team_seeking()
    meeting = meeting_of(team, days=3)
    few = meeting.sign_ups.exclude(user=None).values_list("pk", flat=True)[4:]
    meeting.sign_ups.filter(pk__in=list(few)).delete()
    with time_machine.travel(meeting.ends_at + timedelta(hours=24), tick=False):
        assert open_pulses(timezone.now()) == 0
    assert not Pulse.objects.exists()

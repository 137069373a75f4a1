"""Saved searches, and one mail a week about what is new in each."""

from datetime import datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from projects.enums import Moderation
from projects.models import Project, SavedSearch
from projects.plugs import forget, my_data
from projects.queries import Filters
from projects.services.searches import MOST, next_digest, save_search, send_digests
from samskabelse.mail.enums import Lane, State, Topic
from samskabelse.mail.models import KeptMail, OptOut, OutgoingMail
from samskabelse.mail.tokens import unsubscribe_url
from samskabelse.web.errors import ActError
from tests.factories.people import UserFactory
from tests.factories.projects import raised
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
LIST, SAVE = reverse("projects:list"), reverse("projects:save_search")
LIGHT = Filters(text="lys", phase="seeking")


@pytest.fixture(autouse=True)
def _mails(settings) -> None:
    keep_mails(settings)


def delivered(mail: OutgoingMail) -> KeptMail | None:
    """The mail as its receiver gets it; None when it stayed behind."""
    deliver()
    return KeptMail.objects.filter(message_id=mail.message_id).first()


def digests() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind="search_digest").order_by("pk"))


def week_later() -> datetime:
    return timezone.now() + timedelta(days=8)


@pytest.fixture
def search() -> SavedSearch:
    return save_search(LIGHT, by=UserFactory(name="Viggo Vind"))


def test_the_list_is_saved_seen_and_deleted(client):
    person = UserFactory(name="Viggo Vind")
    client.force_login(person)
    assert "Gem søgningen" in client.get(LIST, {"q": "lys"}).content.decode()
    answer = client.post(SAVE, {"q": "lys", "phase": "seeking", "after": "7"})
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?q=lys&phase=seeking")
    search = SavedSearch.objects.get()
    assert Filters(**search.values()) == LIGHT
    client.post(SAVE, {"q": "lys", "phase": "seeking"})
    assert SavedSearch.objects.count() == 1
    mine = client.get(reverse("participants:me")).content.decode()
    assert "”lys”, Søger parter" in mine
    url = reverse("projects:delete_search", args=[search.pk])
    client.force_login(UserFactory())
    assert client.post(url).status_code == 404
    client.force_login(person)
    assert client.post(url).status_code == 303
    assert client.post(url).status_code == 303  # twice is as once
    assert not SavedSearch.objects.exists()


def test_nothing_to_search_for_and_too_many_are_refused():
    person = UserFactory()
    with pytest.raises(ActError, match="Skriv eller vælg"):
        save_search(Filters(), by=person)
    for number in range(MOST):
        save_search(Filters(text=str(number)), by=person)
    with pytest.raises(ActError, match="Du kan gemme 20"):
        save_search(LIGHT, by=person)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-25 22:00", "2026-11-30 08:00"),
        ("2026-11-30 07:59", "2026-11-30 08:00"),
        ("2026-11-30 08:00", "2026-12-07 08:00"),
        ("2026-03-28 12:00", "2026-03-30 08:00"),  # the clocks change in between
    ],
)
def test_the_mail_comes_on_a_monday_morning(now, then):
    zone = ZoneInfo("Europe/Copenhagen")
    wanted = datetime.fromisoformat(then).replace(tzinfo=zone)
    assert next_digest(datetime.fromisoformat(now).replace(tzinfo=zone)) == wanted


def test_one_mail_a_week_tells_what_is_new(search):
    raised(title="Lys på stien")
    raised(title="Noget helt andet")
    assert send_digests(timezone.now()) == 0
    later = week_later()
    assert (send_digests(later), send_digests(later)) == (1, 0)
    (mail,) = digests()
    assert (mail.lane, mail.topic, mail.scope) == (Lane.DIGEST, Topic.DIGEST, search.scope)
    assert send_digests(later + timedelta(days=7)) == 1  # asked again, and nothing is new
    assert digests() == [mail]


def test_the_mail_says_what_and_where(search, settings):
    project = raised(title="Lys på stien")
    send_digests(week_later())
    (mail,) = digests()
    letter = delivered(mail)
    assert letter.subject == "Nyt i denne uge: ”lys”, Søger parter"
    assert "Noget helt andet" not in letter.text
    for text in ("Hej Viggo", "Lys på stien", settings.BASE_URL + project.get_absolute_url()):
        assert text in letter.text
    assert f"{settings.BASE_URL}{LIST}?q=lys&phase=seeking" in letter.text


def test_nothing_goes_when_nothing_is_new(search):
    raised(title="Noget helt andet")
    assert send_digests(week_later()) == 1
    assert digests() == []


@pytest.mark.parametrize("gone", ["deleted", "hidden"])
def test_what_has_gone_when_the_mail_leaves_is_not_mailed(search, gone):
    project = raised(title="Lys på stien")
    send_digests(week_later())
    if gone == "deleted":
        search.delete()
    else:
        Project.objects.filter(pk=project.pk).update(
            moderation=Moderation.HIDDEN, moderation_reason="Spam"
        )
    (mail,) = digests()
    assert delivered(mail) is None
    mail.refresh_from_db()
    assert mail.state == State.CANCELLED


@pytest.mark.parametrize("refusal", [{"topic": Topic.DIGEST}, {}])
def test_mute_means_mute(search, refusal):
    raised(title="Lys på stien")
    OptOut.objects.create(address=search.user.email, **refusal)
    send_digests(week_later())
    assert delivered(digests()[0]) is None


def test_one_click_stops_that_search_alone_and_it_can_be_taken_back(client, search):
    other = save_search(Filters(text="bus"), by=search.user)
    raised(title="Lys på stien")
    raised(title="Bus til hallen")
    send_digests(week_later())
    first, second = sorted(digests(), key=lambda mail: mail.params["search"])
    url = unsubscribe_url(first).partition("/mail/")[2]
    assert "denne ene gemte søgning" in client.get(f"/mail/{url}").content.decode()
    client.post(f"/mail/{url}", {"List-Unsubscribe": "One-Click"})
    assert (delivered(first), bool(delivered(second))) == (None, True)
    client.force_login(search.user)
    assert "Ingen mails" in client.get(reverse("participants:me")).content.decode()
    choices = client.get(reverse("participants:contact_choices")).content.decode()
    assert "”lys”, Søger parter" in choices
    client.post(reverse("participants:unmute"), {"scope": search.scope})
    assert not OptOut.objects.exists()
    assert other.pk


@pytest.mark.django_db(transaction=True)
def test_several_schedulers_send_one_mail():
    search = save_search(LIGHT, by=UserFactory())
    raised(title="Lys på stien")
    later, start = week_later(), Barrier(4)

    def schedule() -> None:
        start.wait()
        try:
            with transaction.atomic():
                send_digests(later)
        finally:
            connections.close_all()

    threads = [Thread(target=schedule) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(digests()) == 1
    search.refresh_from_db()
    assert search.next_at == next_digest(later)


def test_saved_searches_are_exported_and_go_with_the_person(search):
    _section, kept = my_data(search.user)
    assert [row["text"] for row in kept["searches"]] == ["lys"]
    forget(search.user)
    assert not SavedSearch.objects.exists()

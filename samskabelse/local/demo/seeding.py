"""All stories, each once; and starting over."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone, translation

from arenas.models import Event
from participants.models import Mandate, User
from projects.models import Draft, ImportedRow, Project, SavedSearch
from projects.services.examining import examine_project
from projects.services.words import learn_words
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.cast import PEOPLE
from samskabelse.local.demo.clock import settle
from samskabelse.local.demo.events import tell_events
from samskabelse.local.demo.stories import (
    kuffert,
    short,
    skolegaard,
    sti,
    stormflod,
    torvet,
    ungeliv,
)
from samskabelse.local.demo.town import Town, settle_town
from samskabelse.mail.enums import State
from samskabelse.mail.models import Counter, KeptMail, OptOut, OutgoingMail

SOURCE = "demo"
RESTART_LOCK = 7_236_010
FRESH_DAYS = 3  # mails younger than this are delivered to the browser's mailbox

# Oldest first, so that the lists show the newest on top.
STORIES: dict[str, Callable[[Town], Story]] = {
    "sti": sti.tell,
    "stormflod": stormflod.tell,
    "skolegaard": skolegaard.tell,
    "ungeliv": ungeliv.tell,
    "torvet": torvet.tell,
    "cykler": short.bicycles,
    "skygge": short.shade,
    "kuffert": kuffert.tell,
    "vaerksted": short.workshop,
    "aa": short.path,
    "spise": short.dinner,
    "bus": short.bus_stop,
    "kryds": short.crossing,
    "hunde": short.dogs,
}


def seed() -> Iterator[tuple[str, bool]]:
    """Make what is missing. Yields each story's key and whether it was made now.

    Each story is one transaction, marked by an `ImportedRow`; a second run finds the mark.
    """
    with translation.override("da"):
        with transaction.atomic():
            town = settle_town()
        for key, tell in STORIES.items():
            yield key, _tell_once(key, tell, town)
        _tell_events_once(town)
        learn_words()


@transaction.atomic
def _tell_once(key: str, tell: Callable[[Town], Story], town: Town) -> bool:
    if ImportedRow.objects.filter(source=SOURCE, external_id=key).exists():
        return False
    project = tell(town).project
    ImportedRow.objects.create(source=SOURCE, external_id=key, project=project)
    settle(project)
    examine_project(project.pk)
    _consider_sent(project, timezone.now() - timedelta(days=FRESH_DAYS))
    return True


@transaction.atomic
def _tell_events_once(town: Town) -> None:
    """The movement's events belong to no story; those who convene them are the mark."""
    if not _demo_events().exists():
        tell_events(town)
        for event in _demo_events():
            _mails_sent(f"event:{event.pk}", timezone.now() - timedelta(days=FRESH_DAYS))


def _demo_events() -> QuerySet[Event]:
    return Event.objects.filter(created_by__email__in=[spec.email for spec in PEOPLE])


def _consider_sent(project: Project, before: datetime) -> None:
    _mails_sent(f"project:{project.pk}", before)
    project.invitations.filter(created_at__lt=before).update(last_sent_at=F("created_at"))


def _mails_sent(scope: str, before: datetime) -> None:
    """Mails of long ago were sent long ago. Fresh ones stay queued for the browser's mailbox.

    Where mails go to a real server (`--force`), none may leave.
    """
    mails = OutgoingMail.objects.filter(scope=scope, state=State.QUEUED)
    mails.filter(not_before__lt=before).update(state=State.SENT, sent_at=F("not_before"))
    if settings.MAIL_TRANSPORT != "browser":
        mails.update(state=State.CANCELLED, reason="demo")


@transaction.atomic
def clear() -> None:
    """Take the demo's opgaver away, and what visitors have made. Imported ones stay.

    Accounts stay, so that whoever has stepped into a role stays there. History stays: it is never
    deleted, also not here.
    """
    real = ImportedRow.objects.exclude(source=SOURCE).values("project")
    Project.objects.exclude(pk__in=real).delete()
    _demo_events().delete()
    Draft.objects.all().delete()
    for model in (OutgoingMail, KeptMail, Counter):
        model.objects.all().delete()
    people = User.objects.filter(email__in=[spec.email for spec in PEOPLE])
    OptOut.objects.filter(address__in=people.values("email")).delete()
    SavedSearch.objects.filter(user__in=people).delete()
    Mandate.objects.filter(user__in=people).delete()
    people.update(takes_intake=False, trusted_at=None, is_active=True)


@transaction.atomic
def restart() -> bool:
    """The demo as it was on the first day, with today's dates. False when another is at it.

    One transaction: nobody comes upon an empty site meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RESTART_LOCK])
        if not cursor.fetchone()[0]:
            return False
    clear()
    for _key, _is_new in seed():
        pass
    return True


def demo_project(key: str) -> Project | None:
    """The opgave of a story, unless somebody has removed it."""
    return Project.objects.filter(
        imported_row__source=SOURCE, imported_row__external_id=key
    ).first()

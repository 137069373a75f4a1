"""Save a filtered list, and mail what is new in it once a week."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.models import SavedSearch
from projects.queries.lists import Filters
from projects.queries.news import has_news
from samskabelse.web.errors import ActError, NotAllowed

MOST = 20  # saved searches of one person
DIGEST_WEEKDAY, DIGEST_HOUR = 0, 8  # Monday morning, Danish time
BATCH = 200


def next_digest(after: datetime) -> datetime:
    """The first Monday morning after a moment."""
    local = timezone.localtime(after)
    days = (DIGEST_WEEKDAY - local.weekday()) % 7
    for day in (local.date() + timedelta(days=days), local.date() + timedelta(days=days + 7)):
        morning = timezone.make_aware(datetime.combine(day, time(DIGEST_HOUR)))
        if morning > after:
            return morning
    raise AssertionError


@transaction.atomic
def save_search(filters: Filters, *, by: User) -> SavedSearch:
    """Hear once a week what is new in a filtered list. Saving it twice is as once."""
    if not filters:
        raise ActError(_("Choose or write something to search for first."), field="q")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the person's acts come in order
    own = SavedSearch.objects.filter(user=by)
    if known := own.filter(**filters.values()).first():
        return known
    if own.count() >= MOST:
        raise ActError(
            _("You can save %(most)s searches. Delete one on your page first.") % {"most": MOST},
            field="q",
        )
    now = timezone.now()
    return SavedSearch.objects.create(
        user=by, told_until=now, next_at=next_digest(now), **filters.values()
    )


@transaction.atomic
def delete_search(search_id: int, *, by: User) -> None:
    """Stop hearing about a list. Only one's own; twice is as once."""
    search = SavedSearch.objects.select_for_update().filter(pk=search_id).first()
    if search is None:
        return
    if search.user_id != by.pk:
        raise NotAllowed
    search.delete()


def send_digests(now: datetime) -> int:
    """Queue a mail for each saved search that is due and has something new.

    The row's lock and its new `next_at` make it once a week for each search, however many
    schedulers there are; after an outage one mail tells everything since the last.
    """
    due = SavedSearch.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        next_at__lte=now
    )
    searches = list(due.select_related("user").order_by("next_at", "id")[:BATCH])
    for search in searches:
        since, search.told_until = search.told_until, now
        search.next_at = next_digest(now)
        if has_news(search, since, now):
            emails.queue_search_digest(search, since=since)
    SavedSearch.objects.bulk_update(searches, ["told_until", "next_at"])
    return len(searches)

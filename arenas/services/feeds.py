"""Calendar addresses: made when somebody asks for one, renewed when it has got about."""

from base64 import urlsafe_b64encode

from django.db import transaction
from django.utils.crypto import salted_hmac

from arenas.models import CalendarFeed
from participants.models import User
from projects.models import Project
from projects.models.invitation import hash_of
from samskabelse.history.services import record


def feed_token(feed: CalendarFeed) -> str:
    """The secret of an address: it follows from SECRET_KEY and is kept nowhere."""
    about = f"{feed.user_id}:{feed.project_id or ''}:{feed.issue}"
    digest = salted_hmac("arenas.feed", about, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


@transaction.atomic
def renew_feed(*, by: User, project: Project | None = None) -> CalendarFeed:
    """Make the address, or a new one: the old one stops working at once."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    feed = CalendarFeed.objects.filter(user=by, project=project).first()
    is_new = feed is None
    feed = feed or CalendarFeed(user=by, project=project, issue=0)
    feed.issue += 1
    feed.token_hash = hash_of(feed_token(feed))
    feed.save()
    action = "feed.made" if is_new else "feed.renewed"
    record(by, action, by=by, public=False, project=project.pk if project else None)
    return feed


def feed_behind(token: str) -> CalendarFeed | None:
    """The feed with this secret, unless its owner has gone."""
    found = CalendarFeed.objects.select_related("user", "project")
    return found.filter(token_hash=hash_of(token), user__is_active=True).first()

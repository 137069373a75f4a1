"""The weekly mail about a saved search."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.emails.common import greeting, known_language
from projects.models import SavedSearch
from projects.queries.describing import described, query_of
from projects.queries.lists import Filters
from projects.queries.news import MOST_NEWS, news_in
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import SCOPE_LABELS, Action, Letter, Outcome, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail

SCOPE_LABELS["search"] = _lazy("Mails about this one saved search")


def queue_search_digest(search: SavedSearch, *, since: datetime) -> Any:
    """One mail about what was published after `since`; the same week never gives two."""
    if not search.user.is_active:
        return None
    until = search.told_until
    year, week, _day = until.date().isocalendar()
    return queue_mail(
        "search_digest",
        key=f"search_digest:{search.pk}:{year}-{week}",
        to=search.user.email,
        to_user=search.user,
        language=known_language(search.user.language),
        scope=search.scope,
        expires_at=search.next_at,
        params={"search": search.pk, "since": since.isoformat(), "until": until.isoformat()},
    )


@mail_kind("search_digest", lane=Lane.DIGEST, topic=Topic.DIGEST)
def search_digest(mail: OutgoingMail) -> Outcome:
    """What is new and still there when the mail leaves."""
    search = SavedSearch.objects.select_related("user").filter(pk=mail.params["search"]).first()
    if search is None:
        return Skip("the search is deleted")
    since, until = (datetime.fromisoformat(mail.params[name]) for name in ("since", "until"))
    news = news_in(search, since, until)
    if not news:
        return Skip("nothing is new any more")
    filters = Filters(**search.values())
    return Letter(
        template="search_digest",
        context={
            "greeting": greeting(search.user.name),
            "search": described(filters),
            "news": [
                (project, settings.BASE_URL + project.get_absolute_url())
                for project in news[:MOST_NEWS]
            ],
            "more": len(news) > MOST_NEWS,
            "municipality": settings.MUNICIPALITY_NAME,
        },
        actions=[Action(_("See the whole list"), _list_url(filters), primary=True)],
        signature_name=settings.CONTACT_NAME,
        signature_phone=settings.CONTACT_PHONE,
        footer_reason=_("You get this mail once a week because you have saved a search."),
    )


def _list_url(filters: Filters) -> str:
    return f"{settings.BASE_URL}{reverse('projects:list')}?{urlencode(query_of(filters))}"

"""What is new in a saved search."""

from datetime import datetime

from projects.models import Project, SavedSearch
from projects.queries.front import with_party_counts
from projects.queries.lists import Filters, public_list
from projects.queries.search import understand

MOST_NEWS = 10  # opgaver in one mail; the rest is behind its link


def news_in(search: SavedSearch, since: datetime, until: datetime) -> list[Project]:
    """Public opgaver of the list that were published in that time, newest first; one too many."""
    filters = Filters(**search.values())
    found = public_list(filters).filter(published_at__gt=since, published_at__lte=until)
    words = understand(filters.text)
    if words:
        found = words.among(found)
    return list(with_party_counts(found).order_by("-published_at", "-id")[: MOST_NEWS + 1])


def has_news(search: SavedSearch, since: datetime, until: datetime) -> bool:
    return bool(news_in(search, since, until))

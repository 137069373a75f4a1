"""The time line as an Atom feed (RFC 4287)."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects.imports.texts import clean
from projects.models import Project
from projects.timeline import entries_of, happening

ENTRIES = 30


class TimelineFeed(Atom1Feed):
    """Public lines alone, whoever asks. Its date changes only with what it holds."""

    def __init__(self, project: Project) -> None:
        self.began_at = project.created_at
        page = settings.BASE_URL + reverse("projects:timeline", args=[project.slug])
        super().__init__(
            title=clean(project.title),
            link=settings.BASE_URL + project.get_absolute_url(),
            description=_("What happens in the project"),
            feed_url=settings.BASE_URL + reverse("projects:timeline_feed", args=[project.slug]),
            language=get_language(),
            author_name=settings.MUNICIPALITY_NAME,
        )
        for entry in entries_of(project, team=False)[:ENTRIES]:
            self._tell(page, happening(entry))

    def _tell(self, page: str, line) -> None:
        self.add_item(
            title=clean(line.text),
            link=f"{page}#h{line.id}",
            description=clean(line.text),
            unique_id=f"{page}#h{line.id}",
            pubdate=line.at,
            updateddate=line.at,
            categories=[str(line.subject.label)],
        )

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.began_at

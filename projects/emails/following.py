"""One summary a week for whoever follows, about all that they follow."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from projects.emails.common import greeting, known_language, link
from projects.models import Follower, Project
from projects.timeline import LINES, happening
from samskabelse.history.models import Entry
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Letter, Outcome, Skip, mail_kind
from samskabelse.mail.models import OptOut, OutgoingMail
from samskabelse.mail.queue import Order, queue_many

LINES_EACH = 5
MOST_PROJECTS = 20


def _public_entries() -> "Iterable[Entry]":
    rows = Entry.objects.filter(target_type=Project._meta.label_lower, action__in=list(LINES))
    return rows.public()


def latest_news(projects: Iterable[int]) -> dict[int, int]:
    """The newest public line of each opgave's time line, by its id; one query."""
    rows = _public_entries().filter(target_id__in=set(projects)).order_by()
    return dict(rows.values("target_id").annotate(last=Max("id")).values_list("target_id", "last"))


def queue_summaries(rows: Sequence[Follower], news: dict[int, int], *, week: date) -> int:
    """One mail for each person with something new, in one INSERT. Returns how many were new."""
    mine: dict[int, list[Follower]] = {}
    for row in rows:
        if news.get(row.project_id, 0) > row.told_until and row.project.is_public:
            mine.setdefault(row.user_id, []).append(row)
    orders = [
        Order(
            key=f"follow_summary:{user}:{week.isoformat()}",
            to=follows[0].user.email,
            to_user=follows[0].user,
            language=known_language(follows[0].user.language),
            params={
                "news": [
                    [row.project_id, row.told_until, news[row.project_id]]
                    for row in follows[:MOST_PROJECTS]
                ]
            },
        )
        for user, follows in mine.items()
    ]
    return queue_many("follow_summary", orders) if orders else 0


@mail_kind("follow_summary", lane=Lane.DIGEST, topic=Topic.DIGEST, asked_for=True)
def follow_summary(mail: OutgoingMail) -> Outcome:
    """What has happened in what you follow, without what you have muted or left since."""
    if mail.to_user is None:
        return Skip("erased meanwhile")
    wanted = {project: (after, until) for project, after, until in mail.params["news"]}
    projects = Project.objects.public().filter(pk__in=wanted, followers__user=mail.to_user)
    muted = OptOut.objects.filter(address=mail.to_address, topic__in=["", Topic.DIGEST])
    silent = set(muted.values_list("scope", flat=True))
    parts = [
        (project, link("projects:timeline", project.slug), lines)
        for project in projects.order_by("-id")
        if f"project:{project.pk}" not in silent and (lines := _lines(project, *wanted[project.pk]))
    ]
    if not parts:
        return Skip("nothing to tell")
    return Letter(
        template="follow_summary",
        context={"parts": parts, "greeting": greeting(mail.to_user.name)},
        actions=[Action(_("See what you follow"), link("participants:me"), primary=True)],
        signature_name=settings.CONTACT_NAME,
        signature_phone=settings.CONTACT_PHONE,
        footer_reason=_("You get this mail once a week because you follow these projects."),
    )


def _lines(project: Project, after: int, until: int) -> list[str]:
    entries = _public_entries().filter(target_id=project.pk, id__gt=after, id__lte=until)
    return [happening(entry).text for entry in entries.select_related("by")[:LINES_EACH]]

"""What meetings tell about whether it is co-creation: agendas, materials, and that people met."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.models import AgendaItem, Material, Meeting
from projects.findings import Evidence, Scene, finding
from projects.findings.solution_first import tells_of_plans
from projects.ladder import Page, rung

ENOUGH_MEETINGS = 2


@finding(
    "agenda_first",
    question=_("Was the agenda set before anybody else had joined?"),
    why=_(
        "Whoever sets the agenda sets what can be talked about. "
        "In co-creation the parties set it together."
    ),
    sentences={"item": _("“%(title)s” was put on the agenda of “%(meeting)s” on %(at)s.")},
    belies="fixed_alone",
)
def agenda_before_anybody_joined(scene: Scene) -> Iterable[Evidence]:
    """Items set while whoever raised it was alone, with none from anybody else since."""
    items = AgendaItem.objects.filter(meeting__arena__project=scene.project, is_catalysts=False)
    rows = list(items.select_related("meeting").order_by("added_at", "id")[:200])
    before = scene.joined_at or scene.now
    early = [row for row in rows if row.added_at < before]
    first = scene.parties[0].pk if scene.parties else None
    if len(early) < scene.thresholds.early_agenda_items:
        return
    if any(row.added_for_id not in {None, first} for row in rows):
        return
    for row in early:
        yield Evidence(
            "item",
            f"item:{row.pk}",
            scene.url("arenas:meeting", row.meeting_id),
            {"title": row.title, "meeting": row.meeting.title, "at": row.added_at.isoformat()},
        )


@tells_of_plans
def finished_plans(scene: Scene) -> Iterable[Evidence]:
    """Materials from before the parties agreed that call themselves a finished plan."""
    laid_out = Material.objects.filter(
        meeting__arena__project=scene.project, added_at__lt=scene.agreed_at or scene.now
    )
    for row in laid_out.order_by("id")[:200]:
        if scene.has_words_of_a_plan(row.title, row.text):
            yield Evidence(
                "plan",
                f"material:{row.pk}",
                scene.url("arenas:meeting", row.meeting_id),
                {"title": row.title, "at": row.added_at.isoformat()},
            )


@rung(
    3,
    "met_again",
    _("You have met at least twice"),
    _("Meet again: a community is more than one evening."),
    Page("arenas:meetings"),
)
def have_met_again(scene: Scene) -> bool:
    held = Meeting.objects.of(scene.project).planned().filter(ends_at__lte=timezone.now())
    return held.count() >= ENOUGH_MEETINGS

"""Reads for those who look after opgaver: the inbox, moderation, and answers that are late."""

from django.db.models import QuerySet

from projects.enums import OPEN_PHASES, Moderation, Phase, ReportState
from projects.models import Project, Report


def inbox(user) -> QuerySet[Project]:
    """Opgaver that wait for their first answer, the oldest deadline first."""
    return (
        Project.objects.visible_to(user)
        .filter(first_replied_at=None, first_reply_due__isnull=False, phase__in=OPEN_PHASES)
        .exclude(moderation=Moderation.HIDDEN)
        .select_related("contact", "initiator")
        .order_by("first_reply_due", "id")
    )


def overdue_answers(user, today) -> QuerySet[Project]:
    """Opgaver whose decision recipient has let the deadline pass."""
    return (
        Project.objects.visible_to(user)
        .filter(phase__in=OPEN_PHASES, verdict="", answer_due__lt=today)
        .order_by("answer_due", "id")
    )


def held_projects(user) -> QuerySet[Project]:
    """Opgaver that wait for a moderator, the one that has waited longest first."""
    return (
        Project.objects.visible_to(user)
        .filter(moderation=Moderation.HELD)
        .exclude(phase=Phase.DRAFT)
        .select_related("initiator")
        .order_by("submitted_at", "id")
    )


def open_report_count() -> int:
    """How many reports nobody has settled yet."""
    return Report.objects.filter(state=ReportState.OPEN).count()

"""What the clock does about delopgaver, gains and followers. Safe to call twice and by many."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from projects import emails
from projects.enums import AssignmentState, GainMoment, Moderation, Phase
from projects.enums.project import WORKING_PHASES
from projects.models import Assignment, Follower, GainQuestion, Party, Project
from projects.services.assignments import record_assignment
from projects.services.gains import ask_all_gains

BATCH = 500
# Days from the date of a delopgave, each with the day on which the next takes over (practice §7.2).
REMINDERS = {-3: 0, 0: 3}
MISSING_AFTER = 3  # days; then one question, and no more
FORGET_ASKED = 60  # days without an answer: the address of somebody who never answered goes
SUMMARY_HOUR = 8  # on a Monday
# Months after the closing, each with the month in which it is no longer asked.
GAIN_STEPS = {GainMoment.SIX: 12, GainMoment.TWELVE: 18}


def remind_assignments(now: datetime) -> int:
    """Three days before the date and on the day. One that was taken on later hears no more."""
    today = timezone.localdate(now)
    done = 0
    for offset, end in REMINDERS.items():
        rows = _taken().filter(
            due__lte=today - timedelta(days=offset), due__gt=today - timedelta(days=end)
        )
        for row in rows.order_by("id")[: BATCH * 4]:
            due = row.due or today  # the filter leaves out those without
            if timezone.localdate(row.taken_at) < due + timedelta(days=offset):
                until = _midnight(due + timedelta(days=end))
                done += emails.queue_assignment_reminder(row, offset, until=until)
    return done


def ask_what_is_missing(now: datetime) -> int:
    """“Hvad mangler du?”, three days after the date has passed. Once in a delopgave's life."""
    before = timezone.localdate(now) - timedelta(days=MISSING_AFTER)
    due = list(
        _taken()
        .filter(asked_missing_at=None, due__lte=before)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("id")[:BATCH]
    )
    for row in due:
        emails.queue_assignment_question(row)
    Assignment.objects.filter(pk__in=[row.pk for row in due]).update(asked_missing_at=now)
    return len(due)


def _taken() -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        state=AssignmentState.ACCEPTED,
        project__phase__in=WORKING_PHASES,
        project__moderation=Moderation.CLEAR,
    ).select_related("project", "taker")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def forget_asked(now: datetime) -> int:
    """Take back what an address has not answered in 60 days, and forget addresses of no use."""
    before = now - timedelta(days=FORGET_ASKED)
    asked = Assignment.objects.filter(created_at__lt=before).exclude(asked_email="")
    silent = list(
        asked.filter(state=AssignmentState.ASKED)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("project")
        .order_by("id")[:BATCH]
    )
    for row in silent:
        row.state = AssignmentState.WITHDRAWN
        row.ended_at = now
        row.save(update_fields=["state", "ended_at"])
        record_assignment(row, "expired", None, public=False)
    over = asked.filter(state__in=[AssignmentState.WITHDRAWN, AssignmentState.DECLINED])
    return over.update(asked_email="", asked_name="")


def ask_gains_later(now: datetime) -> int:
    """Ask the parties 6 and 12 months after the closing what came of it (R34).

    After an outage the one that is due now is asked, late; the one it replaces is not.
    """
    done = 0
    for months, end in GAIN_STEPS.items():
        closed = Project.objects.filter(
            phase=Phase.CLOSED,
            moderation=Moderation.CLEAR,
            phase_since__lte=months_before(now, months),
            phase_since__gt=months_before(now, end),
        )
        asked = GainQuestion.objects.filter(
            party__project=OuterRef("pk"), moment=months, closed_at=OuterRef("phase_since")
        )
        takes_part = Party.objects.active().filter(project=OuterRef("pk"))
        closed = closed.filter(Exists(takes_part)).exclude(Exists(asked))
        for project in closed.order_by("id")[:BATCH]:
            done += ask_all_gains(project, months, closed_at=project.phase_since)
    return done


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the month's last where it has no such day."""
    local = timezone.localtime(moment)
    year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    for day in range(local.day, 0, -1):
        try:
            return local.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def summarise(now: datetime) -> int:
    """One mail a week to whoever follows, about all they follow. Nothing new, no mail."""
    monday = _this_monday(now)
    if timezone.localtime(now) < monday:
        return 0
    rows = Follower.objects.filter(summed_up_at__lt=monday, user__is_active=True)
    people = list(rows.order_by("user_id").values_list("user", flat=True).distinct()[:BATCH])
    mine = list(
        rows.filter(user__in=people)
        .select_for_update(of=("self",))
        .select_related("project", "user")
        .order_by("user_id", "id")
    )
    news = emails.latest_news([row.project_id for row in mine])
    sent = emails.queue_summaries(mine, news, week=monday.date())
    for row in mine:
        row.told_until = max(row.told_until, news.get(row.project_id, 0))
        row.summed_up_at = now
    Follower.objects.bulk_update(mine, ["told_until", "summed_up_at"], batch_size=BATCH)
    return sent


def _this_monday(now: datetime) -> datetime:
    """When this week's summary is due."""
    local = timezone.localtime(now)
    monday = local - timedelta(days=local.weekday())
    return monday.replace(hour=SUMMARY_HOUR, minute=0, second=0, microsecond=0)

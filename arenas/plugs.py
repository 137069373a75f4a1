"""What arenas add to the rooms below."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arenas.emails.common import access_lines
from arenas.enums import HatKind, PollState, SignUpState
from arenas.forms.arena import ArenaForm
from arenas.models import (
    Amendment,
    ArenaLink,
    CalendarFeed,
    DateVoter,
    Decision,
    Event,
    Hat,
    Meeting,
    Minutes,
    NextStep,
    RoomPerson,
    SignUp,
)
from arenas.queries import meetings_of
from arenas.queries.events import events_of
from arenas.services.arena import draft_arena
from arenas.services.hats import end_hat
from arenas.services.sign_ups import attend
from participants import plugs
from participants.listings import LISTINGS, Asking, Listed, Listing, Mine
from participants.models import User
from participants.plugs import Panel
from projects.emails.common import PRACTICAL
from projects.enums import RoleState
from projects.models import Project
from projects.personal import adds_waiting
from projects.phases import Fact
from projects.recipe import register_builder, register_question_form
from projects.tabs import register_tab
from projects.views.actions import Todo, Viewer, adds_todos
from samskabelse.ui.tags.time import day_and_clock

register_question_form(ArenaForm)
register_tab("arenas:meetings", _("Meetings"), order=60)


@register_builder
def build_arena(project: Project, answers: dict[str, Any], by: User | None) -> None:
    draft_arena(
        project,
        kind=answers.get("kind", ""),
        place=answers.get("place", ""),
        first_date=answers.get("first_date"),
        frame=answers.get("frame", ""),
    )


def practical_lines(project: Project) -> list[str]:
    """When and where the parties meet next, as an invitation says it; else how they mean to."""
    meeting = Meeting.objects.of(project).coming().first()
    if meeting is not None:
        when = day_and_clock(meeting.starts_at)
        lines = [gettext("Next meeting: %(when)s") % {"when": when}]
        if meeting.place:
            lines.append(gettext("Where: %(place)s") % {"place": meeting.place})
        return [*lines, *(f"{label}: {text}" for label, text in access_lines(meeting))]
    return _first_idea(project)


def _first_idea(project: Project) -> list[str]:
    arena = project.arenas.first()
    if arena is None:
        return []
    lines = [arena.get_kind_display()] if arena.kind else []
    if arena.place:
        lines.append(gettext("Where: %(place)s") % {"place": arena.place})
    if arena.first_date:
        day = date_format(arena.first_date, "DATE_FORMAT")
        lines.append(gettext("First time: %(day)s") % {"day": day})
    return [*lines, arena.frame] if arena.frame else lines


def _polls(asking: Asking) -> QuerySet[DateVoter]:
    return DateVoter.objects.filter(
        user=asking.user,
        answered_at=None,
        poll__state=PollState.OPEN,
        poll__arena__project__in=Project.objects.visible_to(asking.user),
    )


@adds_waiting(_polls, "poll_id", project="poll__arena__project")
def dates_to_mark(row: Listed) -> tuple[str, str]:
    url = reverse("arenas:poll", args=[row["slug"], row["poll_id"]])
    return gettext("Which dates suit you?"), url


def _hats(asking: Asking) -> QuerySet[Hat]:
    visible = Project.objects.visible_to(asking.user)
    return asking.user.arena_hats.filter(state=RoleState.ASKED, arena__project__in=visible)


@adds_waiting(_hats, "pk", "kind", project="arena__project")
def hat_to_answer(row: Listed) -> tuple[str, str]:
    role = str(HatKind(row["kind"]).label).lower()
    url = reverse("arenas:answer_hat", args=[row["slug"], row["pk"]])
    return gettext("Will you be %(role)s?") % {"role": role}, url


def _unanswered(asking: Asking) -> QuerySet[Meeting]:
    return Meeting.objects.coming(asking.now).filter(
        sign_ups__user=asking.user,
        sign_ups__state__in=[SignUpState.INVITED, SignUpState.HELD],
        arena__project__in=Project.objects.visible_to(asking.user),
    )


@adds_waiting(_unanswered, "pk", "starts_at", project="arena__project")
def meeting_to_answer(row: Listed) -> tuple[str, str]:
    day = date_format(timezone.localtime(parse_datetime(row["starts_at"])), "j. F")
    url = reverse("arenas:meeting", args=[row["slug"], row["pk"]])
    return gettext("Are you coming on %(day)s?") % {"day": day}, url


@adds_todos
def meet(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """To call a meeting; where there is no arena yet, the page says how to make one."""
    if not viewer.is_on_team or not viewer.project.is_open:
        return []
    page = reverse("arenas:meetings", args=[viewer.project.slug])
    return [Todo(gettext("Find a date for a meeting"), page)]


def _next_meetings(asking: Asking) -> QuerySet[Meeting]:
    return meetings_of(asking.user).coming(asking.now)[:10]


def _next_events(asking: Asking) -> QuerySet[Event]:
    return events_of(asking.user).coming(asking.now)[:10]


MEETINGS = Listing(_next_meetings, "pk", "title", "starts_at", "place", slug="arena__project__slug")
EVENTS = Listing(_next_events, "slug", "title", "starts_at", "place")


def meetings_panel(mine: Mine) -> Panel | None:
    """One's next meetings, and the way to one's own calendar."""
    coming = [
        *(
            {**row, "url": reverse("arenas:meeting", args=[row["slug"], row["pk"]])}
            for row in mine[MEETINGS]
        ),
        *({**row, "url": reverse("arenas:event", args=[row["slug"]])} for row in mine[EVENTS]),
    ]
    for row in coming:
        row["starts_at"] = parse_datetime(row["starts_at"])
    coming.sort(key=lambda row: row["starts_at"])
    template = "arenas/panels/meetings.html"
    return Panel(_("My meetings"), template, {"meetings": coming}, order=60) if coming else None


def my_data(user: User) -> tuple[str, dict[str, list]]:
    """Everything about meetings that is kept about a person (GDPR article 15)."""
    rows = SignUp.objects.of_person(user)
    return "meetings", {
        "sign_ups": list(
            rows.values(
                "gathering__title",
                "gathering__starts_at",
                "state",
                "sector",
                "attendance",
                "needs",
                "created_at",
            )
        ),
        "corrections": list(
            Amendment.objects.filter(Q(by=user) | Q(sign_up__in=rows)).values(
                "minutes__meeting__title", "text", "at", "state", "answer"
            )
        ),
        "decisions_written": list(
            Decision.objects.filter(written_by=user).values("what", "written_at")
        ),
        "next_steps": list(
            NextStep.objects.filter(sign_up__in=rows).values(
                "event__title", "text", "with_whom", "created_at"
            )
        ),
        "events": list(
            Event.objects.filter(created_by=user).values("title", "starts_at", "published_at")
        ),
        "dates": list(
            user.date_questions.values(
                "poll__title", "answers__option__starts_at", "answers__mark", "answered_at"
            )
        ),
        "hats": list(user.arena_hats.values("arena__project__title", "kind", "state", "asked_at")),
        "in_the_room": list(
            user.rooms.values(
                "room__meeting__title", "entered_at", "answers__position", "answers__text"
            )
        ),
        "points_in_the_room": list(
            user.rooms.exclude(points=None).values("points__text", "points__raised_at")
        ),
        "calendar_addresses": list(user.calendar_feeds.values("project__title", "renewed_at")),
    }


def forget(user: User) -> None:
    """Seats that are still to come go to the next; hats come off; addresses and links go."""
    for row in SignUp.objects.of_person(user).filter(gathering__starts_at__gt=timezone.now()):
        if row.state not in {SignUpState.DECLINED, SignUpState.LAPSED}:
            attend(row.gathering_id, "no", by=user)
    for hat in user.arena_hats.filter(state=RoleState.ACCEPTED):
        end_hat(hat.pk, by=user)
    user.arena_hats.filter(state=RoleState.ASKED).delete()
    CalendarFeed.objects.filter(user=user).delete()
    ArenaLink.objects.filter(sign_up__in=SignUp.objects.of_person(user)).delete()
    Amendment.objects.filter(sign_up__in=SignUp.objects.of_person(user)).update(sign_up=None)
    own = NextStep.objects.filter(sign_up__in=SignUp.objects.of_person(user))
    own.filter(draft__project=None).delete()  # a promise without its person is nobody's
    SignUp.objects.of_person(user).update(name="", email="", reach="", needs="")
    DateVoter.objects.filter(user=user).delete()
    RoomPerson.objects.filter(user=user).update(name="", comes_for="", party=None)
    # What was corrected and decided stays in the record; who wrote it goes.
    Amendment.objects.filter(by=user).update(by=None)
    Amendment.objects.filter(answered_by=user).update(answered_by=None)
    Decision.objects.filter(written_by=user).update(written_by=None)
    Minutes.objects.filter(started_by=user).update(started_by=None)
    Minutes.objects.filter(sent_by=user).update(sent_by=None)


PRACTICAL.append(practical_lines)
LISTINGS += [MEETINGS, EVENTS]
plugs.ME_PANELS.append(meetings_panel)
plugs.MY_DATA.append(my_data)
plugs.ON_ERASE.append(forget)

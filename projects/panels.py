"""The boxes of /min/ about opgaver: what waits, what is one's own, what one hears about."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from participants import plugs
from participants.listings import LISTINGS, Asking, Listed, Listing, Mine
from participants.models.user import shown_name
from participants.plugs import Panel
from projects.enums import AssignmentState
from projects.models import Project, SavedSearch, Theme
from projects.personal import (
    adds_waiting,
    name_of,
    open_drafts,
    own_projects,
    page_in,
    waiting_for,
)
from projects.queries import Filters
from projects.queries.describing import parts_of, query_of
from projects.queries_implement import (
    own_assignments,
    own_follows,
    parties_asked_about_fit,
    waiting_assignments,
)
from samskabelse.mail.models import OptOut


def waiting_panel(mine: Mine) -> Panel | None:
    """What others wait for this person to answer."""
    waiting = waiting_for(mine)
    if not waiting:
        return None
    template = "projects/panels/waiting.html"
    return Panel(_("Waits for you"), template, {"waiting": waiting}, order=10)


@adds_waiting(waiting_assignments, "pk", "what", "state")
def delopgave_to_answer(row: Listed) -> tuple[str, str]:
    """Delopgaver to answer, and conditions of others to say yes or no to."""
    is_asked = row["state"] == AssignmentState.ASKED
    name = "answer_assignment" if is_asked else "answer_condition"
    question = _("Is the condition for “%(what)s” all right?")
    question = _("Will you take on “%(what)s”?") if is_asked else question
    return question % {"what": row["what"]}, page_in(name, row["slug"], row["pk"])


@adds_waiting(parties_asked_about_fit, "pk", party=name_of())
def fit_to_answer(row: Listed) -> tuple[str, str]:
    """Parties that are asked whether the team still fits."""
    question = _("Does the team still fit? Answer for %(party)s")
    url = f"{page_in('fit', row['slug'])}?part={row['pk']}"
    return question % {"party": shown_name(row["party"])}, url


PROJECTS = Listing(own_projects, "title", "slug", "phase", "moderation")
DRAFTS = Listing(open_drafts, "updated_at")


def projects_panel(mine: Mine) -> Panel | None:
    """What this person has raised or takes part in, and what is not sent yet."""
    projects, drafts = mine[PROJECTS], mine[DRAFTS]
    if not projects and not drafts:
        return None
    context = {
        "projects": [Project(**row) for row in projects],
        "drafts": [parse_datetime(row["updated_at"]) for row in drafts],
    }
    return Panel(_("My projects"), "projects/panels/projects.html", context, order=20)


def _saved_searches(asking: Asking) -> QuerySet[SavedSearch]:
    scope = Concat(Value("search:"), Cast(OuterRef("pk"), CharField()))
    muted = OptOut.objects.filter(address=asking.user.email, topic="", scope=scope)
    return asking.user.saved_searches.annotate(is_muted=Exists(muted))


SEARCHES = Listing(_saved_searches, "pk", "is_muted", *SavedSearch.FILTERS)


def searches_panel(mine: Mine) -> Panel | None:
    """The lists this person hears about, with whether their mails are muted."""
    if not mine[SEARCHES]:
        return None
    themes = dict(Theme.objects.values_list("slug", "name"))
    rows = [_searched(row, themes) for row in mine[SEARCHES]]
    return Panel(_("Saved searches"), "projects/panels/searches.html", {"rows": rows}, order=30)


def _searched(row: Listed, themes: dict[str, str]) -> dict[str, Any]:
    filters = Filters(**{name: row[name] for name in SavedSearch.FILTERS})
    return {
        "search": SavedSearch(pk=row["pk"]),
        "label": ", ".join(part.label for part in parts_of(filters, themes)),
        "query": urlencode(query_of(filters)),
        "is_muted": row["is_muted"],
    }


ASSIGNMENTS = Listing(
    own_assignments, "pk", "what", "due", title="project__title", slug="project__slug"
)


def assignments_panel(mine: Mine) -> Panel | None:
    """What this person has in hand."""
    rows = [row | {"due": parse_date(row["due"] or "")} for row in mine[ASSIGNMENTS]]
    if not rows:
        return None
    template = "projects/panels/assignments.html"
    return Panel(_("What you have taken on"), template, {"rows": rows}, order=15)


FOLLOWS = Listing(own_follows, "title", "slug", "phase")


def follows_panel(mine: Mine) -> Panel | None:
    """What this person follows without taking part."""
    follows = [Project(**row) for row in mine[FOLLOWS]]
    if not follows:
        return None
    return Panel(_("You follow"), "projects/panels/follows.html", {"projects": follows}, order=25)


LISTINGS += [PROJECTS, DRAFTS, SEARCHES, ASSIGNMENTS, FOLLOWS]
plugs.ME_PANELS += [
    waiting_panel,
    assignments_panel,
    projects_panel,
    follows_panel,
    searches_panel,
]

"""Reads about delopgaver, gains and templates across objects."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from participants.listings import Asking
from participants.models import User
from projects.enums import (
    OPEN_ASSIGNMENTS,
    AssignmentState,
    GainKind,
    GainMoment,
    Moderation,
)
from projects.enums.project import WORKING_PHASES
from projects.models import (
    Assignment,
    FitAnswer,
    Gain,
    GainAnswer,
    Party,
    Project,
    ProjectTemplate,
)
from projects.queries.similar import SHORTEST_TITLE

VIEWS = ("open", "offered", "ended", "all")
SHOWN_ANSWERS = 200  # of one kind of gain; a party has one voice


def listed_assignments(project: Project, view: str) -> QuerySet[Assignment]:
    """What the list of delopgaver shows: first what has a date and is due soonest."""
    rows = project.assignments.with_names()
    if view == "offered":
        rows = rows.filter(state=AssignmentState.OFFERED)
    elif view == "ended":
        return rows.filter(state__in=[AssignmentState.DONE, AssignmentState.RELEASED]).order_by(
            "-ended_at", "-id"
        )
    elif view == "open":
        rows = rows.filter(state__in=OPEN_ASSIGNMENTS)
    else:
        return rows.exclude(state=AssignmentState.WITHDRAWN).order_by("-id")
    return rows.order_by(F("due").asc(nulls_last=True), "-id")


def offered_to_anybody(user: User, *, limit: int = 10) -> list[Assignment]:
    """What somebody without a party can take on, newest first."""
    rows = Assignment.objects.filter(
        state=AssignmentState.OFFERED,
        project__in=Project.objects.visible_to(user).filter(phase__in=WORKING_PHASES),
    )
    return list(rows.select_related("project").order_by("-id")[:limit])


def waiting_assignments(asking: Asking) -> QuerySet[Assignment]:
    """Delopgaver that wait for this person's answer, or for their word on a condition."""
    user, today = asking.user, asking.today
    committing = Party.objects.committing(user, today).order_by()
    speaking = Party.objects.speaking(user, today).order_by()
    asked = Q(state=AssignmentState.ASKED) & (
        Q(asked_party__in=committing) | Q(asked_email=user.email)
    )
    condition = Q(state=AssignmentState.CONDITIONAL) & (Q(giver=user) | Q(giver_party__in=speaking))
    rows = Assignment.objects.filter(asked | condition, project__phase__in=WORKING_PHASES)
    public = Project.objects.public().filter(phase__in=WORKING_PHASES)
    return rows.filter(project__in=public).order_by("id")


def own_assignments(asking: Asking, *, limit: int = 20) -> QuerySet[Assignment]:
    """What a person has taken on and not ended, the nearest date first."""
    rows = asking.user.assignments.filter(state=AssignmentState.ACCEPTED)
    rows = rows.filter(project__in=Project.objects.visible_to(asking.user))
    return rows.order_by(F("due").asc(nulls_last=True), "id")[:limit]


def own_follows(asking: Asking, *, limit: int = 50) -> QuerySet[Project]:
    """What a person follows, the one followed last first."""
    rows = Project.objects.visible_to(asking.user).filter(followers__user=asking.user)
    return rows.order_by("-followers__id")[:limit]


def parties_asked_about_fit(asking: Asking) -> QuerySet[Party]:
    """Parties of this person that have not said whether the team still fits."""
    answered = FitAnswer.objects.filter(party=OuterRef("pk"), question__closed_at=None)
    asked = Party.objects.speaking(asking.user, asking.today).filter(
        project__fit_questions__closed_at=None,
        project__fit_questions__isnull=False,
        project__phase__in=WORKING_PHASES,
        project__moderation=Moderation.CLEAR,
    )
    return asked.exclude(Exists(answered))


@dataclass(frozen=True)
class Voice:
    """What one party says about one kind of gain, at each moment it has answered."""

    party: Party
    answers: list[GainAnswer]


@dataclass(frozen=True)
class GainCard:
    """One kind of gain: what was wanted, and what each party says. Nothing is added up."""

    kind: GainKind
    gain: Gain | None
    voices: list[Voice]
    differs: bool = False  # the parties have measured, and not the same


def voices_about_gains(project: Project) -> QuerySet[Party]:
    """Parties that have said something about what came of it."""
    told = GainAnswer.objects.filter(party=OuterRef("pk"))
    return project.parties.filter(Exists(told)).order_by("id")


@dataclass(frozen=True)
class GainLine:
    """One kind of gain in short: what was wanted, and how many parties have told."""

    kind: GainKind
    gain: Gain | None
    told: int


def gain_lines(project: Project) -> list[GainLine]:
    """The four kinds, in two queries however many parties there are."""
    gains = {gain.kind: gain for gain in project.gains.all()}
    said = GainAnswer.objects.filter(party__project=project).order_by().values_list("kind")
    told = dict(said.annotate(parties=Count("party", distinct=True)))
    return [GainLine(kind, gains.get(kind), told.get(kind, 0)) for kind in GainKind]


def gain_cards(project: Project, among: Collection[Party]) -> list[GainCard]:
    """The four kinds with the words of some parties, in three queries."""
    gains = {gain.kind: gain for gain in project.gains.all()}
    said = GainAnswer.objects.filter(party__project=project, party__in=among)
    answers = said.select_related("party__organisation", "party__user").order_by(
        "party_id", "moment"
    )[: SHOWN_ANSWERS * len(GainKind) * len(GainMoment)]
    voices: dict[str, dict[int, Voice]] = {kind.value: {} for kind in GainKind}
    for row in answers:
        voice = voices[row.kind].setdefault(row.party_id, Voice(row.party, []))
        voice.answers.append(row)
    apart = _apart(project)
    return [
        GainCard(kind, gains.get(kind), list(voices[kind].values()), kind in apart)
        for kind in GainKind
    ]


def _apart(project: Project) -> set[str]:
    """Kinds of gain for which the parties have last measured different things."""
    said = GainAnswer.objects.filter(party__project=project)
    newest = said.order_by("party_id", "kind", "-moment").distinct("party_id", "kind")
    last = GainAnswer.objects.filter(pk__in=newest.values("pk")).exclude(measured="")
    counted = (
        last.order_by().values_list("kind").annotate(n=Count(Lower("measured"), distinct=True))
    )
    return {kind for kind, n in counted if n > 1}


def fitting_templates(title: str, *, limit: int = 2) -> list[ProjectTemplate]:
    """Templates whose title is like the one being written, of opgaver that everybody may see."""
    short = " ".join(title.replace("\x00", " ").split())[:120]
    if len(short) < SHORTEST_TITLE:
        return []
    near = public_templates().filter(title__trigram_word_similar=short)
    near = near.annotate(closeness=TrigramWordSimilarity(short, "title"))
    return list(near.order_by("-closeness", "-id")[:limit])


def public_templates() -> QuerySet[ProjectTemplate]:
    """Those whose opgave everybody may see: what moderators hide is no example."""
    shown = Project.objects.public()
    return ProjectTemplate.objects.filter(project__in=shown).select_related("project")

"""What the findings and the ladder look at, each part read once."""

from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from projects.enums import TAKEN_ASSIGNMENTS, ConsentAbout, PartyStatus, Position, RoundState
from projects.models import (
    Assignment,
    ConsentAnswer,
    ConsentRound,
    Party,
    Project,
    Stakeholder,
    StatementVersion,
    Thresholds,
)


class Scene:
    """One opgave as it is now. `thresholds` say when a fact becomes a question."""

    def __init__(self, project: Project, thresholds: Thresholds) -> None:
        self.project = project
        self.thresholds = thresholds
        self.now: datetime = timezone.now()

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.project.slug, *args])

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody who takes part or has taken part, in the order they came."""
        return list(self.project.parties.with_names().order_by("accepted_at", "id"))

    @cached_property
    def active(self) -> list[Party]:
        return [party for party in self.parties if party.status == PartyStatus.ACCEPTED]

    @cached_property
    def joined_at(self) -> datetime | None:
        """When somebody else than whoever raised it joined; None while they are alone."""
        return self.parties[1].accepted_at if len(self.parties) > 1 else None

    @cached_property
    def agreed_at(self) -> datetime | None:
        """When the parties first agreed on what the problem is."""
        passed = ConsentRound.objects.filter(
            project=self.project, about=ConsentAbout.STATEMENT, state=RoundState.PASSED
        )
        return passed.order_by("closed_at").values_list("closed_at", flat=True).first()

    @cached_property
    def statements(self) -> list[StatementVersion]:
        """The first version of the shared statement and the last."""
        rows = self.project.statement_versions.order_by("number")
        last = rows.reverse().values("pk")[:1]
        return list(rows.filter(Q(number=1) | Q(pk__in=last)))

    @cached_property
    def affected(self) -> list[Stakeholder]:
        rows = self.project.stakeholders.filter(is_affected=True).order_by("id")
        return list(rows.with_presence())

    @cached_property
    def taken(self) -> list[Assignment]:
        """Delopgaver that somebody has said yes to."""
        rows = self.project.assignments.filter(state__in=sorted(TAKEN_ASSIGNMENTS))
        return list(rows.select_related("taker_party__organisation").order_by("id"))

    @cached_property
    def consents(self) -> dict[str, set[int]]:
        """Ids of the parties that consented, by what about; of a choice the one that stands."""
        chosen = Q(round__about=ConsentAbout.SOLUTION, round__solution_version=self.project.chosen)
        given = ConsentAnswer.objects.filter(
            Q(round__about=ConsentAbout.STATEMENT) | chosen,
            round__project=self.project,
            round__state=RoundState.PASSED,
            position=Position.CONSENT,
        )
        said: dict[str, set[int]] = {}
        for about, party in given.values_list(F("round__about"), "party"):
            said.setdefault(about, set()).add(party)
        return said

    def has_words_of_a_plan(self, *texts: str) -> str:
        """The first words of a finished plan that stand in these texts, or nothing."""
        read = " ".join(" ".join(text.split()) for text in texts).casefold()
        return next((words for words in self.thresholds.words if words in read), "")

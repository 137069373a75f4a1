"""The parties' consent: to the next phase, or to one version of what they wrote together."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import JSONObject, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import ConsentAbout, Phase, Position, RoundState
from samskabelse.web.prepared import Prepared


def _said() -> ArraySubquery:
    answers = ConsentAnswer.objects.filter(round=OuterRef("pk")).order_by("id")
    return ArraySubquery(answers.values(said=JSONObject(party="party_id", position="position")))


SAID = Prepared(lambda: ConsentRound, _said)


class ConsentRoundQuerySet(models.QuerySet):
    def with_said(self) -> "ConsentRoundQuerySet":
        """Beside each the position of every party that was asked, in the same query."""
        return self.annotate(positions=SAID())


class ConsentRound(models.Model):
    """The parties are asked about one thing, which never changes under their answers.

    A gate names its two phases; everything else is one version of a text.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="rounds")
    about = models.CharField(
        _("about"), max_length=20, choices=ConsentAbout, default=ConsentAbout.GATE
    )
    from_phase = models.CharField(max_length=20, choices=Phase, blank=True)
    to_phase = models.CharField(max_length=20, choices=Phase, blank=True)
    statement_version = models.ForeignKey(
        "projects.StatementVersion",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rounds",
    )
    solution_version = models.ForeignKey(
        "projects.SolutionVersion",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rounds",
    )
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentRoundQuerySet.as_manager()
    positions: list[dict[str, Any]] | None = None  # `with_said`

    class Meta:
        ordering = ["-id"]
        verbose_name = _("consent round")
        verbose_name_plural = _("consent rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "about"],
                condition=Q(state=RoundState.OPEN),
                name="one_open_round_about_each",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(from_phase=""),
                    ~Q(to_phase=""),
                    about=ConsentAbout.GATE,
                    statement_version=None,
                    solution_version=None,
                )
                | Q(
                    about=ConsentAbout.STATEMENT,
                    from_phase="",
                    to_phase="",
                    statement_version__isnull=False,
                    solution_version=None,
                )
                | Q(
                    about=ConsentAbout.SOLUTION,
                    from_phase="",
                    to_phase="",
                    statement_version=None,
                    solution_version__isnull=False,
                ),
                name="round_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN) ^ Q(closed_at__isnull=False),
                name="round_closed_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.label}"

    # A page puts the answers it shows here: all of them, or the first few of many.
    shown_answers: "list[ConsentAnswer]" = []
    has_more_answers = False

    @property
    def said(self) -> dict[int, str]:
        """The position of each party by its id: as fetched `with_said`, else as it stands now."""
        if self.positions is None:
            return said_in(self.answers.all())
        return {row["party"]: row["position"] for row in self.positions}

    @property
    def label(self) -> str:
        """What it is about, in two or three words."""
        if self.statement_version:
            text = _("The shared statement, version %(number)s")
            return str(text % {"number": self.statement_version.number})
        if version := self.solution_version:
            text = _("“%(title)s”, version %(number)s")
            return str(text % {"title": version.title, "number": version.number})
        return str(self.get_to_phase_display())

    @property
    def question(self) -> str:
        """What each party is asked."""
        if self.statement_version:
            text = _("Do you consent to the shared statement, version %(number)s?")
            return str(text % {"number": self.statement_version.number})
        if version := self.solution_version:
            text = _("Do you consent to “%(title)s”, version %(number)s?")
            return str(text % {"title": version.title, "number": version.number})
        return str(_("May we go on to “%(to)s”?") % {"to": self.get_to_phase_display()})


# What is worth reading first among many answers.
TELLING = (Position.OBJECTION, Position.PENDING, Position.STAND_ASIDE, Position.PASSED_OVER)


class ConsentAnswerQuerySet(models.QuerySet):
    def with_names(self) -> "ConsentAnswerQuerySet":
        return self.select_related("party__organisation", "party__user")

    def telling_first(self) -> "ConsentAnswerQuerySet":
        """Objections, then silence, then whatever is not a plain yes."""
        return self.annotate(rank=_rank()).order_by("rank", "id")

    def first_of_each_round(self, many: int) -> "ConsentAnswerQuerySet":
        """The first few of each round, however many parties were asked."""
        order = [_rank().asc(), F("id").asc()]
        place = Window(RowNumber(), partition_by=[F("round")], order_by=order)
        return self.annotate(place=place).filter(place__lte=many).order_by("place")


def _rank() -> Case:
    places = [When(position=position, then=Value(n)) for n, position in enumerate(TELLING)]
    return Case(*places, default=Value(len(TELLING)))


class ConsentAnswer(models.Model):
    """One party's answer in one round."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="answers")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="consents")
    position = models.CharField(max_length=20, choices=Position, default=Position.PENDING)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    # The answer to the version before, which this one corrects without changing its meaning.
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    reminders = models.PositiveSmallIntegerField(default=0)
    last_reminded_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    objects = ConsentAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["round", "party"], name="one_voice_per_party"),
            models.CheckConstraint(
                condition=~Q(position=Position.OBJECTION) | ~Q(reason=""),
                name="objection_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(position=Position.PENDING) ^ Q(at__isnull=False),
                name="consent_answer_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(position=Position.PASSED_OVER) | Q(reminders__gte=2),
                name="passed_over_after_two_reminders",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.position}"


def said_in(answers: Iterable[ConsentAnswer]) -> dict[int, str]:
    """The position of each party by its id."""
    return {answer.party_id: answer.position for answer in answers}

"""Findings: what the facts say about an opgave, what is said to them, and when they are asked."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import UNANSWERED_CASES, CaseState, Stance

PLAN_WORDS = """færdig plan
færdige plan
færdigt forslag
færdige forslag
færdig løsning
færdige løsning
endelig plan
endelige plan
endelig løsning
endelige løsning
projektforslag
dispositionsforslag
skitseprojekt
hovedprojekt
lokalplanforslag
udbudsmateriale
finished plan
final plan"""


class FindingCase(models.Model):
    """A finding about one opgave, raised by the facts. Nobody can hide or delete one.

    The evidence is what the facts were when they were last looked at; each is a kind, facts for
    its sentence, and the page where everybody can see for themselves (`findings.finding`).
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="findings")
    code = models.CharField(_("finding"), max_length=40)
    state = models.CharField(max_length=20, choices=CaseState, default=CaseState.OPEN)
    evidence = models.JSONField(_("evidence"), default=list)
    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    # When it last changed its state: an answer that nobody disputes stands after some days.
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="one_case_per_finding"),
        ]
        indexes = [
            models.Index(
                fields=["since"],
                condition=Q(state=CaseState.ANSWERED),
                name="finding_answered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.code}"

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED_CASES

    @property
    def reply(self) -> "FindingWord | None":
        """The answer that stands; reads prefetched `words`."""
        replies = [word for word in self.words.all() if word.stance == Stance.REPLY]
        return replies[-1] if replies else None

    @property
    def reply_number(self) -> str:
        """By which the answer is known again in a form; `0` while there is none."""
        return str(self.reply.pk if self.reply else 0)


class FindingWord(models.Model):
    """What somebody says to a finding. Only ever added, so that nothing said can be unsaid."""

    case = models.ForeignKey(FindingCase, models.CASCADE, related_name="words")
    stance = models.CharField(max_length=20, choices=Stance)
    text = models.TextField(_("in your own words"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("word about a finding")
        verbose_name_plural = _("words about findings")
        constraints = [
            models.CheckConstraint(
                condition=Q(stance=Stance.ACCEPT) | ~Q(text=""),
                name="finding_word_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.stance}"

    @property
    def author(self) -> str:
        """The party that says it, or the person where they speak for none."""
        return str(self.party or self.by or _("somebody who is erased"))


def _number(label: Any, default: int, low: int, high: int) -> models.PositiveIntegerField:
    limits = [MinValueValidator(low), MaxValueValidator(high)]
    return models.PositiveIntegerField(label, default=default, validators=limits)


class Thresholds(models.Model):
    """When the facts raise a question. One row; administrators change it, and history says so."""

    id = models.PositiveIntegerField(primary_key=True, default=1, editable=False)
    unanswered_findings = _number(_("unanswered questions that change the label"), 2, 1, 7)
    early_agenda_items = _number(_("agenda items set before anybody else joined"), 3, 1, 40)
    paid_assignments = _number(_("assignments that are paid work today"), 1, 1, 100)
    affected_days = _number(_("days to find those who live with the result"), 14, 0, 365)
    contribution_days = _number(_("days to answer what people write"), 14, 1, 365)
    left_parties = _number(_("private parties that have left"), 2, 1, 100)
    changed_percent = _number(_("percent of the words that must have changed"), 10, 1, 100)
    reply_days = _number(_("days until an undisputed answer stands"), 14, 1, 365)
    challenge_days = _number(_("days to answer “Is this still co-creation?”"), 14, 1, 90)
    plan_words = models.TextField(
        _("words of a finished plan, one on each line"),
        max_length=4000,
        blank=True,
        default=PLAN_WORDS,
    )

    class Meta:
        verbose_name = _("thresholds of findings")
        verbose_name_plural = _("thresholds of findings")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="thresholds_are_one"),
        ]

    def __str__(self) -> str:
        return str(_("When the page asks"))

    @classmethod
    def current(cls) -> "Thresholds":
        """Those that hold today; the defaults until somebody has changed them."""
        return cls.objects.first() or cls()

    @property
    def words(self) -> list[str]:
        lines = (" ".join(line.split()).casefold() for line in self.plan_words.splitlines())
        return [line for line in lines if line]

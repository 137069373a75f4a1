"""The three questions of R15, the anonymous pulse, and "Er det her stadig samskabelse?"."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import Honest, Phase, PulseKind

FEWEST = 5  # answers that are shown together; fewer could be told apart


class HonestAnswer(models.Model):
    """What the team said to N1–N3 at one gate. A later answer stands beside the earlier."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="honest_answers")
    # The phase that the gate opens; `seeking` is the publishing.
    gate = models.CharField(_("gate"), max_length=20, choices=Phase)
    chosen_before = models.CharField(
        _("Was the solution chosen before the parties were invited?"), max_length=10, choices=Honest
    )
    fixed_alone = models.CharField(
        _("Are process, questions and end point fixed without the parties?"),
        max_length=10,
        choices=Honest,
    )
    to_save = models.CharField(
        _("Is the aim to move a task out of the municipality to save money?"),
        max_length=10,
        choices=Honest,
    )
    words = models.TextField(_("in your own words"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    QUESTIONS = ("chosen_before", "fixed_alone", "to_save")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("answer to the three questions")
        verbose_name_plural = _("answers to the three questions")

    def __str__(self) -> str:
        return f"{self.project}: {self.gate}"

    @property
    def author(self) -> str:
        return str(self.party or self.by or _("somebody who is erased"))

    @property
    def said(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.QUESTIONS}

    @property
    def says_no(self) -> bool:
        """It says itself that this is not co-creation: a yes to any of the three."""
        return Honest.YES in self.said.values()


class Pulse(models.Model):
    """Three anonymous questions after a meeting or at a gate (peers §2.12).

    Answers are kept as sums alone: no row, no time and no order of a single answer exists.
    `shown` is what everybody may read. It follows `tally` in steps of five answers, so that
    nobody can look before and after one answer and know what it was.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="pulses")
    kind = models.CharField(max_length=20, choices=PulseKind)
    # Names the occasion, so that it is asked about once.
    key = models.CharField(max_length=80)
    title = models.CharField(_("occasion"), max_length=200)
    url = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closes_on = models.DateField(_("open until"))
    asked = models.PositiveIntegerField(_("asked"), default=0)
    tally = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=0)
    shown = models.JSONField(default=dict)
    shown_count = models.PositiveIntegerField(_("answers shown"), default=0)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="one_pulse_per_occasion"),
            models.CheckConstraint(
                condition=Q(shown_count=0, shown={}) | Q(shown_count__gte=FEWEST),
                name="pulse_shows_five_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:pulse", args=[self.project.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return timezone.localdate() <= self.closes_on

    @property
    def links_within(self) -> bool:
        """Its address is a page of this site."""
        return self.url.startswith("/") and not self.url.startswith("//")


class PulseVoter(models.Model):
    """Who is asked, and whether they have answered: never what, and never when."""

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="voters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pulses"
    )
    has_answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("asked about the pulse")
        verbose_name_plural = _("asked about the pulse")
        constraints = [
            models.UniqueConstraint(fields=["pulse", "user"], name="one_pulse_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.pulse_id}: {self.user_id}"


class Challenge(models.Model):
    """A party asks "Er det her stadig samskabelse?"; the answer is public, and so is none (R16)."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="challenges")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="challenges")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("why you ask"), max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField(_("answer deadline"))
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("challenge of the label")
        verbose_name_plural = _("challenges of the label")
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=Q(answered_at=None), name="one_open_challenge"
            ),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False),
                name="challenge_answer_has_a_date",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="challenge_says_why"),
        ]
        indexes = [
            models.Index(fields=["due"], condition=Q(answered_at=None), name="challenge_open")
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.asked_at:%Y-%m-%d}"

    @property
    def is_overdue(self) -> bool:
        return not self.answered_at and self.due < timezone.localdate()

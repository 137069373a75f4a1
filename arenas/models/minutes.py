"""Referat: what was said and decided, sent within 48 hours, open to corrections for seven days.

Times are counted in hours that pass, so a change of the clock makes no deadline shorter or longer.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from arenas.enums import AmendmentState, DecisionRule
from arenas.models.gathering import Gathering

MINUTES_WITHIN = timedelta(hours=48)
REMINDED_AFTER = timedelta(hours=24)
AMENDED_WITHIN = timedelta(days=7)


def minutes_due_at(gathering: Gathering) -> datetime:
    """Until when the minutes must have been sent (R61)."""
    return gathering.ends_at.astimezone(UTC) + MINUTES_WITHIN


def reminder_due_at(gathering: Gathering) -> datetime:
    return gathering.ends_at.astimezone(UTC) + REMINDED_AFTER


class MinutesQuerySet(models.QuerySet):
    def sent(self) -> "MinutesQuerySet":
        return self.filter(sent_at__isnull=False)


class Minutes(models.Model):
    """The minutes of one meeting: a draft, then sent, then fixed. Time alone fixes them."""

    meeting = models.OneToOneField(
        "arenas.Meeting", on_delete=models.CASCADE, related_name="protocol"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    amend_until = models.DateTimeField(null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, amend_until=None)
                | Q(amend_until=F("sent_at") + AMENDED_WITHIN),
                name="minutes_sent_can_be_amended",
            ),
            models.CheckConstraint(
                condition=Q(fixed_at=None) | Q(fixed_at=F("amend_until")),
                name="minutes_fixed_by_time_alone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["amend_until"],
                condition=Q(sent_at__isnull=False, fixed_at=None),
                name="minutes_to_fix",
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        meeting = self.meeting
        return reverse("arenas:minutes", args=[meeting.arena.project.slug, meeting.pk])

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_fixed(self) -> bool:
        """Whether the seven days are over, also when the clock has not said so yet."""
        return self.amend_until is not None and self.amend_until <= timezone.now()

    @property
    def takes_amendments(self) -> bool:
        return self.is_sent and not self.is_fixed

    @cached_property
    def parts(self) -> list["MinutesItem"]:
        return list(self.items.all())

    @cached_property
    def decided(self) -> list["Decision"]:
        """The decisions with their delopgaver."""
        tasks = models.Prefetch(
            "tasks",
            DecisionAssignment.objects.select_related(
                *(
                    f"assignment__{name}"
                    for name in (
                        "giver",
                        "giver_party__organisation",
                        "giver_party__user",
                        "asked_party__organisation",
                        "asked_party__user",
                        "taker",
                        "taker_party__organisation",
                        "taker_party__user",
                    )
                )
            ),
        )
        return list(self.decisions.select_related("item").prefetch_related(tasks))

    @cached_property
    def corrections(self) -> list["Amendment"]:
        return list(
            self.amendments.select_related(
                "item", "decision", "by", "sign_up__user", "sign_up__party__organisation",
                "sign_up__party__user", "answered_by",
            )
        )  # fmt: skip


class MinutesItem(models.Model):
    """What was said about one item of the agenda, and what was parked."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="items")
    agenda_item = models.ForeignKey(
        "arenas.AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("item"), max_length=200)
    said = models.TextField(_("what was said"), max_length=10_000, blank=True)
    parked = models.TextField(_("parked"), max_length=2000, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("item of the minutes")
        verbose_name_plural = _("items of the minutes")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "position"], name="minutes_item_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What was decided, by whom, how, with which mandate, why, and against what (R61)."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        MinutesItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    what = models.TextField(_("what was decided"), max_length=1000)
    rule = models.CharField(_("how"), max_length=20, choices=DecisionRule)
    decided_by = models.CharField(_("who decided"), max_length=300)
    mandate = models.TextField(_("mandate"), max_length=1000, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    objections = models.TextField(_("objections"), max_length=2000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(decided_by="") & ~Q(reason=""),
                name="decision_says_what_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class DecisionAssignment(models.Model):
    """A delopgave that came of a decision."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="tasks")
    assignment = models.OneToOneField(
        "projects.Assignment", on_delete=models.CASCADE, related_name="from_decision"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("assignment from a decision")
        verbose_name_plural = _("assignments from decisions")

    def __str__(self) -> str:
        return str(self.assignment)


class Amendment(models.Model):
    """Rettelse: what somebody who was there says is otherwise. It is never removed."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="amendments")
    item = models.ForeignKey(
        MinutesItem, null=True, blank=True, on_delete=models.CASCADE, related_name="amendments"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="amendments"
    )
    text = models.TextField(_("correction"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sign_up = models.ForeignKey(
        "arenas.SignUp", null=True, blank=True, on_delete=models.SET_NULL, related_name="amendments"
    )
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.OPEN)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    before = models.TextField(_("as it was"), max_length=10_000, blank=True)
    after = models.TextField(_("as it became"), max_length=10_000, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, decision=None)
                | Q(item=None, decision__isnull=False),
                name="amendment_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state=AmendmentState.OPEN) ^ Q(answered_at__isnull=False),
                name="amendment_answered_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=AmendmentState.BESIDE) | ~Q(answer=""),
                name="amendment_beside_has_an_answer",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="amendment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def target(self) -> MinutesItem | Decision:
        """The part of the minutes it is about."""
        found = self.item or self.decision
        assert found is not None  # noqa: S101  the database holds it
        return found

    @property
    def about(self) -> str:
        return str(self.target)

    @property
    def target_text(self) -> str:
        return self.item.said if self.item else str(self.decision)

    @property
    def team_author(self) -> str:
        """Who wrote it, as those who take part read it."""
        if self.by:
            return self.by.display_name
        return self.sign_up.shown_name if self.sign_up else str(_("Somebody who was there"))

    @property
    def public_author(self) -> str:
        """As everybody reads it: an organisation by its name, a person by none."""
        party = self.sign_up.party if self.sign_up else None
        if party and party.organisation_id:
            return party.name
        return str(_("Somebody who was there"))

"""Delopgave: what one person or party takes on, asked for or offered, never put on anybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.enums import (
    OPEN_ASSIGNMENTS,
    TAKEN_ASSIGNMENTS,
    AssignmentState,
    PaidToday,
)


class AssignmentQuerySet(models.QuerySet):
    def open(self) -> "AssignmentQuerySet":
        """Neither done, released, refused nor taken back."""
        return self.filter(state__in=OPEN_ASSIGNMENTS)

    def with_names(self) -> "AssignmentQuerySet":
        return self.select_related(
            "giver",
            "giver_party__organisation",
            "giver_party__user",
            "asked_party__organisation",
            "asked_party__user",
            "taker",
            "taker_party__organisation",
            "taker_party__user",
        )


class Assignment(models.Model):
    """Any party hands one to any other, upward too (R67). What and why are needed, how not (R68).

    Asked of a party, of a person by address, or offered to all. Who has not said yes is not named
    to the public.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="assignments")
    what = models.CharField(_("what"), max_length=160)
    why = models.TextField(_("why"), max_length=1000)
    how = models.TextField(_("how"), max_length=2000, blank=True)
    fixed = models.TextField(_("what is fixed"), max_length=1000, blank=True)
    open_to_taker = models.TextField(_("what is up to you"), max_length=1000)
    due = models.DateField(_("date"), null=True, blank=True)
    paid_today = models.CharField(
        _("done by paid staff today"), max_length=10, choices=PaidToday, default=PaidToday.UNKNOWN
    )
    state = models.CharField(max_length=20, choices=AssignmentState)
    created_at = models.DateTimeField(default=timezone.now)

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    giver_party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="given"
    )
    asked_party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_name = models.CharField(_("name"), max_length=120, blank=True)
    asked_email = models.EmailField(_("e-mail"), blank=True)
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assignments",
    )
    taker_party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="taken"
    )

    answered_at = models.DateTimeField(null=True, blank=True)
    answer_note = models.TextField(_("note"), max_length=1000, blank=True)
    condition = models.TextField(_("condition"), max_length=1000, blank=True)
    condition_answer = models.TextField(_("answer to the condition"), max_length=1000, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    asked_missing_at = models.DateTimeField(null=True, blank=True)
    missing = models.TextField(_("what is missing"), max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_word = models.TextField(_("how it went"), max_length=1000, blank=True)
    thanks = models.TextField(_("thanks"), max_length=1000, blank=True)
    thanked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(why="") & ~Q(open_to_taker=""),
                name="assignment_says_what_why_and_leaves_room",
            ),
            models.CheckConstraint(
                condition=Q(asked_party=None) | Q(asked_email=""),
                name="assignment_asks_one",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(TAKEN_ASSIGNMENTS)) | Q(taken_at__isnull=False),
                name="assignment_taken_has_a_yes",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssignmentState.CONDITIONAL) | ~Q(condition=""),
                name="assignment_conditional_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "released"])
                | (~Q(ended_word="") & Q(ended_at__isnull=False)),
                name="assignment_ended_with_a_word",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "state", "-id"], name="assignment_by_state"),
            models.Index(
                fields=["due"],
                condition=Q(state=AssignmentState.ACCEPTED, asked_missing_at=None),
                name="assignment_due",
            ),
            models.Index(
                fields=["asked_email"], condition=~Q(asked_email=""), name="assignment_asked"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("projects:assignment", args=[self.project.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ASSIGNMENTS

    @property
    def is_overdue(self) -> bool:
        taken = self.state == AssignmentState.ACCEPTED
        return bool(taken and self.due and self.due < timezone.localdate())

    @property
    def given_by(self) -> str:
        """Who hands it over, as everybody may read it."""
        return str(self.giver_party or self.giver or gettext("somebody who is erased"))

    @property
    def is_private_question(self) -> bool:
        """Whether a person is asked who has not said yes: their name is not for everybody."""
        named = self.asked_email or (self.asked_party and self.asked_party.user_id)
        return bool(named) and not self.taken_at

    @property
    def public_for(self) -> str:
        """Whom it is for, as everybody may read it."""
        if self.state == AssignmentState.OFFERED:
            return gettext("anybody who will")
        if self.taken_at:
            return str(self.taker_party or self.taker or gettext("somebody who is erased"))
        return gettext("a person") if self.is_private_question else str(self.asked_party or "–")

    @property
    def team_for(self) -> str:
        """Whom it is for, as the team reads it."""
        asked = str(self.asked_party or self.asked_name or "")
        return asked if asked and not self.taken_at else self.public_for

    @property
    def is_for_all(self) -> bool:
        """Whether nobody in particular was asked: then whoever comes first takes it."""
        return self.asked_party_id is None and not self.asked_email

    # Who is who. Each asks the party, so that a mandate that has ended ends this too.

    def is_asked_of(self, user) -> bool:
        """Whether this person may answer for whoever was asked."""
        if self.asked_party:
            return self.asked_party.can_be_committed_by(user)
        return bool(self.asked_email) and user.email == self.asked_email

    def is_given_by(self, user) -> bool:
        mine = self.giver_id is not None and self.giver_id == user.pk
        return mine or bool(self.giver_party and self.giver_party.can_be_spoken_for_by(user))

    def is_taken_by(self, user) -> bool:
        if not self.taken_at:
            return False
        mine = self.taker_id is not None and self.taker_id == user.pk
        return mine or bool(self.taker_party and self.taker_party.can_be_spoken_for_by(user))

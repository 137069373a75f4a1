"""Who takes part in an opgave."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.enums import Sector
from participants.models import Mandate, Organisation
from projects.enums import JoinState, LeaveReason, PartyStatus, Position, RolePromise
from projects.models.consent import ConsentAnswer
from projects.models.weighed import Weighed
from samskabelse.web.lookups import AmongThose


class PartyQuerySet(models.QuerySet):
    def active(self) -> "PartyQuerySet":
        return self.filter(status=PartyStatus.ACCEPTED)

    def deciding(self) -> "PartyQuerySet":
        """Those that were asked to decide together (R30); the others were promised less."""
        return self.active().filter(role_promise=RolePromise.COCREATE)

    def speaking(self, user, on: date | None = None) -> "PartyQuerySet":
        """Accepted parties that the person is, or may speak for today. Own person first."""
        mandates = Mandate.objects.current(on).filter(user=user).values("organisation")
        mine = Q(user=user) | Q(AmongThose("organisation", mandates))
        return self.active().filter(mine).order_by("user_id")

    def committing(self, user, on: date | None = None) -> "PartyQuerySet":
        """Accepted parties that the person is, or may commit today."""
        mandates = Mandate.objects.current(on).filter(user=user, commits=True)
        mine = Q(user=user) | Q(AmongThose("organisation", mandates.values("organisation")))
        return self.active().filter(mine).order_by("user_id")

    def with_names(self) -> "PartyQuerySet":
        return self.select_related("organisation", "user")


def last_consents() -> models.Prefetch:
    """What each consented to last, one row for each, for `last_agreed`."""
    given = ConsentAnswer.objects.filter(position=Position.CONSENT)
    newest = given.order_by("party_id", "-round_id").distinct("party_id")
    told = newest.select_related("round__statement_version", "round__solution_version")
    return models.Prefetch("consents", told)


class Party(Weighed, models.Model):
    """An organisation or a person in one opgave: one voice, whoever speaks."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="parties"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parties",
    )
    status = models.CharField(max_length=20, choices=PartyStatus, default=PartyStatus.ACCEPTED)
    role_promise = models.CharField(
        _("asked to"), max_length=20, choices=RolePromise, default=RolePromise.COCREATE
    )
    brings = models.TextField(_("brings"), max_length=500, blank=True)
    needs = models.TextField(_("needs"), max_length=500, blank=True)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)
    leave_reason = models.CharField(max_length=20, choices=LeaveReason, blank=True)
    leave_note = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PartyQuerySet.as_manager()
    is_mine: bool  # these in `queries.parties`
    place: int

    class Meta:
        ordering = ["id"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) ^ Q(user=None), name="party_is_one_of_two"
            ),
            models.UniqueConstraint(
                fields=["project", "organisation"], name="party_once_per_organisation"
            ),
            models.UniqueConstraint(fields=["project", "user"], name="party_once_per_person"),
            models.CheckConstraint(
                condition=Q(status=PartyStatus.LEFT) ^ Q(leave_reason=""),
                name="party_left_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["project", "status"], name="party_by_status")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.organisation or self.user)

    @property
    def sector(self) -> Sector:
        """A person is civil society, whatever they work as: they speak for themselves."""
        return self.organisation.sector if self.organisation else Sector.CIVIL

    @property
    def is_verified(self) -> bool:
        return self.organisation is not None and self.organisation.is_verified

    @property
    def is_described(self) -> bool:
        """Whether it has said what it brings or needs."""
        return bool(self.brings or self.needs)

    @property
    def last_agreed(self) -> str:
        """What the party last consented to; reads what `with_consents` has fetched."""
        rounds = [row.round for row in self.consents.all() if row.position == Position.CONSENT]
        last = max(rounds, key=lambda consent_round: consent_round.pk, default=None)
        return last.label if last else ""

    def can_be_spoken_for_by(self, user) -> bool:
        if self.organisation:
            return self.organisation.may_speak(user)
        return self.user_id == user.pk

    def can_be_committed_by(self, user) -> bool:
        if self.organisation:
            return self.organisation.may_commit(user)
        return self.user_id == user.pk

    def committers(self):
        """The people who may answer for the party today."""
        if self.organisation:
            mandates = self.organisation.mandates.current().filter(commits=True)
            people = [mandate.user for mandate in mandates.select_related("user")]
        else:
            people = [self.user]
        return [person for person in people if person.is_active]


class JoinRequest(models.Model):
    """Somebody whom nobody has asked wants to take part. Any party may welcome them."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="join_requests"
    )
    note = models.TextField(_("what you bring or need"), max_length=1000)
    state = models.CharField(max_length=20, choices=JoinState, default=JoinState.OPEN)
    answer_note = models.TextField(_("answer"), max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("wish to take part")
        verbose_name_plural = _("wishes to take part")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user", "organisation"],
                nulls_distinct=False,
                condition=Q(state=JoinState.OPEN),
                name="one_open_wish",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.organisation or self.user)

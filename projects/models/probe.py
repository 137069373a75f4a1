"""A small try with a limit, a stop rule and an owner (R64). On screen: prøvehandling."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import OwnerState, PartyStatus, ProbeEnding, ProbeState


class ProbeQuerySet(models.QuerySet):
    def with_names(self) -> "ProbeQuerySet":
        return self.select_related("owner__organisation", "owner__user", "stopped_by")


class Probe(models.Model):
    """What is tried, how big at most, until when, and when we stop before that."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="probes")
    version = models.ForeignKey(
        "projects.SolutionVersion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="probes",
    )
    title = models.CharField(_("title"), max_length=120)
    tried = models.TextField(_("what is tried"), max_length=2000)
    size_limit = models.TextField(_("how big at most"), max_length=500)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    stop_rule = models.TextField(_("when we stop"), max_length=1000)
    if_fails = models.TextField(_("what we do if it fails"), max_length=1000)
    owner = models.ForeignKey("projects.Party", models.CASCADE, related_name="owned_probes")
    owner_state = models.CharField(max_length=20, choices=OwnerState, default=OwnerState.ASKED)
    owner_note = models.TextField(max_length=1000, blank=True)
    owner_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner_answered_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveIntegerField(_("times the owner was asked"), default=1)
    state = models.CharField(max_length=20, choices=ProbeState, default=ProbeState.PLANNED)
    started_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stopped_for = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ending = models.CharField(max_length=20, choices=ProbeEnding, blank=True)
    stop_reason = models.TextField(_("why it was stopped"), max_length=2000, blank=True)
    seen = models.TextField(_("what we saw"), max_length=4000, blank=True)
    learnt = models.TextField(_("what we learnt"), max_length=4000, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProbeQuerySet.as_manager()

    # What the owner said yes to: another wording is another question.
    TERMS = ("tried", "size_limit", "starts_on", "ends_on", "stop_rule", "if_fails")

    class Meta:
        ordering = ["id"]
        verbose_name = _("small try")
        verbose_name_plural = _("small tries")
        constraints = [
            models.CheckConstraint(
                condition=~Q(size_limit="") & ~Q(stop_rule="") & ~Q(if_fails=""),
                name="probe_has_a_limit_and_a_stop_rule",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="probe_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProbeState.RUNNING)
                | Q(owner_state=OwnerState.ACCEPTED, started_at__isnull=False),
                name="probe_runs_with_an_owner",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ProbeState.STOPPED, stopped_at__isnull=False)
                    & ~Q(ending="")
                    & ~Q(stop_reason="")
                )
                | (~Q(state=ProbeState.STOPPED) & Q(stopped_at=None, ending="")),
                name="probe_stopped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner_has_left(self) -> bool:
        """Whoever was to own operations takes part no more: another must be named."""
        return self.owner.status != PartyStatus.ACCEPTED

    @property
    def has_owner(self) -> bool:
        """The owner said yes and still takes part; reads `owner`."""
        return self.owner_state == OwnerState.ACCEPTED and not self.owner_has_left

    @property
    def is_overdue(self) -> bool:
        return self.state == ProbeState.RUNNING and self.ends_on < timezone.localdate()

"""Who the opgave concerns: mapped, and not yet a party."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from projects.enums import Motive, PartyStatus
from projects.models.invitation import Invitation


class StakeholderQuerySet(models.QuerySet):
    def with_presence(self) -> "StakeholderQuerySet":
        """Beside each row, as `takes_part`, whether somebody invited for it is a party today."""
        here = Invitation.objects.filter(
            stakeholder=OuterRef("pk"), party__status=PartyStatus.ACCEPTED
        )
        return self.annotate(takes_part=Exists(here))

    def with_invitations(self) -> "StakeholderQuerySet":
        return self.prefetch_related("invitations")


class Stakeholder(models.Model):
    """One row of the second and third question: who can help, and what would draw them.

    Seen by the parties alone. Names a role, a group or an organisation; a private person's name
    stands in the invitation only.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="stakeholders")
    label = models.CharField(_("who"), max_length=160)
    organisation_kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, blank=True
    )
    is_affected = models.BooleanField(_("lives with the result"), default=False)
    is_unobvious = models.BooleanField(_("somebody one would not think of"), default=False)
    motive = models.CharField(_("what draws them"), max_length=20, choices=Motive, blank=True)
    motivation = models.TextField(_("how we motivate them"), max_length=1000, blank=True)
    missing_reason = models.TextField(_("why they are not a party"), max_length=1000, blank=True)
    missing_plan = models.TextField(
        _("how we make sure they are not forgotten"), max_length=1000, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StakeholderQuerySet.as_manager()
    takes_part: bool  # where the rows were asked for `with_presence`

    class Meta:
        ordering = ["id"]
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        constraints = [
            models.CheckConstraint(
                condition=(Q(missing_reason="") & Q(missing_plan=""))
                | (~Q(missing_reason="") & ~Q(missing_plan="")),
                name="stakeholder_missing_has_reason_and_plan",
            )
        ]

    def __str__(self) -> str:
        return self.label

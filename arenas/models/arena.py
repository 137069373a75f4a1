"""Where the parties of an opgave meet."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from arenas.enums import ArenaKind, ArenaTemplate, DecisionRule, Purpose


class Arena(models.Model):
    """A frame for meetings: what they are for, what they may decide, who must be there.

    An opgave may have several. The first is drafted by the fourth question of the recipe.
    """

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="arenas", db_index=False
    )
    title = models.CharField(_("name"), max_length=120, blank=True)
    template = models.CharField(_("template"), max_length=20, choices=ArenaTemplate, blank=True)
    kind = models.CharField(_("how we meet"), max_length=20, choices=ArenaKind, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    first_date = models.DateField(_("first date"), null=True, blank=True)
    frame = models.TextField(
        _("what makes it easy to come"),
        max_length=1000,
        blank=True,
        help_text=_("Time of day, food, child care, interpreter, transport."),
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, blank=True)
    question = models.TextField(_("the question to settle"), max_length=500, blank=True)
    can_decide = models.TextField(_("what can be decided here"), max_length=1000, blank=True)
    cannot_decide = models.TextField(_("what cannot be decided here"), max_length=1000, blank=True)
    decision_rule = models.CharField(
        _("how we decide"), max_length=20, choices=DecisionRule, blank=True
    )
    mandate = models.TextField(_("mandate"), max_length=1000, blank=True)
    composition = models.TextField(_("who must be there"), max_length=1000, blank=True)
    rhythm = models.CharField(_("how often and how long"), max_length=200, blank=True)
    created_at = models.DateTimeField(null=True, blank=True, default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("arena")
        verbose_name_plural = _("arenas")
        indexes = [models.Index(fields=["project"], name="arena_of_project")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("arenas:arena", args=[self.project.slug, self.pk])

    @property
    def name(self) -> str:
        """What it is called; a first idea has no name of its own yet."""
        return self.title or self.get_kind_display() or str(_("How we meet"))

    @property
    def decides(self) -> bool:
        """Whether decisions are made here; not where the rule says that none are."""
        return self.decision_rule != DecisionRule.NONE

    @cached_property
    def rules_now(self):
        """The ground rules that hold today, or None."""
        return self.ground_rules.order_by("-version").first()

    @cached_property
    def party_places(self) -> list["ArenaParty"]:
        """The parties with a particular place here."""
        return list(self.places.select_related("party__organisation", "party__user"))

    @property
    def needed_parties(self) -> list:
        return [place.party for place in self.party_places if place.must_be_there]

    @property
    def decision_owner(self):
        """The party that owns the decision, when somebody has said which."""
        owners = (place.party for place in self.party_places if place.owns_decision)
        return next(owners, None)


class ArenaParty(models.Model):
    """A party that must be there, or that owns the decision."""

    arena = models.ForeignKey(Arena, models.CASCADE, related_name="places")
    party = models.ForeignKey("projects.Party", models.CASCADE, related_name="+")
    must_be_there = models.BooleanField(_("must be there"), default=False)
    owns_decision = models.BooleanField(_("owns the decision"), default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("party in an arena")
        verbose_name_plural = _("parties in arenas")
        constraints = [
            models.UniqueConstraint(fields=["arena", "party"], name="one_place_per_party"),
            models.UniqueConstraint(
                fields=["arena"],
                condition=models.Q(owns_decision=True),
                name="one_party_owns_the_decision",
            ),
        ]

    def __str__(self) -> str:
        return str(self.party)

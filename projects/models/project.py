"""The opgave itself."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q, Value
from django.db.models.expressions import CombinedExpression
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Organisation
from projects.enums import (
    OPEN_PHASES,
    Moderation,
    Outcome,
    Phase,
    Route,
    Verdict,
)
from projects.models.own import HATS, OWN, THEMES
from projects.models.role import STANDING, ProjectRole
from projects.models.standing import Standing
from projects.models.theme import Theme
from samskabelse.web.prepared import with_values
from samskabelse.web.slugs import address_of


class ProjectQuerySet(models.QuerySet):
    def public(self) -> "ProjectQuerySet":
        """What everybody may see."""
        return self.filter(moderation=Moderation.CLEAR).exclude(phase=Phase.DRAFT)

    def visible_to(self, user) -> "ProjectQuerySet":
        """Public ones for everybody; held and hidden ones for their own and the administration."""
        if user.is_authenticated and (user.is_verified_staff or user.is_staff):
            return self.exclude(Q(phase=Phase.DRAFT) & ~Q(initiator=user))
        seen = Q(moderation=Moderation.CLEAR) & ~Q(phase=Phase.DRAFT)
        return self.filter(seen | Q(initiator=user) if user.is_authenticated else seen)

    def with_themes(self) -> "ProjectQuerySet":
        """Name and slug of each theme, the first one chosen first, as `theme_tags`."""
        return self.annotate(theme_tags=THEMES())

    def with_hats(self) -> "ProjectQuerySet":
        """Who wears which hat or is asked to, in the same query: what `open_roles` answers from."""
        return self.annotate(hats=HATS())

    def with_own(self, user) -> "ProjectQuerySet":
        """Beside each what is asked for this person alone, in the same query.

        `own_authorships` and `own_probes` are what waits for a yes or no, with pk and title.
        `own_invitations` has ids of those not answered, `speaks_for` and `commits_for` ids of
        organisations, `own_parties` ids of the parties that the person (`asked_by`) is or may
        speak for, own person first. `is_muted` says whether they want no mails about it,
        `is_followed` whether they have asked to hear of it, `can_take_back` whether invitations
        that they sent have not left yet. `invited_names` are those who have not answered an
        invitation, for the team alone. `has_wishes`, `has_assignments` and `asks_fit` say
        whether there is anything of that kind to look for.
        """
        if not user.is_authenticated:
            return self
        now = timezone.now()
        said = with_values(
            OWN, user=user.pk, email=user.email, now=now, today=timezone.localdate(now)
        )
        return self.annotate(asked_by=Value(user.pk), **said)


class ProjectManager(models.Manager.from_queryset(ProjectQuerySet)):  # type: ignore[misc]
    """Everything but the search column, which the database alone reads."""

    def get_queryset(self) -> ProjectQuerySet:
        return super().get_queryset().defer("search")


def search_vector() -> CombinedExpression:
    """The stems of an opgave: title before place before problem (weights A, B and D)."""
    return (
        SearchVector("title", weight="A", config="danish")
        + SearchVector("place", "postal_code", weight="B", config="danish")
        + SearchVector("problem", weight="D", config="danish")
    )


class Project(Standing):
    """A local problem on its way to a team and a solution. On screen: opgave."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(max_length=150, unique=True)
    problem = models.TextField(_("the problem or task"), max_length=4000)
    route = models.CharField(max_length=20, choices=Route, default=Route.CITIZEN)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.DRAFT)
    phase_since = models.DateTimeField(default=timezone.now)
    moderation = models.CharField(max_length=20, choices=Moderation, default=Moderation.CLEAR)
    moderation_reason = models.TextField(_("reason, shown to the author"), blank=True)

    place = models.CharField(_("where"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=4, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    language = models.CharField(max_length=5, default=settings.LANGUAGE_CODE)

    initiator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="initiated_projects",
    )
    initiator_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The member of staff who wrote it down for somebody who phoned or wrote."),
    )
    caller_reach = models.CharField(
        _("how to reach the caller"),
        max_length=200,
        blank=True,
        help_text=_("A phone number or an address. Only staff can see it."),
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_for",
    )
    first_reply_due = models.DateField(null=True, blank=True)
    first_reply = models.TextField(_("first answer"), max_length=4000, blank=True)
    first_replied_at = models.DateTimeField(null=True, blank=True)
    first_replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    recipient_body = models.CharField(_("decision recipient"), max_length=160, blank=True)
    recipient_name = models.CharField(_("person"), max_length=120, blank=True)
    recipient_email = models.EmailField(_("e-mail"), blank=True)
    answer_due = models.DateField(_("answer deadline"), null=True, blank=True)
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict, blank=True)
    verdict_reasons = models.TextField(_("reasons"), max_length=4000, blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)

    # The version that has everybody's consent; another needs a round of its own.
    chosen = models.ForeignKey(
        "projects.SolutionVersion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="chosen_by",
    )
    undisturbed_reason = models.TextField(
        _("why no card was used"), max_length=2000, blank=True, db_default=""
    )

    # What the parties are asked to consent to when they close; becomes fact with their consent.
    planned_outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    owner_from_here = models.CharField(_("owner from here on"), max_length=200, blank=True)
    lessons = models.TextField(_("what we learnt"), max_length=4000, blank=True)

    source = models.CharField(
        max_length=200, blank=True, help_text=_("Where it was imported from.")
    )
    source_author = models.CharField(max_length=120, blank=True)
    template = models.ForeignKey(
        "projects.ProjectTemplate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offspring",
        help_text=_("What it was started from."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    themes = models.ManyToManyField(
        "projects.Theme", through="projects.ProjectTheme", related_name="projects"
    )
    search = models.GeneratedField(
        expression=search_vector(), output_field=SearchVectorField(), db_persist=True
    )
    words_learnt = models.BooleanField(default=False, db_default=False)

    objects = ProjectManager()
    own_invitations: list[int]  # these where it was asked for `with_own`
    speaks_for: list[int]
    commits_for: list[int]
    own_parties: list[int]
    asked_by: int | None = None
    theme_tags: list[dict[str, str]]  # `with_themes`
    hats: list[dict[str, Any]] | None = None  # `with_hats`
    own_authorships: list[dict[str, Any]]
    own_probes: list[dict[str, Any]]
    is_muted: bool
    is_followed: bool
    can_take_back: bool = False
    invited_names: list[str]
    has_wishes: bool
    has_assignments: bool
    asks_fit: bool

    class Meta(Standing.Meta):
        abstract = False
        base_manager_name = "objects"
        ordering = ["-id"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED) ^ Q(outcome=""), name="project_outcome_when_closed"
            ),
            models.CheckConstraint(
                condition=~Q(moderation=Moderation.HIDDEN) | ~Q(moderation_reason=""),
                name="project_hidden_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.DRAFT) | Q(submitted_at__isnull=False),
                name="project_out_of_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None) ^ Q(longitude__isnull=False),
                name="project_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | (~Q(verdict_reasons="") & Q(verdict_at__isnull=False)),
                name="project_verdict_has_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(phase__in=["define", "design", "implement"])
                | (~Q(recipient_body="") & Q(answer_due__isnull=False)),
                name="project_at_work_has_a_recipient",
            ),
        ]
        indexes = [
            models.Index(
                fields=["phase", "-id"],
                condition=Q(moderation=Moderation.CLEAR),
                name="project_public",
            ),
            models.Index(
                fields=["first_reply_due"],
                condition=Q(first_replied_at=None),
                name="project_awaiting_reply",
            ),
            models.Index(
                fields=["route", "-id"],
                condition=Q(moderation=Moderation.CLEAR),
                name="project_public_by_route",
            ),
            models.Index(
                fields=["postal_code", "-id"],
                condition=Q(moderation=Moderation.CLEAR),
                name="project_public_by_postal_code",
            ),
            models.Index(
                fields=["published_at"],
                condition=Q(moderation=Moderation.CLEAR),
                name="project_public_since",
            ),
            models.Index(
                fields=["-phase_since"],
                condition=Q(moderation=Moderation.CLEAR)
                & ~Q(phase=Phase.DRAFT)
                & ~Q(phase=Phase.SEEKING),
                name="project_moved",
            ),
            models.Index(
                fields=["id"], condition=Q(words_learnt=False), name="project_words_to_learn"
            ),
            # What staff look after (`queries.staff`): few of all opgaver, in the order shown.
            models.Index(
                fields=["first_reply_due", "id"],
                condition=Q(first_replied_at=None, first_reply_due__isnull=False),
                name="project_to_reply_to",
            ),
            models.Index(
                fields=["answer_due", "id"], condition=Q(verdict=""), name="project_by_answer_due"
            ),
            models.Index(
                fields=["recipient_email"],
                condition=Q(verdict="") & ~Q(recipient_email=""),
                name="project_by_recipient",
            ),
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(moderation=Moderation.HELD),
                name="project_held",
            ),
            # Read far more often than written: no pending list that every search has to look at.
            GinIndex(fields=["search"], name="project_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("projects:detail", self.slug)

    def get_phase_display(self) -> str:  # type: ignore[no-redef]
        """As Django's own, which makes a dictionary of the choices for each call."""
        return str(Phase(self.phase).label)

    @property
    def is_public(self) -> bool:
        return self.moderation == Moderation.CLEAR and self.phase != Phase.DRAFT

    @property
    def is_open(self) -> bool:
        return self.phase in OPEN_PHASES

    @property
    def has_recipient(self) -> bool:
        return bool(self.recipient_body and self.answer_due)

    @property
    def is_answer_overdue(self) -> bool:
        return bool(
            self.is_open
            and self.answer_due
            and not self.verdict
            and self.answer_due < timezone.localdate()
        )

    @property
    def is_reply_overdue(self) -> bool:
        return bool(
            self.first_reply_due
            and not self.first_replied_at
            and self.first_reply_due < timezone.localdate()
        )

    @property
    def speaks_for_a_caller(self) -> bool:
        """Entered for somebody without an address: whoever wrote it down is no party for them."""
        return bool(self.source_author and self.entered_by_id == self.initiator_id)

    def themes_in_order(self) -> list[Theme]:
        """Its few themes, the first one chosen first."""
        return list(
            Theme.objects.filter(project_places__project=self).order_by("project_places__place")
        )

    def party_of(self, user):
        """The accepted party through which the person takes part, or None."""
        if self._is_asked_by(user):
            return self.parties.get(pk=self.own_parties[0]) if self.own_parties else None
        return self.parties.speaking(user).first() if user.pk else None

    def has_accepted_party_of(self, user) -> bool:
        if self._is_asked_by(user):
            return bool(self.own_parties)
        return bool(user.pk) and self.parties.speaking(user).exists()

    def _is_asked_by(self, user) -> bool:
        """It was fetched for this person (`with_own`), so what is theirs is known."""
        return bool(user.pk) and self.asked_by == user.pk

    def wears_hat(self, user, kind: str) -> bool:
        return bool(user.pk) and any(
            role.user_id == user.pk and role.kind == kind for role in self.accepted_roles
        )

    @cached_property
    def open_roles(self) -> list[ProjectRole]:
        """Hats that somebody wears today or is asked to wear."""
        if self.hats is not None:
            return [ProjectRole.from_row(self, row) for row in self.hats]
        return list(self.roles.filter(state__in=STANDING).select_related("user"))

    @property
    def accepted_roles(self) -> list[ProjectRole]:
        """Who wears which hat today."""
        return [role for role in self.open_roles if role.is_worn]

    def hat(self, kind: str) -> ProjectRole | None:
        return next((role for role in self.accepted_roles if role.kind == kind), None)

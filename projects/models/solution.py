"""Solutions, their versions, and the people who have said yes to being named as authors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from projects.enums import AuthorState


class SolutionQuerySet(models.QuerySet):
    def with_text(self) -> "SolutionQuerySet":
        """With the latest version, which is what lists show."""
        return self.select_related("latest")

    def considered(self, now) -> "SolutionQuerySet":
        """What counts at the gate: open to judgement, with its price and its risks written down.

        A solution that rests was considered too; an empty wish and a wild idea were not.
        """
        judged = self.filter(Q(wild_until=None) | Q(wild_until__lte=now))
        return judged.exclude(Q(latest=None) | Q(latest__takes="") | Q(latest__risks=""))


class Solution(models.Model):
    """One way to solve the problem, whoever proposes it. Its text stands in its versions."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="solutions")
    latest = models.ForeignKey(
        "projects.SolutionVersion", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    wild_until = models.DateTimeField(_("not judged until"), null=True, blank=True)
    resting_since = models.DateTimeField(null=True, blank=True)
    rest_reason = models.TextField(_("why it rests"), max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")
        constraints = [
            models.CheckConstraint(
                condition=Q(resting_since=None) ^ ~Q(rest_reason=""),
                name="solution_rests_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:solution", args=[self.project.slug, self.pk])

    @property
    def title(self) -> str:
        return self.latest.title if self.latest else ""

    @property
    def is_wild(self) -> bool:
        """Nobody may judge it yet (R63)."""
        return self.wild_until is not None and timezone.now() < self.wild_until

    @property
    def was_wild(self) -> bool:
        return self.wild_until is not None and not self.is_wild

    @property
    def is_resting(self) -> bool:
        return self.resting_since is not None

    @cached_property
    def named_authors(self) -> list["SolutionAuthor"]:
        """Those who said yes; reads prefetched `authors__user`."""
        return [row for row in self.authors.all() if row.state == AuthorState.ACCEPTED]

    def has_author(self, user) -> bool:
        return bool(user.pk) and any(row.user_id == user.pk for row in self.named_authors)


class SolutionVersion(models.Model):
    """What a solution said at one time, and who wrote it so. Never changed once written."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    idea = models.TextField(_("the idea"), max_length=4000)
    takes = models.TextField(_("what it takes"), max_length=2000, blank=True)
    who_does_what = models.TextField(_("who would do what"), max_length=2000, blank=True)
    risks = models.TextField(_("risks"), max_length=2000, blank=True)
    change = models.TextField(_("what was changed, and why"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    TEXTS = ("title", "idea", "takes", "who_does_what", "risks")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a solution")
        verbose_name_plural = _("versions of solutions")
        constraints = [
            models.UniqueConstraint(fields=["solution", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(idea=""), name="solution_version_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.TEXTS}

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(what it is called on the page, what it says), the empty ones left out."""
        return [
            (part_name(name), text) for name, text in self.texts.items() if name != "title" and text
        ]


def part_name(name: str) -> str:
    """What a part of a solution is called on the page."""
    field = SolutionVersion._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


class SolutionAuthor(models.Model):
    """Somebody is asked to stand as author of a solution, and answers for themselves."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authorships"
    )
    state = models.CharField(max_length=20, choices=AuthorState, default=AuthorState.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("author of a solution")
        verbose_name_plural = _("authors of solutions")
        constraints = [
            models.UniqueConstraint(fields=["solution", "user"], name="one_authorship_per_person"),
            models.CheckConstraint(
                condition=Q(state=AuthorState.ASKED) ^ Q(answered_at__isnull=False),
                name="authorship_answered_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.state}"

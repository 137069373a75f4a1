"""Finding a date: several are proposed, everybody says what suits them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import DateMark, Form, PollState


class DatePoll(models.Model):
    """A question to everybody in the opgave: when? Choosing a date makes the meeting."""

    arena = models.ForeignKey("arenas.Arena", models.CASCADE, related_name="polls")
    title = models.CharField(_("what the meeting is called"), max_length=160)
    minutes = models.PositiveIntegerField(_("how many minutes"))
    form = models.CharField(_("how"), max_length=10, choices=Form, default=Form.ON_SITE)
    place = models.CharField(_("where"), max_length=300, blank=True)
    online_url = models.URLField(_("address online"), max_length=500, blank=True)
    note = models.TextField(_("what you want to say"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=PollState, default=PollState.OPEN)
    meeting = models.OneToOneField(
        "arenas.Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="poll"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("search for a date")
        verbose_name_plural = _("searches for a date")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PollState.OPEN) ^ Q(closed_at__isnull=False),
                name="poll_closed_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=1440), name="poll_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(form=Form.ONLINE) | ~Q(place=""), name="poll_on_site_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == PollState.OPEN


class DateOption(models.Model):
    """One of the dates."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="options")
    starts_at = models.DateTimeField(_("starts"))

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("proposed date")
        verbose_name_plural = _("proposed dates")
        constraints = [
            models.UniqueConstraint(fields=["poll", "starts_at"], name="date_proposed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class DateVoter(models.Model):
    """Somebody who is asked, and for which party they come."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="voters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="date_questions"
    )
    party = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("person asked for a date")
        verbose_name_plural = _("people asked for a date")
        constraints = [
            models.UniqueConstraint(fields=["poll", "user"], name="asked_once_for_a_date"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class DateAnswer(models.Model):
    """What one person says about one date: yes, if needed, no."""

    option = models.ForeignKey(DateOption, models.CASCADE, related_name="answers")
    voter = models.ForeignKey(DateVoter, models.CASCADE, related_name="answers")
    mark = models.CharField(max_length=10, choices=DateMark)

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer about a date")
        verbose_name_plural = _("answers about dates")
        constraints = [
            models.UniqueConstraint(fields=["option", "voter"], name="one_mark_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.voter}: {self.mark}"

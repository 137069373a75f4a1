"""The outbox and what belongs to it. The rules for its states are constraints, not habits."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from samskabelse.mail.enums import FINAL_STATES, Lane, Rhythm, State, Topic
from samskabelse.mail.sealing import unseal


class OutgoingMail(models.Model):
    """One mail to one address. Written in the transaction of the act that causes it."""

    dedupe_key = models.CharField(_("key"), max_length=300, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    lane = models.CharField(_("lane"), max_length=12, choices=Lane.choices)
    # Mails with the same key to the same person leave in the order they were queued.
    order_key = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001
    to_address = models.CharField(_("to"), max_length=320)  # "" when forgotten
    to_key = models.CharField(max_length=32, blank=True, db_default="")  # `recipients.key_of`
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    scope = models.CharField(_("about"), max_length=60, blank=True)
    params = models.JSONField(default=dict)  # ids only, never bodies or tokens
    sealed = models.BinaryField(null=True)  # encrypted; gone when the row is final
    language = models.CharField(_("language"), max_length=8, default="da")
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.QUEUED, db_default="queued"
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    resends = models.PositiveSmallIntegerField(_("sent once more"), default=0)
    not_before = models.DateTimeField(_("not before"), db_default=Now())
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    worker = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    weighs = models.BooleanField(_("one of three a week"), default=False, db_default=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    reason = models.CharField(_("answer"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("queued"), db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_state_known"),
            models.CheckConstraint(condition=Q(lane__in=Lane.values), name="mail_lane_known"),
            models.CheckConstraint(
                condition=~Q(to_address="") | Q(state__in=FINAL_STATES), name="mail_has_address"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "handed"])
                | Q(worker__isnull=False, lease_until__isnull=False),
                name="mail_taken_by_a_worker",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed") | Q(handed_at__isnull=False),
                name="mail_handed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="mail_sent_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FINAL_STATES) | Q(sealed__isnull=True),
                name="mail_final_keeps_no_secret",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lane", "not_before", "id"],
                condition=Q(state__in=["queued", "claimed"]),
                name="mail_due",
            ),
            models.Index(
                fields=["order_key", "id"],
                condition=Q(order_key__isnull=False) & ~Q(state__in=FINAL_STATES),
                name="mail_order",
            ),
            models.Index(
                fields=["lease_until"], condition=Q(state="handed"), name="mail_ambiguous"
            ),
            models.Index(fields=["state", "-id"], name="mail_by_state"),
            models.Index(fields=["to_address"], name="mail_by_address"),
            models.Index(fields=["to_key", "handed_at"], name="mail_by_key"),
            models.Index(fields=["created_at"], name="mail_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_final(self) -> bool:
        return self.state in FINAL_STATES

    def secret(self) -> dict[str, Any]:
        """The sealed content in clear. Empty when there was none or the row is final."""
        return unseal(self.sealed) if self.sealed else {}


class OptOut(models.Model):
    """An address does not want mail: of one topic or all ("" = all), about one thing or all."""

    address = models.CharField(_("address"), max_length=320)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices, blank=True)
    scope = models.CharField(_("about"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("since"), db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = _("opt-out")
        verbose_name_plural = _("opt-outs")
        constraints = [
            models.UniqueConstraint(fields=["address", "topic", "scope"], name="mail_optout_once"),
            models.CheckConstraint(condition=~Q(topic="account"), name="mail_optout_not_account"),
        ]

    def __str__(self) -> str:
        return f"{self.topic or '*'} {self.scope or '*'}"


class RhythmChoice(models.Model):
    """How often an address wants mails of one topic, where it is not as for everybody."""

    CHOICES = [
        (rhythm.value, rhythm.label) for rhythm in (Rhythm.EACH, Rhythm.DAILY, Rhythm.WEEKLY)
    ]

    address = models.CharField(_("address"), max_length=320)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    rhythm = models.CharField(_("how often"), max_length=6, choices=CHOICES)

    class Meta:
        ordering = ["id"]
        verbose_name = _("how often mails come")
        verbose_name_plural = _("how often mails come")
        constraints = [
            models.UniqueConstraint(fields=["address", "topic"], name="mail_rhythm_once"),
            models.CheckConstraint(
                condition=Q(rhythm__in=["each", "daily", "weekly"]) & ~Q(topic="account"),
                name="mail_rhythm_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.rhythm}"


class KeptMail(models.Model):
    """Demo mode: a mail as it would have arrived, for showing in the browser."""

    message_id = models.CharField(max_length=200, unique=True)
    to_address = models.CharField(_("to"), max_length=320, db_index=True)
    subject = models.CharField(_("subject"), max_length=400)
    text = models.TextField()
    html = models.TextField(blank=True)
    kept_at = models.DateTimeField(_("received"), db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = _("kept mail")
        verbose_name_plural = _("kept mails")

    def __str__(self) -> str:
        return self.subject


class Counter(models.Model):
    """How often something was done in its current window. Written by `limits.take` alone."""

    key = models.CharField(max_length=400, unique=True)
    n = models.PositiveIntegerField()
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}: {self.n}"

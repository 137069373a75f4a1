"""An invitation to one address, and the links that were mailed for it."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from projects.enums import OPEN_INVITATIONS, InvitationState, RolePromise


class Invitation(models.Model):
    """Somebody is asked to take part, for themselves or for an organisation."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="invitations")
    stakeholder = models.ForeignKey(
        "projects.Stakeholder",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
    )
    party = models.ForeignKey(
        "projects.Party",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    organisation_kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, blank=True
    )
    role_promise = models.CharField(
        _("asked to"), max_length=20, choices=RolePromise, default=RolePromise.COCREATE
    )
    why_you = models.TextField(_("why you"), max_length=1000)
    language = models.CharField(max_length=5, default=settings.LANGUAGE_CODE)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        "projects.Party", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    batch = models.ForeignKey(
        "projects.InvitationBatch",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
        db_index=False,  # most have none: see the index below
        db_constraint=False,  # a constraint would lock a table that others write
    )
    state = models.CharField(
        max_length=20, choices=InvitationState, default=InvitationState.WAITING
    )
    issue = models.PositiveSmallIntegerField(_("times asked"), default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                "project",
                Lower("email"),
                Lower("organisation_name"),
                condition=Q(state__in=sorted(OPEN_INVITATIONS)),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(organisation_name="") ^ ~Q(organisation_kind=""),
                name="invitation_organisation_has_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="invitation_answered_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_sent_at"],
                condition=Q(state=InvitationState.WAITING, reminded_at=None),
                name="invitation_to_remind",
            ),
            models.Index(
                fields=["batch"], condition=Q(batch__isnull=False), name="invitation_of_batch"
            ),
            models.Index(fields=["email"], name="invitation_to_address"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_as} → {self.project}"

    @property
    def shown_as(self) -> str:
        """The name the parties' table shows."""
        return self.organisation_name or self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_INVITATIONS

    @property
    def has_expired(self) -> bool:
        return self.is_open and self.expires_at <= timezone.now()


def hash_of(token: str) -> str:
    """SHA-256 of a mailed token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


TOKEN_TARGETS = (
    "invitation",
    "consent_answer",
    "role",
    "recipient_of",
    "assignment",
    "gain_question",
)


def only_one_of(names: tuple[str, ...]) -> Q:
    """Exactly one of these references is set."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


class MailToken(models.Model):
    """A link in one mail. Minted when the mail is sent; only its hash is kept.

    Every mail has its own, so a reminder or a second copy does not kill the link in the first.
    What makes it single-use is the row it points to: an answered invitation is answered.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    invitation = models.ForeignKey(
        Invitation, null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    consent_answer = models.ForeignKey(
        "projects.ConsentAnswer", null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    role = models.ForeignKey(
        "projects.ProjectRole", null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    recipient_of = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.CASCADE, related_name="recipient_tokens"
    )
    assignment = models.ForeignKey(
        "projects.Assignment", null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    gain_question = models.ForeignKey(
        "projects.GainQuestion", null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mailed link")
        verbose_name_plural = _("mailed links")
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 - a pattern
                name="token_hash_is_a_hash",
            ),
            models.CheckConstraint(
                condition=only_one_of(TOKEN_TARGETS),
                name="token_is_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def project(self):
        """The opgave that the link is about."""
        if self.consent_answer:
            return self.consent_answer.round.project
        if self.gain_question:
            return self.gain_question.party.project
        about = self.invitation or self.role or self.assignment
        return about.project if about else self.recipient_of

    @classmethod
    def mint(cls, *, expires_at, **target) -> str:
        """Make a link for one thing and return its token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        cls.objects.create(token_hash=hash_of(token), expires_at=expires_at, **target)
        return token

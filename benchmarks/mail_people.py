"""Whom the measurements of mail are about. All names and addresses are invented."""

from uuid import uuid4

from django.utils import timezone

from participants.enums import PersonKind
from participants.models import User
from projects.models import InvitationBatch, Project
from projects.services.raising import Answers, Place, raise_project
from samskabelse.mail.models import Counter, OutgoingMail


def an_opgave() -> tuple[Project, User]:
    """A published opgave, and the verified employee who brings its parties together."""
    name = uuid4().hex[:8]
    staff = User.objects.create_user(
        f"staff-{name}@nordager.example",
        name="Bente Bro",
        kind=PersonKind.STAFF,
        kind_verified_at=timezone.now(),
        trusted_at=timezone.now(),
    )
    told = Answers(
        title="Tryg cykelvej til skolen",
        problem="Børnene bliver kørt, fordi vejen er utryg.",
        place=Place(text="Nordager", postal_code="2920"),
    )
    return raise_project(told, by=staff), staff


def forget_mails() -> None:
    """Begin with an empty outbox, nothing left to queue, and no used-up limits."""
    InvitationBatch.objects.filter(queued_at=None, undone_at=None).update(queued_at=timezone.now())
    OutgoingMail.objects.all().delete()
    Counter.objects.all().delete()

"""Reads across invitations."""

from django.db.models import QuerySet

from projects.enums import OPEN_INVITATIONS, OPEN_PHASES
from projects.models import Invitation


def open_invitations_for(email: str) -> QuerySet[Invitation]:
    """What an address has been asked and has not answered."""
    return (
        Invitation.objects.filter(email=email, state__in=OPEN_INVITATIONS)
        .filter(project__phase__in=OPEN_PHASES)
        .select_related("project", "invited_by")
        .order_by("-id")
    )

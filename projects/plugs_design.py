"""What a person wrote about solutions and tries, for their own copy, and what goes with them."""

from participants.models import User
from projects.enums import AuthorState
from projects.models import (
    Disturbance,
    MinorityStatement,
    Objection,
    Probe,
    Recommendation,
    SolutionVersion,
)


def designed_by(user: User) -> dict[str, list]:
    """Everything the person wrote in the phase *designe* (GDPR article 15)."""
    return {
        "solutions": list(
            SolutionVersion.objects.filter(by=user).values(
                "solution__project__title", "number", *SolutionVersion.TEXTS, "change", "created_at"
            )
        ),
        "authorships": list(
            user.authorships.values("solution__latest__title", "state", "asked_at", "answered_at")
        ),
        "disturbances": list(
            Disturbance.objects.filter(by=user).values(
                "project__title", "card", "used_on", "happened", "changed"
            )
        ),
        "objections": list(
            Objection.objects.filter(by=user).values(
                "round__project__title", "harm", "harmed", "at", "lifted_at"
            )
        ),
        "objections_answered": list(
            Objection.objects.filter(replied_by=user).values(
                "round__project__title", "reply", "replied_at"
            )
        ),
        "minority_statements": list(
            MinorityStatement.objects.filter(by=user).values(
                "answer__round__project__title", "text", "at"
            )
        ),
        "tries": list(
            Probe.objects.filter(created_by=user).values("project__title", "title", "tried")
        ),
        "tries_stopped": list(
            Probe.objects.filter(stopped_by=user).values("title", "stop_reason", "stopped_at")
        ),
        "recommendations": list(
            Recommendation.objects.filter(sent_by=user).values("project__title", "text", "sent_at")
        ),
    }


def forget_designs(user: User) -> None:
    """Open questions to the person go; their name stands on nothing any more. The texts stay."""
    user.authorships.filter(state=AuthorState.ASKED).delete()
    user.authorships.update(state=AuthorState.LEFT)

"""What a person said about whether it is co-creation, for their own copy; and what goes."""

from participants import plugs
from participants.models import User
from projects.models import Challenge, FindingWord, HonestAnswer


def my_data(user: User) -> tuple[str, dict[str, list]]:
    """Everything the person said. Of the pulse there is nothing to give: no answer has a name."""
    return "co-creation", {
        "findings": list(
            FindingWord.objects.filter(by=user).values(
                "case__project__title", "case__code", "stance", "text", "at"
            )
        ),
        "three_questions": list(
            HonestAnswer.objects.filter(by=user).values(
                "project__title", "gate", *HonestAnswer.QUESTIONS, "words", "at"
            )
        ),
        "challenges": list(
            Challenge.objects.filter(by=user).values("project__title", "text", "asked_at")
        ),
        "challenges_answered": list(
            Challenge.objects.filter(answered_by=user).values(
                "project__title", "answer", "answered_at"
            )
        ),
        "pulses": list(user.pulses.values("pulse__title", "pulse__opened_at", "has_answered")),
    }


def forget(user: User) -> None:
    """That the person was asked goes. What was said stays, without the name."""
    user.pulses.all().delete()


plugs.MY_DATA.append(my_data)
plugs.ON_ERASE.append(forget)

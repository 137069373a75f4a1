"""Facts about what the parties recommend and what the decision recipient answers."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import Phase
from projects.phases.gate import Fact, Situation, gate


@gate(Phase.IMPLEMENT)
def recipient_has_answered(now: Situation) -> Iterable[Fact]:
    """The decision recipient has answered a recommendation, and the one about what was chosen.

    Which answer it is does not matter here: after a nej the parties may carry out what they can
    themselves, and everybody can read both.
    """
    sent = now.designed.recommended_id
    yield Fact(
        "recipient_answer",
        _("The decision recipient has answered the parties’ recommendation"),
        bool(sent and now.project.verdict and sent == now.project.chosen_id),
        _missing_answer(now, sent),
        now.url("projects:recommendations"),
    )


def _missing_answer(now: Situation, sent: int | None) -> str | Promise:
    if sent is None:
        return _("The parties must send their recommendation to the decision recipient.")
    if sent != now.project.chosen_id:
        return _(
            "The parties must send a new recommendation: the last one was about another version."
        )
    return _("%(body)s must answer the parties’ recommendation.") % {
        "body": now.project.recipient_body
    }

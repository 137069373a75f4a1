"""Facts about the decision recipient's answer."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from projects.enums import Phase
from projects.phases.gate import Fact, Situation, gate


@gate(Phase.IMPLEMENT)
def recipient_has_answered(now: Situation) -> Iterable[Fact]:
    """The decision recipient's answer is on record."""
    yield Fact(
        "recipient_answer",
        _("The decision recipient has answered"),
        bool(now.project.verdict),
        _("The decision recipient's answer must be written down."),
    )

"""The order of phases, and which acts each allows."""

from django.utils.translation import gettext_lazy as _

from projects.enums import (
    OPEN_PHASES,
    PUBLISHED_PHASES,
    REOPENABLE_PHASES,
    WORKING_PHASES,
    Moderation,
    Phase,
)
from projects.models import Project
from samskabelse.web.errors import Blocked

ORDER = [
    Phase.DRAFT,
    Phase.SEEKING,
    Phase.DEFINE,
    Phase.DESIGN,
    Phase.IMPLEMENT,
    Phase.CLOSED,
]

# Solutions come after the problem, and may change while one is carried out.
DESIGNING = frozenset({Phase.DESIGN, Phase.IMPLEMENT})

ALLOWS: dict[str, frozenset[Phase]] = {
    "change": OPEN_PHASES | {Phase.DRAFT},
    "invite": OPEN_PHASES,
    "answer_invitation": OPEN_PHASES,
    "join": OPEN_PHASES,
    "leave": OPEN_PHASES,
    "map": OPEN_PHASES | {Phase.DRAFT},
    "ask_role": OPEN_PHASES,
    "name_recipient": OPEN_PHASES,
    "record_verdict": OPEN_PHASES,
    "consent": OPEN_PHASES,
    "define": frozenset({Phase.DEFINE}),
    "contribute": WORKING_PHASES,
    "frame": OPEN_PHASES,
    "exchange": OPEN_PHASES,
    "propose": DESIGNING,
    "judge": DESIGNING,
    "choose": DESIGNING,
    "answer_objection": DESIGNING,
    "attach_minority": REOPENABLE_PHASES,
    "disturb": WORKING_PHASES,
    "recommend": DESIGNING,
    "probe": DESIGNING,
    "write_lessons": REOPENABLE_PHASES,
    "stop_probe": PUBLISHED_PHASES,
    "prepare_closing": frozenset({Phase.IMPLEMENT}),
    "assign": WORKING_PHASES,
    "answer_assignment": WORKING_PHASES,
    # What came of a delopgave, and thanks for it, may be said after the opgave is closed.
    "end_assignment": WORKING_PHASES | {Phase.CLOSED},
    "describe_gains": WORKING_PHASES,
    "answer_gains": frozenset({Phase.IMPLEMENT, Phase.CLOSED}),
    "ask_fit": WORKING_PHASES,
    "make_template": frozenset({Phase.CLOSED}),
    "reopen": REOPENABLE_PHASES,
    # Whether it was co-creation may be asked and answered as long as anybody can read it.
    "reply_finding": PUBLISHED_PHASES,
    "weigh_finding": PUBLISHED_PHASES,
    "challenge": PUBLISHED_PHASES,
    "answer_challenge": PUBLISHED_PHASES,
    "answer_pulse": PUBLISHED_PHASES,
    "answer_honestly": OPEN_PHASES,
    "declare_step": OPEN_PHASES,
    "plan_arena": frozenset(Phase),
    # A closed opgave is still met about: its evaluation comes half a year later.
    "meet": PUBLISHED_PHASES,
    "cancel_meeting": PUBLISHED_PHASES,
}


# While moderators keep an opgave hidden its author can still mend it, anybody can leave, and
# people can be told that a meeting does not take place.
# A try is stopped at once, whatever else stands still (R64).
ALLOWED_WHILE_HIDDEN = frozenset({"change", "leave", "stop_probe", "cancel_meeting"})


def allows(project: Project, act: str) -> bool:
    """Whether this is the time for the act: what `require_phase` asks."""
    return project.phase in ALLOWS[act] and not _stands_still(project, act)


def _stands_still(project: Project, act: str) -> bool:
    return project.moderation == Moderation.HIDDEN and act not in ALLOWED_WHILE_HIDDEN


def require_phase(project: Project, act: str) -> None:
    """Refuse an act that this phase does not allow (`Blocked`, code `wrong_phase`).

    A hidden opgave stands still until it is shown again (code `hidden`).
    """
    if _stands_still(project, act):
        raise Blocked(
            _("A moderator has hidden the project. It stands still until it is shown again."),
            code="hidden",
        )
    if project.phase not in ALLOWS[act]:
        raise Blocked(
            _("This cannot be done while the project is in the phase “%(phase)s”.")
            % {"phase": Phase(project.phase).label},
            code="wrong_phase",
        )


def next_phase(phase: str) -> Phase | None:
    """The phase after this one, or None at the end."""
    place = ORDER.index(Phase(phase))
    return ORDER[place + 1] if place + 1 < len(ORDER) else None

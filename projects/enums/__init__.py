"""Choices about an opgave and its parties, and named groups of them."""

from projects.enums.assignment import (
    OPEN_ASSIGNMENTS,
    TAKEN_ASSIGNMENTS,
    UNANSWERED_ASSIGNMENTS,
    AssignmentState,
    FitChoice,
    FollowUp,
    PaidToday,
    Reply,
)
from projects.enums.consent import (
    SETTLED_POSITIONS,
    SPOKEN_POSITIONS,
    Position,
    RoundState,
)
from projects.enums.gain import (
    GainKind,
    GainMoment,
)
from projects.enums.moderation import (
    Moderation,
    ReportState,
)
from projects.enums.party import (
    OPEN_INVITATIONS,
    Answer,
    InvitationState,
    JoinState,
    LeaveReason,
    Motive,
    PartyStatus,
    RolePromise,
)
from projects.enums.project import (
    OPEN_PHASES,
    OWNED_OUTCOMES,
    PUBLISHED_PHASES,
    REOPENABLE_PHASES,
    WORKING_PHASES,
    Outcome,
    Phase,
    Route,
    TriageKind,
    Verdict,
)
from projects.enums.role import (
    ProjectRoleKind,
    RoleState,
)

__all__ = [
    "OPEN_ASSIGNMENTS",
    "OPEN_INVITATIONS",
    "OPEN_PHASES",
    "OWNED_OUTCOMES",
    "PUBLISHED_PHASES",
    "REOPENABLE_PHASES",
    "SETTLED_POSITIONS",
    "SPOKEN_POSITIONS",
    "TAKEN_ASSIGNMENTS",
    "UNANSWERED_ASSIGNMENTS",
    "WORKING_PHASES",
    "Answer",
    "AssignmentState",
    "FitChoice",
    "FollowUp",
    "GainKind",
    "GainMoment",
    "InvitationState",
    "JoinState",
    "LeaveReason",
    "Moderation",
    "Motive",
    "Outcome",
    "PaidToday",
    "PartyStatus",
    "Phase",
    "Position",
    "ProjectRoleKind",
    "Reply",
    "ReportState",
    "RolePromise",
    "RoleState",
    "RoundState",
    "Route",
    "TriageKind",
    "Verdict",
]

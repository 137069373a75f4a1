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
    ConsentAbout,
    Position,
    RoundState,
)
from projects.enums.define import (
    ANSWERABLE_KINDS,
    ContributionKind,
    Direction,
    ResourceKind,
    StatementChange,
)
from projects.enums.design import (
    AuthorState,
    Card,
    OwnerState,
    ProbeEnding,
    ProbeState,
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
    "ANSWERABLE_KINDS",
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
    "AuthorState",
    "Card",
    "ConsentAbout",
    "ContributionKind",
    "Direction",
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
    "OwnerState",
    "PaidToday",
    "PartyStatus",
    "Phase",
    "Position",
    "ProbeEnding",
    "ProbeState",
    "ProjectRoleKind",
    "Reply",
    "ReportState",
    "ResourceKind",
    "RolePromise",
    "RoleState",
    "RoundState",
    "Route",
    "StatementChange",
    "TriageKind",
    "Verdict",
]

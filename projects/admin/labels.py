"""Names of fields that stand on no page but the administrators'.

A model names the fields people see. These are named here, so that a better word is no migration.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import (
    ConsentAnswer,
    ConsentRound,
    Contribution,
    Disturbance,
    FrameVersion,
    ImportedRow,
    Invitation,
    JoinRequest,
    MinorityStatement,
    Objection,
    Party,
    Probe,
    ProblemView,
    Project,
    ProjectRole,
    RecipientAnswer,
    Recommendation,
    Report,
    Resource,
    Solution,
    SolutionVersion,
    StatementVersion,
)

LABELS: dict[str, str | Promise] = {
    "project": _("project"),
    "phase": _("phase"),
    "phase_since": _("in this phase since"),
    "moderation": _("moderation"),
    "state": _("state"),
    "status": _("status"),
    "route": _("route"),
    "language": _("language"),
    "initiator_organisation": _("raised on behalf of"),
    "entered_by": _("written down by"),
    "contact": _("contact person"),
    "first_reply_due": _("first answer due"),
    "first_replied_at": _("first answered"),
    "first_replied_by": _("first answered by"),
    "source": _("source"),
    "source_author": _("author in the source"),
    "external_id": _("number in the source"),
    "submitted_at": _("raised"),
    "published_at": _("published"),
    "created_at": _("created"),
    "closed_at": _("closed on"),
    "closed_by": _("closed by"),
    "by": _("by whom"),
    "at": _("when"),
    "user": _("person"),
    "organisation": _("organisation"),
    "party": _("party"),
    "accepted_at": _("said yes on"),
    "accepted_by": _("said yes by"),
    "left_at": _("left on"),
    "leave_reason": _("reason for leaving"),
    "leave_note": _("note on leaving"),
    "invited_by": _("invited by"),
    "last_sent_at": _("last sent"),
    "reminded_at": _("reminded"),
    "expires_at": _("runs out"),
    "answered_at": _("answered"),
    "answered_by": _("answered by"),
    "from_phase": _("from phase"),
    "to_phase": _("to phase"),
    "opened_at": _("opened"),
    "opened_by": _("opened by"),
    "position": _("position"),
    "reminders": _("reminders"),
    "last_reminded_at": _("last reminded"),
    "kind": _("kind"),
    "shared_at": _("shared"),
    "hidden_at": _("hidden"),
    "statement_version": _("version of the shared statement"),
    "solution_version": _("version of a solution"),
    "number": _("number"),
    "version": _("version"),
    "resting_since": _("rests since"),
    "round": _("question to the parties"),
    "lifted_at": _("no longer objects"),
    "replied_at": _("answered"),
    "replied_by": _("answered by"),
    "changed": _("version that was written because of it"),
    "owner": _("owns operations"),
    "owner_state": _("answer of the owner"),
    "owner_note": _("note of the owner"),
    "started_at": _("begun"),
    "stopped_at": _("stopped"),
    "stopped_by": _("stopped by"),
    "ending": _("how it ended"),
    "sent_at": _("sent"),
    "sent_by": _("sent by"),
    "in_person": _("by the recipient in person"),
    "asked_by": _("asked by"),
    "asked_at": _("asked"),
    "ended_at": _("ended"),
}
MODELS = (
    *(Contribution, FrameVersion, ProblemView, Resource, StatementVersion),
    *(Disturbance, MinorityStatement, Objection, Probe, RecipientAnswer, Recommendation),
    *(Solution, SolutionVersion),
    *(ConsentAnswer, ConsentRound, ImportedRow, Invitation, JoinRequest),
    *(Party, Project, ProjectRole, Report),
)


def name_fields() -> None:
    """Label what has no name of its own. Migrations look at `_verbose_name`, not at this."""
    for model in MODELS:
        for field in model._meta.fields:
            if field._verbose_name is None and field.name in LABELS:  # noqa: SLF001
                field.verbose_name = LABELS[field.name]


name_fields()

"""The mails about opgaver. One pair of functions each: one queues it, one writes it when it leaves.

The writing half asks again whether the mail should still go.
"""

from projects.emails.assignments import (
    queue_assignment_answered,
    queue_assignment_asked,
    queue_assignment_ended,
    queue_assignment_missing,
    queue_assignment_question,
    queue_assignment_reminder,
    queue_assignment_thanked,
    queue_condition_answered,
)
from projects.emails.cocreation import (
    queue_challenge_answered,
    queue_challenge_asked,
    queue_challenge_reminder,
)
from projects.emails.consent import (
    queue_answer_deadline,
    queue_consent_asked,
    queue_consent_reminder,
    queue_consents_asked,
    queue_recipient_named,
    queue_verdict,
)
from projects.emails.design import (
    queue_author_asked,
    queue_objection_raised,
    queue_probe_owner_asked,
    queue_probe_stopped,
    queue_recommendation,
)
from projects.emails.following import (
    latest_news,
    queue_summaries,
)
from projects.emails.gains import (
    queue_fit_asked,
    queue_gains_asked,
)
from projects.emails.invitations import (
    queue_invitation,
    queue_invitation_answered,
    queue_invitation_reminder,
    queue_invitations,
    queue_join_answered,
    queue_join_asked,
    queue_role_asked,
)
from projects.emails.progress import (
    queue_first_reply,
    queue_moderated,
    queue_phase_moved,
    queue_project_received,
    queue_report_answered,
)
from projects.emails.searches import queue_search_digest

__all__ = [
    "latest_news",
    "queue_answer_deadline",
    "queue_assignment_answered",
    "queue_assignment_asked",
    "queue_assignment_ended",
    "queue_assignment_missing",
    "queue_assignment_question",
    "queue_assignment_reminder",
    "queue_assignment_thanked",
    "queue_author_asked",
    "queue_challenge_answered",
    "queue_challenge_asked",
    "queue_challenge_reminder",
    "queue_condition_answered",
    "queue_consent_asked",
    "queue_consent_reminder",
    "queue_consents_asked",
    "queue_first_reply",
    "queue_fit_asked",
    "queue_gains_asked",
    "queue_invitation",
    "queue_invitation_answered",
    "queue_invitation_reminder",
    "queue_invitations",
    "queue_join_answered",
    "queue_join_asked",
    "queue_moderated",
    "queue_objection_raised",
    "queue_phase_moved",
    "queue_probe_owner_asked",
    "queue_probe_stopped",
    "queue_project_received",
    "queue_recipient_named",
    "queue_recommendation",
    "queue_report_answered",
    "queue_role_asked",
    "queue_search_digest",
    "queue_summaries",
    "queue_verdict",
]

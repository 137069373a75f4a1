"""Reads across objects, one file for each noun."""

from projects.queries.front import needing_parties, recently_moved, with_party_counts
from projects.queries.invitations import open_invitations_for
from projects.queries.lists import Filters, Stretch, public_list, stretch_of
from projects.queries.similar import similar_projects
from projects.queries.staff import held_projects, inbox, open_report_count, overdue_answers
from projects.queries.texts import first_text

__all__ = [
    "Filters",
    "Stretch",
    "first_text",
    "held_projects",
    "inbox",
    "needing_parties",
    "open_invitations_for",
    "open_report_count",
    "overdue_answers",
    "public_list",
    "recently_moved",
    "similar_projects",
    "stretch_of",
    "with_party_counts",
]

from projects.models.consent import ConsentAnswer, ConsentRound
from projects.models.draft import Draft
from projects.models.imports import ImportedRow
from projects.models.invitation import Invitation, MailToken
from projects.models.moderation import Report
from projects.models.party import JoinRequest, Party
from projects.models.project import Project
from projects.models.role import ProjectRole
from projects.models.stakeholder import Stakeholder
from projects.models.statement import StatementVersion

__all__ = [
    "ConsentAnswer",
    "ConsentRound",
    "Draft",
    "ImportedRow",
    "Invitation",
    "JoinRequest",
    "MailToken",
    "Party",
    "Project",
    "ProjectRole",
    "Report",
    "Stakeholder",
    "StatementVersion",
]

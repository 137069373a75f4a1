from projects.models.consent import ConsentAnswer, ConsentRound
from projects.models.contribution import Contribution
from projects.models.draft import Draft
from projects.models.frame import FrameVersion
from projects.models.imports import ImportedRow
from projects.models.invitation import Invitation, MailToken
from projects.models.moderation import Report
from projects.models.party import JoinRequest, Party
from projects.models.project import Project
from projects.models.resource import Resource
from projects.models.role import ProjectRole
from projects.models.stakeholder import Stakeholder
from projects.models.statement import StatementVersion
from projects.models.view import ProblemView, ProblemViewVersion

__all__ = [
    "ConsentAnswer",
    "ConsentRound",
    "Contribution",
    "Draft",
    "FrameVersion",
    "ImportedRow",
    "Invitation",
    "JoinRequest",
    "MailToken",
    "Party",
    "ProblemView",
    "ProblemViewVersion",
    "Project",
    "ProjectRole",
    "Report",
    "Resource",
    "Stakeholder",
    "StatementVersion",
]

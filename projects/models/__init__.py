from projects.models.consent import ConsentAnswer, ConsentRound
from projects.models.contribution import Contribution
from projects.models.disturbance import Disturbance
from projects.models.draft import Draft
from projects.models.frame import FrameVersion
from projects.models.imports import ImportedRow
from projects.models.invitation import Invitation, MailToken
from projects.models.moderation import Report
from projects.models.objection import MinorityStatement, Objection
from projects.models.party import JoinRequest, Party
from projects.models.probe import Probe
from projects.models.project import Project
from projects.models.recommendation import RecipientAnswer, Recommendation
from projects.models.resource import Resource
from projects.models.role import ProjectRole
from projects.models.solution import Solution, SolutionAuthor, SolutionVersion
from projects.models.stakeholder import Stakeholder
from projects.models.statement import StatementVersion
from projects.models.view import ProblemView, ProblemViewVersion

__all__ = [
    "ConsentAnswer",
    "ConsentRound",
    "Contribution",
    "Disturbance",
    "Draft",
    "FrameVersion",
    "ImportedRow",
    "Invitation",
    "JoinRequest",
    "MailToken",
    "MinorityStatement",
    "Objection",
    "Party",
    "Probe",
    "ProblemView",
    "ProblemViewVersion",
    "Project",
    "ProjectRole",
    "RecipientAnswer",
    "Recommendation",
    "Report",
    "Resource",
    "Solution",
    "SolutionAuthor",
    "SolutionVersion",
    "Stakeholder",
    "StatementVersion",
]

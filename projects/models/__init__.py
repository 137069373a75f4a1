from projects.models.assignment import Assignment
from projects.models.consent import ConsentAnswer, ConsentRound
from projects.models.draft import Draft
from projects.models.fit import FitAnswer, FitQuestion
from projects.models.follower import Follower
from projects.models.gain import Gain, GainAnswer, GainQuestion
from projects.models.imports import ImportedRow
from projects.models.invitation import Invitation, MailToken
from projects.models.moderation import Report
from projects.models.party import JoinRequest, Party
from projects.models.project import Project
from projects.models.role import ProjectRole
from projects.models.stakeholder import Stakeholder
from projects.models.template import ProjectTemplate

__all__ = [
    "Assignment",
    "ConsentAnswer",
    "ConsentRound",
    "Draft",
    "FitAnswer",
    "FitQuestion",
    "Follower",
    "Gain",
    "GainAnswer",
    "GainQuestion",
    "ImportedRow",
    "Invitation",
    "JoinRequest",
    "MailToken",
    "Party",
    "Project",
    "ProjectRole",
    "ProjectTemplate",
    "Report",
    "Stakeholder",
]

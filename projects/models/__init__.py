from projects.models.assignment import Assignment
from projects.models.batch import InvitationBatch
from projects.models.cocreation import (
    Challenge,
    HonestAnswer,
    Pulse,
    PulseVoter,
)
from projects.models.consent import ConsentAnswer, ConsentRound
from projects.models.contribution import Contribution
from projects.models.disturbance import Disturbance
from projects.models.draft import Draft
from projects.models.finding import FindingCase, FindingWord, Thresholds
from projects.models.fit import FitAnswer, FitQuestion
from projects.models.follower import Follower
from projects.models.frame import FrameVersion
from projects.models.gain import Gain, GainAnswer, GainQuestion
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
from projects.models.saved_search import SavedSearch
from projects.models.solution import Solution, SolutionAuthor, SolutionVersion
from projects.models.stakeholder import Stakeholder
from projects.models.statement import StatementVersion
from projects.models.template import ProjectTemplate
from projects.models.theme import ProjectTheme, Theme
from projects.models.view import ProblemView, ProblemViewVersion
from projects.models.word import SearchWord

__all__ = [
    "Assignment",
    "Challenge",
    "ConsentAnswer",
    "ConsentRound",
    "Contribution",
    "Disturbance",
    "Draft",
    "FindingCase",
    "FindingWord",
    "FitAnswer",
    "FitQuestion",
    "Follower",
    "FrameVersion",
    "Gain",
    "GainAnswer",
    "GainQuestion",
    "HonestAnswer",
    "ImportedRow",
    "Invitation",
    "InvitationBatch",
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
    "ProjectTemplate",
    "ProjectTheme",
    "Pulse",
    "PulseVoter",
    "RecipientAnswer",
    "Recommendation",
    "Report",
    "Resource",
    "SavedSearch",
    "SearchWord",
    "Solution",
    "SolutionAuthor",
    "SolutionVersion",
    "Stakeholder",
    "StatementVersion",
    "Theme",
    "Thresholds",
]

from arenas.models.agenda import AgendaItem, Material
from arenas.models.arena import Arena, ArenaParty
from arenas.models.event import Event, NextStep
from arenas.models.feed import CalendarFeed
from arenas.models.gathering import Gathering, Meeting
from arenas.models.ground_rules import GroundRules, RulesAcceptance
from arenas.models.hat import Hat
from arenas.models.link import ArenaLink
from arenas.models.poll import DateAnswer, DateOption, DatePoll, DateVoter
from arenas.models.sign_up import SignUp

__all__ = [
    "AgendaItem",
    "Arena",
    "ArenaLink",
    "ArenaParty",
    "CalendarFeed",
    "DateAnswer",
    "DateOption",
    "DatePoll",
    "DateVoter",
    "Event",
    "Gathering",
    "GroundRules",
    "Hat",
    "Material",
    "Meeting",
    "NextStep",
    "RulesAcceptance",
    "SignUp",
]

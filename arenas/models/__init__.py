from arenas.models.agenda import AgendaItem, Material
from arenas.models.arena import Arena, ArenaParty
from arenas.models.event import Event, NextStep
from arenas.models.feed import CalendarFeed
from arenas.models.gathering import Gathering, Meeting
from arenas.models.ground_rules import GroundRules, RulesAcceptance
from arenas.models.hat import Hat
from arenas.models.link import ArenaLink
from arenas.models.minutes import Amendment, Decision, DecisionAssignment, Minutes, MinutesItem
from arenas.models.poll import DateAnswer, DateOption, DatePoll, DateVoter
from arenas.models.room import Room, RoomCard, RoomPerson, SpeakingNote
from arenas.models.room_writing import RoomAnswer, RoomPoint, RoomRound
from arenas.models.sign_up import SignUp

__all__ = [
    "AgendaItem",
    "Amendment",
    "Arena",
    "ArenaLink",
    "ArenaParty",
    "CalendarFeed",
    "DateAnswer",
    "DateOption",
    "DatePoll",
    "DateVoter",
    "Decision",
    "DecisionAssignment",
    "Event",
    "Gathering",
    "GroundRules",
    "Hat",
    "Material",
    "Meeting",
    "Minutes",
    "MinutesItem",
    "NextStep",
    "Room",
    "RoomAnswer",
    "RoomCard",
    "RoomPerson",
    "RoomPoint",
    "RoomRound",
    "RulesAcceptance",
    "SignUp",
    "SpeakingNote",
]

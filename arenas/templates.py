"""What an arena can start from (R21, R25-R28): words to change, never a form to obey."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arenas.enums import ArenaKind, ArenaTemplate, DecisionRule, Purpose

WORDS = ("question", "can_decide", "cannot_decide", "mandate", "composition", "rhythm", "frame")


@dataclass(frozen=True)
class Start:
    """The words and choices that a template fills in, and when to use it."""

    template: ArenaTemplate
    when: str | Promise
    kind: ArenaKind
    purpose: Purpose
    decision_rule: DecisionRule
    question: str | Promise
    can_decide: str | Promise
    cannot_decide: str | Promise
    mandate: str | Promise
    composition: str | Promise
    rhythm: str | Promise
    frame: str | Promise
    rules: str | Promise

    def initial(self) -> dict[str, str]:
        """The values that the form begins with, in the reader's language."""
        told = {name: str(getattr(self, name)) for name in WORDS}
        return told | {
            "title": str(self.template.label),
            "template": self.template.value,
            "kind": self.kind.value,
            "purpose": self.purpose.value,
            "decision_rule": self.decision_rule.value,
        }


LAW_AND_BUDGET = _("The law, people's rights and the budget that is already adopted.")
EVERYBODY_SPEAKS = _(
    "We speak one at a time. We may change our minds. Disagreement is written down. "
    "What is said about persons stays in the room."
)

STARTS = [
    Start(
        ArenaTemplate.COMMITTEE,
        when=_("Politicians and citizens shape a policy together over a year."),
        kind=ArenaKind.TASK_COMMITTEE,
        purpose=Purpose.DESIGN,
        decision_rule=DecisionRule.CONSENT,
        question=_("What should the municipality do, and what do others do?"),
        can_decide=_("What we recommend, what we try out, and what we ask others to do."),
        cannot_decide=LAW_AND_BUDGET,
        mandate=_(
            "The council has written what the committee is for. A standing committee answers each "
            "recommendation with reasons."
        ),
        composition=_(
            "5 politicians and 10 citizens. Among the citizens: people who live with the problem, "
            "people who know it from work, and somebody nobody usually asks."
        ),
        rhythm=_("6 meetings of 2½ hours in 10 months"),
        frame=_("After working hours, with food. We pay for transport and child care."),
        rules=_(
            "Those who live with the problem speak first. Politicians are parties, not judges. "
            "We may change our minds. Disagreement is written down."
        ),
    ),
    Start(
        ArenaTemplate.READINESS,
        when=_("Something may go wrong, and everybody must know what they do."),
        kind=ArenaKind.WORKING_GROUP,
        purpose=Purpose.IMPLEMENT,
        decision_rule=DecisionRule.ADVICE,
        question=_("Who does what, in which order, when it happens?"),
        can_decide=_("The call list, who has which equipment, and when we practise."),
        cannot_decide=_("What the emergency services order once they are there."),
        mandate=_("The municipality's readiness plan names the group and what it takes care of."),
        composition=_(
            "One for each area, the emergency services, whoever owns pumps and keys, and somebody "
            "who has tried it before."
        ),
        rhythm=_("4 meetings and 1 exercise a year, and one look back after each incident"),
        frame=_("Near where it happens. Bring the phone you carry at night."),
        rules=_(
            "We say what we can really do. Whoever cannot be reached finds a substitute. After an "
            "incident we look for causes, not for somebody to blame."
        ),
    ),
    Start(
        ArenaTemplate.PROFESSIONAL,
        when=_("Staff want to reach something that only succeeds with those it is for."),
        kind=ArenaKind.WORKING_GROUP,
        purpose=Purpose.DESIGN,
        decision_rule=DecisionRule.CONSENT,
        question=_("What can others do that we cannot, and what do they need from us?"),
        can_decide=_("What we try, with which materials, and how we see whether it works."),
        cannot_decide=LAW_AND_BUDGET,
        mandate=_("The manager has given time, and says what may be decided without asking."),
        composition=_("Those it is for, the staff who meet them, and somebody from outside."),
        rhythm=_("Once a month, 1½ hours"),
        frame=_("Where people come anyway. Food, an interpreter and somebody for the children."),
        rules=EVERYBODY_SPEAKS,
    ),
    Start(
        ArenaTemplate.TOWN_MEETING,
        when=_("Many should hear and be heard once."),
        kind=ArenaKind.DIALOGUE,
        purpose=Purpose.DEFINE,
        decision_rule=DecisionRule.NONE,
        question=_("What is the problem, seen from where you stand?"),
        can_decide=_("Nothing tonight. Whoever wants to go on with it says so."),
        cannot_decide=_(
            "What the problem is called, and what is to be done about it. That comes later, with "
            "those who go on."
        ),
        mandate=_("Nobody decides anything tonight. What is said is written down and answered."),
        composition=_("Whoever lives there, also those who never come to meetings."),
        rhythm=_("One evening of 2 hours"),
        frame=_("A place people know. Food first. Children are welcome."),
        rules=EVERYBODY_SPEAKS,
    ),
    Start(
        ArenaTemplate.COMMUNITY,
        when=_("Departments and users want to go on learning from each other."),
        kind=ArenaKind.WORKING_GROUP,
        purpose=Purpose.EVALUATE,
        decision_rule=DecisionRule.ADVICE,
        question=_("What did you try since last time, and what did you learn?"),
        can_decide=_("What we try next, each in our own place."),
        cannot_decide=_("What goes on in other people's departments."),
        mandate=_("The managers have given time for it, and read what comes of it."),
        composition=_("At least two departments, and users at every meeting."),
        rhythm=_("Every other month, 2 hours, with no end date"),
        frame=_("By turns in each other's places."),
        rules=_(
            "Everybody brings something unfinished. We ask before we advise. Users are paid for "
            "their time when the rest of us are."
        ),
    ),
    Start(
        ArenaTemplate.PROBE,
        when=_("Something is tried on a small scale, and must be stopped in time."),
        kind=ArenaKind.WORKING_GROUP,
        purpose=Purpose.IMPLEMENT,
        decision_rule=DecisionRule.CONSENT,
        question=_("Does it work well enough to go on?"),
        can_decide=_("Going on, changing it or stopping it."),
        cannot_decide=_("Making it bigger than agreed."),
        mandate=_("Whoever is responsible for the operation has agreed to the limit for stopping."),
        composition=_("Those who try it, whoever is responsible, and somebody who doubts."),
        rhythm=_("Half an hour each week while it lasts"),
        frame=_("Short, and where it happens."),
        rules=_("We stop when the limit is reached, also when it is a pity. We tell of mistakes."),
    ),
    Start(
        ArenaTemplate.EVALUATION,
        when=_("It is over, or half a year has passed: what came of it?"),
        kind=ArenaKind.DIALOGUE,
        purpose=Purpose.EVALUATE,
        decision_rule=DecisionRule.NONE,
        question=_("What is better now, for whom, and what would we do differently?"),
        can_decide=_("Nothing. We write down what we learnt, also what we disagree about."),
        cannot_decide=_("Who is to blame."),
        mandate=_("What we write is public, and the decision recipient reads it."),
        composition=_("Everybody who was a party, also those who left on the way."),
        rhythm=_("Once at the end, and again after 6 and 12 months"),
        frame=_("Two hours with coffee. Online for those who have moved on."),
        rules=_("Numbers and stories count alike. “We do not know” is an answer."),
    ),
]
START_OF = {start.template.value: start for start in STARTS}

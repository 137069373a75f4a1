"""The task committee about young people's lives: one meeting behind it, one ahead, one to find."""

from datetime import timedelta

from arenas.enums import ArenaKind, ArenaTemplate, DateMark, DecisionRule, Purpose
from arenas.models import Meeting
from arenas.services.arena import Frame
from arenas.services.dates import Proposal
from arenas.services.decisions import Told
from arenas.services.planning import Plan
from projects.services.assignments import Task
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.meetings import (
    Point,
    called,
    comes,
    dates_sought,
    filled,
    framed,
    hatted,
    marks,
    on_paper,
    on_weekday,
)
from samskabelse.local.demo.minutes import (
    corrected,
    days_ago_on_a_workday,
    minuted,
    taken_in,
    there,
)

FRAME = Frame(
    title="Opgaveudvalget om ungeliv",
    template=ArenaTemplate.COMMITTEE,
    kind=ArenaKind.TASK_COMMITTEE,
    place="Ungdomsskolen, det store køkken",
    frame="Kl. 16.30 med aftensmad, og bussen hjem venter kl. 19. Vi passer små søskende.",
    purpose=Purpose.DEFINE,
    question="Hvorfor er det svært at være med, hvis man ikke drikker?",
    can_decide="Hvad problemet hedder, hvem der mangler, og hvad vi prøver af for 300.000 kr.",
    cannot_decide="Loven om alkohol og det budget, der allerede er vedtaget.",
    decision_rule=DecisionRule.CONSENT,
    mandate=(
        "Byrådet har skrevet kommissoriet. Børne- og Kulturudvalget svarer på hver anbefaling "
        "med en begrundelse."
    ),
    composition="5 politikere og 10 borgere: elever, forældre, en træner, en butik og en skole.",
    rhythm="6 møder på 2½ time over 10 måneder",
)
RULES = (
    "De unge taler først.\nVi taler én ad gangen.\nIngen sætter navn på andre.\n"
    "Man må skifte mening.\nUenighed skrives ned.\nPolitikere er parter, ikke dommere."
)
FIRST = (
    Point("Mad og ankomst", "arrive", "talk", 30),
    Point("Hvad håber du på?", "arrive", "round", 25, "Ét håb og én bekymring fra hver."),
    Point("Hvad må vi bestemme?", "inform", "show", 20, "Kommissoriet, linje for linje."),
    Point("Problemet set fra fire sider", "explore", "one_two_four", 40, "Ung, forælder, butik, "
          "forening. Ét minut alene, så to, så fire, så alle."),
    Point("Hvem mangler?", "explore", "silent", 15),
    Point("Samtykke til spillereglerne", "decide", "consent", 10),
)  # fmt: skip
SECOND = (
    Point("Mad og ankomst", "arrive", "talk", 30),
    Point("Hvad gadeteamet hørte", "inform", "show", 20),
    Point("Tre måder at holde fest på", "ideas", "silent", 45),
    Point("Hvem gør hvad til næste gang?", "close", "round", 20),
)
SAID = {
    "Hvad håber du på?": (
        "Håb: fester, hvor man kan være med uden at drikke. Bekymring: at det er de voksnes idé.",
        ""),
    "Hvad må vi bestemme?": (
        "Vi læste kommissoriet. Vi bestemmer, hvad vi prøver af. Budgettet ligger fast.", ""),
    "Problemet set fra fire sider": (
        "De unge drikker for at høre til. Foreningen mangler voksne om aftenen.",
        "Hvem taler med busselskabet om den sene bus?"),
    "Hvem mangler?": ("Vi mangler de elever, der ikke går til fester, og natteravnene.", ""),
    "Samtykke til spillereglerne": ("Alle gav samtykke efter en enkelt rettelse.", ""),
}  # fmt: skip
DECIDED = Told(
    key=0,
    what="Vi spørger 20 elever, der ikke går til fester, før vi finder på noget.",
    rule=DecisionRule.CONSENT,
    decided_by="De parter, der var med",
    mandate="Kommissoriet: Udvalget bestemmer, hvem der skal høres.",
    reason="Vi ved ikke, hvad de savner. Uden dem løser vi det for de forkerte.",
    objections="Én spurgte, om 20 er nok. Svaret var: til at begynde med.",
)
TASK = Task(
    what="Tal med tre elever, der ikke går til fester",
    why="Vi ved ikke, hvad de savner.",
    open_to_taker="Hvem du taler med, hvor og hvordan.",
)
PLACE = "Ungdomsskolen, det store køkken, Skolevej 12"


def meet(story: Story) -> None:
    arena = framed(story, 38, FRAME, RULES, by="torben")
    hatted(story, 36, arena, {"facilitator": "ditte", "catalyst": "freja"}, by="torben")
    days, starts = days_ago_on_a_workday(3, 16, 30)
    first = called(story, 34, arena, _plan("Første møde: Hvad er problemet?", starts), by="mette")
    filled(story, 33, first, FIRST, by="mette")
    comes(story, 30, first, "torben", "freja", "ditte", "lone", "mette")
    comes(story, 29, first, "hamza", answer="no")
    _write_it_down(story, days, first)
    second = called(
        story,
        10,
        arena,
        _plan("Andet møde: Hvad kan vi prøve?", on_weekday(9, 16, 30)),
        by="mette",
    )
    filled(story, 9, second, SECOND, by="mette")
    comes(story, 8, second, "torben", "freja", "mette")
    on_paper(story, 7, second, "Rigmor Holm", "Ring på 23 45 61 70 efter kl. 16", by="mette")
    _find_a_date(story, arena)


def _write_it_down(story: Story, days: int, first: Meeting) -> None:
    there(story, days, first, {"lone"}, by="ditte")
    minuted(story, days, first, SAID, DECIDED, TASK, by="ditte")
    answered = corrected(
        story, first, "Problemet set fra fire sider", "Forældrene sagde også, at de er bange for "
        "at være de eneste, der siger nej.", by="torben", hour=9,
    )  # fmt: skip
    taken_in(story, first, answered, f"{SAID['Problemet set fra fire sider'][0]} Forældrene er "
             "bange for at være de eneste, der siger nej.", by="ditte")  # fmt: skip
    corrected(
        story, first, "Hvem mangler?", "Vi nævnte også taxachaufførerne. De kører os hjem.",
        by="freja", hour=17,
    )  # fmt: skip


def _plan(title: str, starts) -> Plan:
    return Plan(
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=150),
        place=PLACE,
        bring="En ting, der minder dig om en god fest.",
        steps="Ingen trin. Bred dør fra parkeringspladsen.",
        hearing_loop="Ja, i køkkenet.",
        transport="Bus 12 standser ved døren. Den kører hjem kl. 19.05.",
        child_care="To fra ungdomsskolen leger med de små.",
        capacity=15,
    )


def _find_a_date(story: Story, arena) -> None:
    proposal = Proposal(title="Tredje møde: Vi vælger", minutes=150, place=PLACE)
    options = [on_weekday(days, 16, 30) for days in (24, 31, 38)]
    poll = dates_sought(story, 5, arena, proposal, options, by="mette")
    yes, maybe, no = DateMark.YES, DateMark.IF_NEEDED, DateMark.NO
    marks(story, 4, poll, "torben", yes, yes, no)
    marks(story, 4, poll, "freja", yes, maybe, yes)
    marks(story, 3, poll, "hamza", no, yes, maybe)

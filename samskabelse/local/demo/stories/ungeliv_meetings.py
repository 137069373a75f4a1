"""The task committee about young people's lives: one meeting behind it, one ahead, one to find."""

from datetime import timedelta

from arenas.enums import ArenaKind, ArenaTemplate, DateMark, DecisionRule, Purpose
from arenas.services.arena import Frame
from arenas.services.dates import Proposal
from arenas.services.planning import Plan
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day
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
PLACE = "Ungdomsskolen, det store køkken, Skolevej 12"


def meet(story: Story) -> None:
    arena = framed(story, 38, FRAME, RULES, by="torben")
    hatted(story, 36, arena, {"facilitator": "ditte", "catalyst": "freja"}, by="torben")
    with on_day(34):
        starts = on_weekday(21, 16, 30)
    first = called(story, 34, arena, _plan("Første møde: Hvad er problemet?", starts), by="mette")
    filled(story, 33, first, FIRST, by="mette")
    comes(story, 30, first, "torben", "freja", "ditte", "lone", "mette")
    comes(story, 29, first, "hamza", answer="no")
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

"""Closed: light on the path to the sports hall, with an owner from here on."""

from typing import Any

from projects.enums import GainKind, Outcome, ProbeEnding, Route, Verdict
from projects.models import Probe
from projects.services.assignments import Task
from projects.services.gains import Said
from projects.services.moving import prepare_closing
from projects.services.raising import Answers
from projects.services.stakeholders import StakeholderRow, change_stakeholder
from projects.services.templates import Reusable, make_template, suggestion
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.defining import agreed_on, seen, stated
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.designing import (
    begins,
    draws,
    everybody_chooses,
    lays_aside,
    learns,
    plans,
    proposes,
    recommends,
    rewrites,
    stops,
)
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.town import Town

ANSWERS = Answers(
    title="Lys på stien mellem byen og hallen",
    problem=(
        "Om vinteren bliver børn kørt 600 meter til træning, fordi stien er mørk. Vi mister de "
        "unge, der ikke kan blive kørt. Kommunen siger, at en sti med lamper koster mere, end der "
        "er på budgettet. Der må være noget imellem."
    ),
    place=spot("Stien fra Åvej til Nordagerhallen", "9990", "56.6433", "10.0633"),
    themes=("trafik", "boern-og-unge"),
    route=Route.CITIZEN,
    stakeholders=[StakeholderRow("Husene ved åen", is_affected=True)],
    arena={"kind": "walk", "place": "Åvej, ved broen", "frame": "Kl. 18, når det er mørkt."},
)
ROADS = Guest(
    "henrik",
    "Stien er jeres, og I ved, hvad der må sættes op.",
    "vej",
    "Tilladelsen, 14 master og en elektriker i to dage.",
    "Nogen, der siger til, når en lampe går ud.",
)
COMPANY = Guest(
    "anders",
    "I graver alligevel i Åvej i foråret.",
    "entrep",
    "En rende fra Åvej uden beregning.",
    "At få datoen tre uger før.",
)

VIEWS = {
    "lone": (
        "Fra oktober bliver de unge kørt til hallen, eller også bliver de hjemme.",
        "Dem, hvis forældre arbejder sent.",
        "Hvor mange lamper der skal til.",
    ),
    "henrik": (
        "En sti med lys koster mere, end vi har. Mest koster det at grave.",
        "Vi får tre klager hver vinter.",
        "Om nogen andre kan grave.",
    ),
    "anders": (
        "Vi graver i Åvej til foråret. Det er spild at grave to gange.",
        "Vores egne folk cykler der.",
        "Hvornår master og kabler kan leveres.",
    ),
}
STATEMENT = (
    "De unge kan ikke selv komme til hallen om vinteren, fordi stien er mørk.\n\n"
    "Lys er dyrt, når hver især graver for sig. Vi ved ikke, hvor få lamper der er nok."
)


LAMPS: dict[str, Any] = {
    "title": "Fjorten lave lamper på stien",
    "idea": (
        "Fjorten master på fire meter med lys, der dæmper sig, når ingen går der. De står, hvor "
        "børnene blev bange, da vi gik turen i mørke, og ikke med lige lang afstand."
    ),
    "takes": "14 master, en rende fra Åvej og en elektriker i fem dage. Cirka 310.000 kr.",
    "who_does_what": "Vejafdelingen sætter masterne. Kommunen betaler for gravearbejdet.",
    "risks": "Lyset kan genere husene ved åen. En lampe kan gå ud, uden at nogen opdager det.",
}


def _design(story: Story) -> Probe:
    """The committee says nej to the price; the parties dig themselves, and get a ja."""
    lamps = proposes(story, 91, "henrik", **LAMPS)
    walk = proposes(
        story,
        90,
        "lone",
        title="Følgeskab i stedet for lamper",
        idea="Trænerne henter børnene ved broen på faste tider, alle med pandelampe og vest.",
        takes="To trænere hver aften og 60 pandelamper.",
        who_does_what="Idrætsforeningen står for det hele.",
        risks="De store børn vil ikke følges. Det holder kun, så længe nogen gider.",
    )
    draws(
        story,
        89,
        "anders",
        "half_budget",
        "Vi stregede halvdelen af lamperne ud. Det tog fem minutter at blive uenige.",
        "Ni lamper blev til fjorten lave i stedet for otte høje. Prisen faldt med en fjerdedel.",
    )
    everybody_chooses(story, 88, lamps, "lone")
    recommends(
        story, 87, "henrik", "Vi anbefaler fjorten lave lamper, og at kommunen betaler det hele."
    )
    story.verdict(
        85, "torben", Verdict.NO, "Nej. 310.000 kr. er der ikke. Kom igen med en anden fordeling."
    )
    rewrites(
        story,
        84,
        lamps,
        "lone",
        "Udvalget sagde nej til prisen. Nu graver vi selv renden på to lørdage.",
        takes="14 master, en elektriker i to dage og 20 forældre med spader. Cirka 110.000 kr.",
        who_does_what=(
            "Entreprenøren lægger renden fra Åvej. Forældrene graver resten på to lørdage. "
            "Vejafdelingen sætter masterne."
        ),
    )
    everybody_chooses(story, 83, lamps, "lone")
    recommends(
        story,
        81,
        "henrik",
        "Vi har ændret forslaget efter jeres nej: Foreningen graver selv, og prisen er en "
        "tredjedel. Vi beder om 110.000 kr. og om tilladelsen.",
    )
    story.verdict(
        80, "torben", Verdict.YES, "Ja. Det koster en tredjedel, fordi foreningen graver selv."
    )
    lays_aside(story, 79, walk, "lone", "Vi gemmer det til den aften, strømmen går.")
    first = plans(
        story,
        79,
        "henrik",
        owner="henrik",
        days=14,
        title="Tre lamper på batteri ved broen",
        tried="Tre lånte lamper står der, hvor det er mørkest, i to uger.",
        size_limit="Tre lamper, 40 meter sti og 4.000 kr.",
        stop_rule="Hvis et hus ved åen klager to gange, eller en lampe vælter.",
        if_fails="Vi tager lamperne ned samme aften og går turen igen.",
    )
    story.agreed(77, "henrik")
    return first


def tell(town: Town) -> Story:
    """All four gates, and what was learnt."""
    story = Story.raised(town, 119, "lone", ANSWERS, organisation="if")
    story.replied(118, "ditte", "Tak. Vejafdelingen kommer med ud at gå en aften i denne uge.")
    describe(
        story, 117, "lone", brings="20 forældre med spader.", needs="Lys inden efterårsferien."
    )
    story.gathered(116, (ROADS, COMPANY), (112, 110), by="lone")
    story.convened(109, "henrik")
    story.recipient_named(108, "henrik", "Teknik- og Miljøudvalget", "torben")
    story.agreed(104, "henrik")
    _asked_the_houses(story)
    seen(story, 102, VIEWS)
    stated(story, 98, "lone", STATEMENT)
    agreed_on(story, 96, "henrik")
    story.agreed(92, "henrik")
    _carry_out(story, _design(story))
    with on_day(30):
        prepare_closing(
            story.project.pk,
            by=town["henrik"],
            outcome=Outcome.ANCHORED,
            owner="Vejafdelingen passer lamperne. Idrætsforeningen melder, når en går ud.",
            lessons=(
                "Gå turen sammen, mens det er mørkt. Efter ti minutter var vi enige om, hvor der "
                "skulle stå lys, og to af de lamper, vi havde tegnet, var ikke nødvendige."
            ),
        )
    _tell_gains(story)
    story.agreed(29, "henrik")
    _let_others_start_from_it(story)
    return story


def _asked_the_houses(story: Story) -> None:
    """They live with the light and are no party: why, and what is done instead."""
    with on_day(103):
        change_stakeholder(
            story.project.stakeholders.get().pk,
            by=story.town["lone"],
            missing_reason="De vil gerne spørges, men ikke sidde med til møder.",
            missing_plan="Lone ringer på hos de otte huse efter turen og læser svarene op.",
        )


def _carry_out(story: Story, first: Probe) -> None:
    """The association asks the department, and the department the association; a try between."""
    begins(story, 75, first, "henrik")
    walk = Task(
        what="Gå stien en aften med et lysmeter",
        why="Så ved vi, hvor der er mørkest, før nogen graver.",
        open_to_taker="Hvem der går med, og hvilken aften.",
    )
    row = story.asks(74, "lone", walk, party="vej")
    story.takes(73, row, "henrik")
    story.finishes(
        66, row, "henrik", "Vi gik den to gange. Der skal stå færre lamper, end vi troede."
    )
    story.thanks(65, row, "lone", "Tak, fordi du kom ud om aftenen. Det flyttede noget.")
    dig = Task(
        what="Grav renden fra broen til hallen",
        why="Kablet skal ned, før frosten kommer.",
        open_to_taker="Hvor mange I er, og om I tager en lørdag eller tre aftener.",
        fixed="60 cm dyb, og ikke nærmere vandværkets rør end en meter.",
    )
    row = story.asks(64, "henrik", dig, party="if")
    story.takes(63, row, "lone")
    stops(
        story,
        61,
        first,
        "lone",
        ProbeEnding.AT_ITS_END,
        "De to uger er gået.",
        "43 børn gik selv. Før var det ni. Ingen klager fra husene ved åen.",
    )
    learns(story, 60, first, "henrik", "To af de tre lamper stod rigtigt. Den tredje blændede.")
    story.finishes(45, row, "lone", "Tyve forældre på én lørdag. Suppen rakte også.")
    story.thanks(44, row, "henrik", "Tak. Jeg har ikke set en pænere rende.")


def _tell_gains(story: Story) -> None:
    """Each sector in its own words; they do not say the same."""
    story.tells_gains(
        30,
        "henrik",
        {
            GainKind.EFFECTIVENESS: Said(
                "14 lamper for en tredjedel af overslaget", "Vi tegnede for meget."
            ),
            GainKind.COHESION: Said("", "Jeg har tre numre, jeg kan ringe til nu."),
            GainKind.INNOVATION: Said(
                "1 ny måde at lægge kabel på", "Vi gør det samme i Sønderby."
            ),
            GainKind.PARTICIPATION: Said(),
        },
    )
    story.tells_gains(
        30,
        "lone",
        {
            GainKind.EFFECTIVENESS: Said("38 børn går selv til træning", "Før var det 9."),
            GainKind.COHESION: Said("", "Forældrene kender hinanden på tværs af hold."),
            GainKind.INNOVATION: Said("", "Vi havde aldrig gravet for kommunen før."),
            GainKind.PARTICIPATION: Said("20 forældre", "De fleste var ikke i bestyrelsen."),
        },
    )


def _let_others_start_from_it(story: Story) -> None:
    begun = suggestion(story.project)
    content = Reusable(
        title="Lys på en sti, som ingen har råd til alene",
        problem=(
            "Børn bliver kørt, fordi stien er mørk. Kommunen siger, at lamper koster mere, end der "
            "er på budgettet. Der må være noget imellem."
        ),
        groups=[
            StakeholderRow("Forældre til dem, der går der", is_affected=True),
            StakeholderRow("Vejmyndigheden", "municipality"),
            StakeholderRow("En entreprenør, der alligevel graver", "company", is_unobvious=True),
        ],
        needs="Tilladelse, master og en elektriker i to dage.",
        offers="Hænder, der kan grave en lørdag.",
        arena_kind=begun.arena_kind or "walk",
        arena_frame="Kl. 18, når det er mørkt.",
        frame="Gå turen sammen, mens det er mørkt, før nogen tegner.",
    )
    with on_day(20):
        make_template(story.project.pk, content, by=story.town["lone"])

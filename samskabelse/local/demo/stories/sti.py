"""Closed: light on the path to the sports hall, with an owner from here on."""

from projects.enums import GainKind, Outcome, Route, Verdict
from projects.services.assignments import Task
from projects.services.gains import Said
from projects.services.moving import prepare_closing
from projects.services.raising import Answers, Place
from projects.services.stakeholders import StakeholderRow
from projects.services.templates import Reusable, make_template, suggestion
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.town import Town

ANSWERS = Answers(
    title="Lys på stien mellem byen og hallen",
    problem=(
        "Om vinteren bliver børn kørt 600 meter til træning, fordi stien er mørk. Vi mister de "
        "unge, der ikke kan blive kørt. Kommunen siger, at en sti med lamper koster mere, end der "
        "er på budgettet. Der må være noget imellem."
    ),
    place=Place("Stien fra Åvej til Nordagerhallen", "9990"),
    route=Route.CITIZEN,
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
    story.agreed(92, "henrik")
    story.verdict(
        80, "torben", Verdict.YES, "Ja. Det koster en tredjedel, fordi foreningen graver selv."
    )
    story.agreed(76, "henrik")
    _share_the_work(story)
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


def _share_the_work(story: Story) -> None:
    """The association asks the department, and the department the association."""
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

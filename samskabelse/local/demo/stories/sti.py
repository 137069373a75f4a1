"""Closed: light on the path to the sports hall, with an owner from here on."""

from projects.enums import Outcome, Route, Verdict
from projects.services.moving import prepare_closing
from projects.services.raising import Answers, Place
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
    return story

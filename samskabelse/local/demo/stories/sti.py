"""Closed: light on the path to the sports hall, with an owner from here on."""

from projects.enums import Outcome, Route, Verdict
from projects.services.moving import prepare_closing
from projects.services.raising import Answers
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.defining import agreed_on, seen, stated
from samskabelse.local.demo.describing import describe
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
    seen(story, 102, VIEWS)
    stated(story, 98, "lone", STATEMENT)
    agreed_on(story, 96, "henrik")
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
    story.agreed(29, "henrik")
    return story

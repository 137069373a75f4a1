"""Design: an empty school yard. The answer to the parties is overdue, and everybody can see it."""

from projects.enums import Motive, Route
from projects.services.raising import Answers
from projects.services.stakeholders import StakeholderRow
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.defining import agreed_on, seen, stated
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.designing import (
    asks_choice,
    draws,
    everybody_chooses,
    objects,
    plans,
    proposes,
    recommends,
    replies,
    rewrites,
)
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.town import Town

CHILDREN = "Børn, der bor tæt på skolen"

ANSWERS = Answers(
    title="Skolegården er låst, når børnene har fri",
    problem=(
        "Kl. 14 lukker porten til den eneste store plads i kvarteret, og børnene står på "
        "parkeringspladsen i stedet. Skolen er bange for hærværk, naboerne for larm, og "
        "foreningerne mangler plads. Ingen af dem har ret alene."
    ),
    place=spot("Nordager Skole, Skolegade", "9990", "56.6412", "10.0518"),
    themes=("boern-og-unge", "byrum-og-bolig"),
    route=Route.CITIZEN,
    stakeholders=[
        StakeholderRow(CHILDREN, is_affected=True, motive=Motive.INFLUENCE),
    ],
    arena={
        "kind": "walk",
        "place": "Porten ved Skolegade",
        "frame": "Kl. 14.15, når porten lukker.",
    },
)

GUESTS = (
    Guest(
        "rikke",
        "Skolen hører til hos jer, og I har nøglen.",
        "boern",
        "Nøglen og pedellens vagtplan.",
        "Vished om, hvem der rydder op.",
    ),
    Guest(
        "lone",
        "I har børn på venteliste, fordi der mangler plads.",
        "if",
        "Trænere to eftermiddage om ugen.",
        "Et sted at låse bolde inde.",
    ),
    Guest(
        "freja",
        "I gik selv forbi den låste port sidste år.",
        "elev",
        "Store elever, der vil være legeværter.",
        "En voksen, man kan ringe til.",
        CHILDREN,
    ),
)

VIEWS = {
    "karen": (
        "Gården står tom hver eftermiddag, mens børnene spiller på fortovet.",
        "Naboerne, og de mindste, der ikke må gå over vejen.",
        "Hvem der har nøglen efter kl. 16.",
    ),
    "rikke": (
        "Vi låser, fordi der to gange har været glasskår om morgenen.",
        "Pedellen, der rydder op alene.",
        "Om det er vores egne elever.",
    ),
    "lone": (
        "Vi har venteliste, og kunstgræsset ved skolen bliver ikke brugt.",
        "Børn, der ikke kan køres til hallen.",
        "Hvor mange der ville komme.",
    ),
    "freja": (
        "Porten siger, at vi ikke er velkomne på vores egen skole.",
        "Dem uden have.",
        "Hvad de voksne er bange for.",
    ),
}
STATEMENT = (
    "Skolegården er byens største legeplads, og den er låst, når børnene har fri.\n\n"
    "Den er låst, fordi én mand står alene med at rydde op. Vi mangler en måde at være fælles om "
    "gården på, også når skolen er lukket."
)


def _design(story: Story) -> None:
    """Three ideas and a wild one; what was chosen waits for the committee's answer."""
    gate = proposes(
        story,
        43,
        "karen",
        title="Porten står åben til kl. 18",
        idea="Skolens port låses først op og så i, når legeværterne går hjem kl. 18.",
        takes="To legeværter om dagen, en nøgle og en vagttelefon.",
        who_does_what="Elevrådet er legeværter. Børnehuset har nøglen. Naboerne tager telefonen.",
        risks="Hærværk, når ingen kigger. Larm ved Karens hus.",
    )
    proposes(
        story,
        42,
        "lone",
        title="Foreningerne tager gården to dage om ugen",
        idea="Idrætsforeningen låner gården tirsdag og torsdag og lukker selv efter sig.",
        takes="En trailer med bolde og en låneaftale.",
        who_does_what="Trænerne åbner og lukker.",
        risks="De børn, der ikke er medlemmer, føler sig ikke velkomne.",
    )
    proposes(
        story,
        41,
        "freja",
        wild=True,
        title="Riv porten ned",
        idea="Hvad nu hvis der slet ikke var en port, men en bænk, hvor porten var?",
    )
    draws(
        story,
        40,
        "ditte",
        "opposite",
        "Vi fandt fem måder at få mere hærværk på. Den ene var at låse porten.",
        "Nu taler vi om, hvem der er der, i stedet for hvem der skal holdes ude.",
    )
    asks_choice(story, 38, gate, "karen")
    objects(
        story,
        37,
        "rikke",
        "Pedellen skal rydde op efter gæsterne uden at få tid til det.",
        "Pedellen og hans mandag morgen",
    )
    replies(story, 37, "karen", "Det er rigtigt. Naboerne tager en runde med sækken kl. 18.")
    rewrites(
        story,
        36,
        gate,
        "karen",
        "Rikkes indvending: Nu rydder naboerne op hver dag kl. 18.",
        who_does_what=(
            "Elevrådet er legeværter. Børnehuset har nøglen. Naboerne tager telefonen og en runde "
            "med sækken, før porten lukkes."
        ),
    )
    everybody_chooses(story, 35, gate, "karen")
    plans(
        story,
        33,
        "karen",
        owner="rikke",
        days=28,
        title="Fire tirsdage med åben port",
        tried="Porten står åben til kl. 18 fire tirsdage i træk.",
        size_limit="Fire tirsdage, to legeværter og højst 40 børn ad gangen.",
        stop_rule="Hvis en rude går, eller hvis telefonen ikke bliver taget to gange.",
        if_fails="Porten låses kl. 14 igen dagen efter, og vi mødes ved den.",
    )
    recommends(
        story,
        29,
        "ditte",
        "Vi anbefaler, at porten står åben til kl. 18, først fire tirsdage og så hver dag. Vi "
        "beder udvalget give pedellen lov til at lade naboerne have en nøgle.",
        weeks=2,
    )
    proposes(
        story,
        2,
        "karen",
        wild=True,
        title="Skolen flytter ud i gården om eftermiddagen",
        idea="SFO'en holder til udenfor hele året, så der altid er voksne, der kender børnene.",
    )


def tell(town: Town) -> Story:
    """The committee should have answered two weeks ago. Bodil can write the answer."""
    story = Story.raised(town, 98, "karen", ANSWERS)
    story.replied(96, "ditte", "Tak for idéen. Vi spørger skolen, om de vil være med.")
    describe(
        story,
        95,
        "karen",
        brings="Jeg bor overfor og kan samle naboerne.",
        needs="Ro efter kl. 20.",
    )
    story.gathered(94, GUESTS, (90, 88, 86), by="karen")
    story.convened(84, "ditte")
    story.recipient_named(70, "ditte", "Børne- og Kulturudvalget", "bodil", weeks=8)
    story.agreed(66, "ditte")
    seen(story, 62, VIEWS)
    stated(story, 56, "freja", STATEMENT)
    agreed_on(story, 54, "ditte")
    story.agreed(45, "ditte")
    _design(story)
    return story

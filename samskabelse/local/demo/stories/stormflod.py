"""Implement: the rescue service, the dyke association and the neighbours about the next flood."""

from participants.enums import OrganisationKind
from projects.enums import Motive, Route, Verdict
from projects.services.raising import Answers
from projects.services.stakeholders import StakeholderRow
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.defining import agreed_on, seen, stated
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.town import Town

NEIGHBOURS = "Husstandene bag diget"

ANSWERS = Answers(
    title="Når vandet kommer til Skelnæs Strand",
    problem=(
        "Ved den sidste stormflod stod vi klar med pumper de forkerte steder, mens beboerne vidste "
        "præcis, hvor vandet kom ind. De havde hænderne og telefonnumrene. Vi havde udstyret. "
        "Viden og hænder nåede ikke frem i tide.\n\n"
        "Beredskabet kan ikke klare det alene kl. fire om natten, og beboerne kan ikke klare det "
        "uden os. Vi skal have én drejebog, som begge parter tror på, og som er øvet i mørke."
    ),
    route=Route.OFFICIAL,
    place=spot("Skelnæs Strand", "9991", "56.6604", "10.1105"),
    themes=("natur-og-klima",),
    stakeholders=[
        StakeholderRow(
            NEIGHBOURS,
            OrganisationKind.ASSOCIATION,
            is_affected=True,
            motive=Motive.DUTY,
            motivation="De vil kunne sove, når der er varslet højvande.",
        ),
        StakeholderRow(
            "Entreprenører med store maskiner", OrganisationKind.COMPANY, motive=Motive.REPUTATION
        ),
    ],
    arena={
        "kind": "working_group",
        "place": "Klubhuset ved havnen",
        "first_date": None,
        "frame": "Kl. 19 med kaffe. Den fjerde gang mødes vi om natten, ude på diget.",
    },
)

GUESTS = (
    Guest(
        "kurt",
        "I har passet diget i tredive år og ved, hvor det er svagt.",
        "dige",
        "80 frivillige med telefonnumre og et kort over de svage steder.",
        "Én fast kontakt hos beredskabet, også om natten.",
    ),
    Guest(
        "birthe",
        "I kender hvert hus bag diget, og hvem der ikke selv kan komme ud.",
        "grundejer",
        "En kontaktperson på hver vej og to varmestuer.",
        "At få besked 24 timer før.",
        NEIGHBOURS,
    ),
    Guest(
        "anders",
        "Jeres pumper og traktorer står tættest på stranden.",
        "entrep",
        "To pumper, en traktor og en chauffør på vagt.",
        "En aftale, så vi ved, hvem der betaler for brændstoffet.",
        "Entreprenører med store maskiner",
    ),
    Guest(
        "henrik",
        "Vejene ud til stranden skal være fri, når der er varslet.",
        "vej",
        "Afspærringer og besked om spærrede veje.",
        "At vide, hvilke veje der bruges først.",
    ),
)

WHY_EACH_HOUSE = "Dit hus ligger bag diget, og øvelsen i november handler om netop din vej."
VIEWS = {
    "ulla": (
        "Vi har udstyret og vagten, men ser ikke, hvor vandet kommer ind.",
        "Vores folk, der kører forgæves.",
        "Hvilke brønde der slår op først.",
    ),
    "kurt": (
        "Vi ved præcis, hvor diget er svagt, men ingen ringer.",
        "Dem, der står på diget kl. fire.",
        "Hvem der må bestemme, når det går stærkt.",
    ),
    "birthe": (
        "Vi får besked, når vandet allerede står i haven.",
        "De ældre, der bor alene.",
        "Hvor man skal gå hen om natten.",
    ),
    "anders": (
        "Vores pumper står stille tre kilometer væk.",
        "Chaufføren, der gerne ville hjælpe.",
        "Hvem der betaler brændstoffet.",
    ),
    "henrik": (
        "Vejen bliver spærret, før pumperne er nået frem.",
        "Alle, der skal ud eller ind.",
        "Hvilken vej der er vigtigst.",
    ),
}
STATEMENT = (
    "Viden og hænder når ikke de rigtige steder i tide, når vandet kommer.\n\n"
    "Beboerne ved hvor. Beredskabet har udstyret. Ingen ved, hvem der ringer til hvem kl. fire om "
    "natten, når nettet er nede."
)


def tell(town: Town) -> Story:
    """Three gates passed with everybody's consent; the plan is being tried."""
    story = Story.raised(town, 110, "ulla", ANSWERS, organisation="beredskab")
    story.replied(109, "ditte", "Godt initiativ. Vi hjælper gerne med at finde et sted at mødes.")
    story.convened(107, "peter", asked_by="ulla")
    story.gathered(105, GUESTS, (102, 100, 97, 95), by="ulla")
    describe(
        story,
        94,
        "ulla",
        brings="Pumper, vandfyldte spærringer og en vagt døgnet rundt.",
        needs="Folk, der kender hver brønd.",
    )
    story.recipient_named(92, "peter", "Kommunalbestyrelsen", "torben", weeks=10)
    story.agreed(88, "peter")
    seen(story, 84, VIEWS)
    stated(story, 78, "kurt", STATEMENT)
    agreed_on(story, 74, "peter")
    story.agreed(66, "peter")
    story.verdict(
        40,
        "torben",
        Verdict.YES,
        "Vi siger ja til drejebogen og til en øvelse i år. Indsatslederen har stadig det sidste "
        "ord, mens det står på. Udgiften til brændstof afholdes af beredskabets ramme.",
    )
    story.agreed(34, "peter")
    houses = {"who": "Strandvejen", "domain": "strandvejen.example", "why": WHY_EACH_HOUSE}
    asked = story.invited_many(8, 58, by="peter", **houses)
    story.took_back(8, asked, by="peter")  # the old list, with two houses that are gone
    story.invited_many(7, 56, by="peter", **houses)
    return story

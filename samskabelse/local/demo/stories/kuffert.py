"""Seeking: a suitcase of books between nursery and home. The decision recipient is missing."""

from participants.enums import OrganisationKind
from projects.enums import Answer, Motive, RolePromise, Route
from projects.services.invitations import cancel_invitation
from projects.services.raising import Answers
from projects.services.stakeholders import StakeholderRow
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.town import Town

PARENTS = "Forældre, der taler et andet sprog end dansk hjemme"

ANSWERS = Answers(
    title="En kuffert med historier mellem børnehaven og hjemmet",
    problem=(
        "I Solsikken taler børnene 14 sprog hjemme. Vi læser dansk med dem om dagen, og forældrene "
        "har dem om aftenen. Vi har givet familierne vores bøger, og de kommer ulæste tilbage. Det "
        "er ikke, fordi forældrene ikke vil. Det er vores bøger, ikke deres.\n\n"
        "Jeg vil gerne prøve en kuffert, som forældrene selv pakker sammen med os: bøger, sange og "
        "lyd på flere sprog. Men jeg kan ikke gøre det uden dem, der skal åbne den."
    ),
    route=Route.STAFF,
    place=spot("Børnehuset Solsikken, Havrevænget", "9990", "56.6471", "10.0577"),
    themes=("boern-og-unge", "kultur-og-fritid"),
    stakeholders=[
        StakeholderRow(
            PARENTS,
            is_affected=True,
            motive=Motive.COMMUNITY,
            motivation="Vi spørger, hvilken bog deres barn elsker, før vi foreslår en.",
        ),
        StakeholderRow(
            "Trykkeri eller grafiker",
            OrganisationKind.COMPANY,
            is_unobvious=True,
            motive=Motive.REPUTATION,
            motivation="Deres navn kommer til at stå i hver kuffert.",
        ),
    ],
    arena={
        "kind": "dialogue",
        "place": "Solsikkens fællesrum",
        "first_date": None,
        "frame": "Kl. 15.30, når man alligevel henter. Spisning, tolk og børnepasning.",
    },
)

LIBRARY = Guest(
    "soeren",
    "I har bøger på de sprog, vi mangler, og I vil gerne møde flere familier.",
    "bibliotek",
    "60 bøger på otte sprog.",
    "En forældreaften på biblioteket.",
)
MOTHER = Guest(
    "amina",
    "Du har læst højt på somali i Solsikken, og børnene spørger stadig efter det.",
    brings="Jeg læser højt på somali og kan spørge de andre forældre.",
    needs="Nogen, der passer den lille imens.",
    stakeholder=PARENTS,
)
HOUSING = Guest(
    "grethe",
    "Mange af familierne bor hos jer, og beboerhuset ligger lige ved siden af.",
    "bolig",
)
PRINTER = Guest(
    "ole",
    "Kufferten skal kunne tåle at blive åbnet af en treårig, og I kan trykke på næsten alt.",
    "tryk",
    stakeholder="Trykkeri eller grafiker",
    promise=RolePromise.CONTRIBUTE,
)
INTERPRETERS = Guest(
    "layla",
    "I kan oversætte, så vi forstår hinanden det første kvarter.",
    "tolk",
    promise=RolePromise.CONTRIBUTE,
)
NEIGHBOUR = Guest(
    "viggo", "Du spiller harmonika, og sange skal også i kufferten.", promise=RolePromise.CONTRIBUTE
)


def tell(town: Town) -> Story:
    """Invitations in every state; the printer's is old enough for its reminder."""
    story = Story.raised(town, 21, "rikke", ANSWERS, organisation="boern")
    story.replied(20, "ditte", "Det vil vi gerne følge. Mette fra Børn og Unge melder sig.")
    describe(
        story,
        20,
        "rikke",
        brings="Pædagoger, der kender hvert barn, og 24 tomme kufferter.",
        needs="Forældre, der vil vælge bøgerne.",
    )
    story.gathered(18, (LIBRARY, MOTHER), (14, 12), by="rikke")
    story.invited(11, HOUSING, by="rikke")
    story.invited(10, INTERPRETERS, by="rikke")
    story.invited(9, PRINTER, by="rikke")
    story.answers(9, HOUSING, Answer.MAYBE, "Jeg spørger bestyrelsen på mandag.")
    regretted = story.invited(8, NEIGHBOUR, by="rikke")
    with on_day(7):
        cancel_invitation(regretted.pk, by=town["rikke"])
    busy = "Vi har ingen ledige i foråret. Spørg os igen til august."
    story.answers(7, INTERPRETERS, Answer.NO, busy)
    story.convened(6, "mette")
    return story

"""Define: politicians and young people about parties without pressure. Consent is being asked."""

from datetime import timedelta

from django.utils import timezone

from participants.enums import OrganisationKind
from projects.enums import Motive, Position, Route
from projects.models import Assignment
from projects.services.assignments import Task
from projects.services.raising import Answers
from projects.services.stakeholders import StakeholderRow, change_stakeholder
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.defining import agreed_on, framed, needs_from, seen, stated, written
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.stories.ungeliv_meetings import meet
from samskabelse.local.demo.town import Town

PUPILS = "Elever i udskolingen"
OUTSIDE = "Unge, der hverken går i klub eller til sport"

ANSWERS = Answers(
    title="Fester, hvor man kan være med uden at drikke",
    problem=(
        "I 8. og 9. klasse begynder festerne at handle om alkohol. De unge siger selv, at det er "
        "svært at være med, hvis man ikke drikker, og at alternativet er at blive hjemme.\n\n"
        "Vi politikere kan ikke beslutte os ud af det. Forældrene, foreningerne, butikkerne og de "
        "unge har hver deres stykke af løsningen. Jeg vil gerne have alle fire omkring bordet, før "
        "nogen taler om regler og kampagner."
    ),
    route=Route.POLITICIAN,
    place=spot("Nordager by", "9990", "56.6398", "10.0441"),
    themes=("boern-og-unge", "sundhed"),
    stakeholders=[
        StakeholderRow(
            PUPILS,
            OrganisationKind.CITIZEN_GROUP,
            is_affected=True,
            motive=Motive.INFLUENCE,
            motivation="De leder det første møde, og de voksne må kun stille spørgsmål.",
        ),
        StakeholderRow(
            "Butikker, der sælger alkohol",
            OrganisationKind.COMPANY,
            motive=Motive.REPUTATION,
            motivation="De slipper for at stå alene med at sige nej, hvis alle gør det samme.",
        ),
        StakeholderRow(OUTSIDE, is_affected=True, is_unobvious=True, motive=Motive.COMMUNITY),
    ],
    arena={
        "kind": "task_committee",
        "place": "Ungdomsskolen, det store køkken",
        "first_date": None,
        "frame": "Kl. 16.30 med aftensmad, og bussen hjem venter kl. 19.",
    },
)

GUESTS = (
    Guest(
        "freja",
        "Elevrådet har talt om festerne hele året. I ved, hvad der faktisk sker.",
        "elev",
        "Otte unge, der vil være værter på skift.",
        "At de voksne lytter hele vejen igennem.",
        PUPILS,
    ),
    Guest(
        "aya",
        "Du går i 9.b og holder selv fester, hvor alle kan være med.",
        brings="Jeg kender dem, der bliver hjemme.",
        needs="At nogen af dem, der bestemmer, kommer og ser det.",
    ),
    Guest(
        "ditte",
        "Du har nøglerne til hallen og kender foreningerne.",
        "fritid",
        "Hallen fredag kl. 19 til 23.",
        "To faste voksne hver gang.",
    ),
    Guest(
        "lone",
        "Jeres trænere er de voksne, de unge selv ringer til.",
        "if",
        "Fire trænere, der vil stå i hallen på skift.",
        "Hjælp til at gøre nye unge til medlemmer bagefter.",
    ),
    Guest(
        "hamza",
        "De unge handler hos dig, og du har sagt højt, at det er svært at sige nej alene.",
        "kiosk",
        "Et fælles skilt om alder, som alle butikker kan bruge.",
        "At de andre butikker på torvet gør det samme.",
        "Butikker, der sælger alkohol",
    ),
)

VIEWS = {
    "torben": (
        "Vi har lavet kampagner i ti år, og det drikker de lige meget af.",
        "Forældrene, der ringer til os.",
        "Hvad de unge selv ville gøre.",
    ),
    "freja": (
        "Det er ikke alkoholen. Det er, at man står alene, hvis man siger nej.",
        "Dem, der bliver hjemme.",
        "Hvor mange der egentlig hellere ville være fri.",
    ),
    "aya": (
        "Dem, der ikke drikker, er der mange af. De tror bare, at de er alene.",
        "Dem i min klasse, der siger, at de skal passe småsøskende.",
        "Om de ville komme, hvis der var noget andet.",
    ),
    "ditte": (
        "Hallen står tom fredag aften, fordi ingen voksne vil låse op.",
        "De yngste i udskolingen.",
        "Om de vil komme i en hal.",
    ),
    "lone": (
        "De unge holder op til sport samme år, som festerne begynder.",
        "Vores trænere.",
        "Om det ene følger af det andet.",
    ),
    "hamza": (
        "Jeg siger nej ved disken, og så køber de længere nede ad gaden.",
        "Min søn på 16, der står i butikken.",
        "Om de andre butikker vil være med.",
    ),
}
FRAME = {
    "known": "Festerne begynder i 8. klasse, og de fleste holdes privat.",
    "unknown": "Hvor mange der bliver hjemme, og hvorfor.",
    "ours": "Hvad vi prøver, hvor og hvornår, inden for puljen.",
    "fixed": "Loven om salg til unge. Puljen er på 300.000 kr.",
}
FIRST = "Unge i Nordager drikker for meget til fester."
STATEMENT = (
    "I 8. og 9. klasse er det svært at være med, hvis man ikke drikker.\n\n"
    "Den, der siger nej, står alene: ved festen, ved disken og derhjemme. Alternativet er at blive "
    "hjemme. Vi ved ikke, hvor mange der hellere ville noget andet."
)


def _define(story: Story) -> None:
    """From “drinks too much” to “cannot take part”: the pupils' objection changed it."""
    seen(story, 36, VIEWS)
    framed(story, 35, "mette", FRAME)
    needs_from(story, 33, "freja", "room", "Hallen fredag kl. 19 til 23", "ditte", met=True)
    needs_from(story, 33, "ditte", "time", "To voksne hver fredag", "lone", met=True)
    needs_from(story, 32, "hamza", "network", "De andre butikker på torvet", "torben")
    stated(story, 30, "torben", FIRST)
    written(
        story,
        29,
        "freja",
        "concern",
        "Det er sådan, de voksne siger det. Vi drikker ikke for meget. Vi kan ikke være fri.",
        ("torben", "Du har ret. Skriv det, som I ser det."),
    )
    stated(story, 27, "freja", STATEMENT)
    agreed_on(story, 25, "mette")
    written(story, 20, "hamza", "question", "Skal butikkerne stå der med navn?")
    stated(story, 16, "lone", STATEMENT.replace("derhjemme. Alt", "derhjemme.\nAlt"), "wording")


def tell(town: Town) -> Story:
    """Idrætsforeningen is the last that has not answered: when Lone consents, the opgave moves."""
    story = Story.raised(town, 62, "torben", ANSWERS)
    story.replied(
        61, "ditte", "Tak. Mette Lindgaard ringer til dig i denne uge, så vi får de unge med først."
    )
    story.convened(60, "mette", asked_by="torben")
    story.gathered(58, GUESTS, (54, 53, 52, 50, 47), by="torben")
    describe(
        story,
        46,
        "torben",
        brings="Adgang til udvalget og en pulje på 300.000 kr. til at prøve noget af.",
        needs="Løsninger, som de unge selv vil bruge.",
    )
    _excuse_absent(story)
    story.recipient_named(44, "mette", "Børne- og Kulturudvalget", "bodil", weeks=12)
    story.agreed(40, "mette")
    upward = _ask_upward(story)
    _define(story)
    _ask_each_other(story, upward)
    meet(story)
    asked = story.asked(2, "mette")
    story.says(asked, 2, Position.CONSENT, "torben")
    story.says(asked, 1, Position.CONSENT, "freja", "Vi kan se vores egne ord i problemet.")
    story.says(asked, 1, Position.CONSENT, "aya")
    story.says(asked, 1, Position.CONSENT, "ditte")
    aside = "Det er en god retning, men juletravlheden gør, at jeg først kan være med i januar."
    story.says(asked, 1, Position.STAND_ASIDE, "hamza", aside)
    return story


def _ask_upward(story: Story) -> Assignment:
    """A pupil asks a politician. The answer is his, and so is how."""
    listen = Task(
        what="Kom til to fredage og lyt",
        why="I bestemmer om hallen, men ingen af jer har været der en fredag kl. 21.",
        open_to_taker="Hvilke to fredage, og hvem du tager med.",
        fixed="Ingen taler. Du må kun stille spørgsmål.",
    )
    row = story.asks(39, "aya", listen, person="karsten")
    story.takes(38, row, "karsten", condition="Hvis jeg må komme kl. 20. Jeg har møde til 19.")
    story.agrees(37, row, "aya")
    return row


def _ask_each_other(story: Story, upward: Assignment) -> None:
    """One is in hand, one is done and thanked for, and one waits for whoever will."""
    hosts = Task(
        what="Find otte voksne, der vil stå i døren på skift",
        why="Uden voksne i døren må vi ikke bruge hallen efter kl. 21.",
        open_to_taker="Hvem I spørger, og hvordan I deler vagterne.",
        due=timezone.localdate() + timedelta(days=12),
    )
    row = story.asks(14, "ditte", hosts, party="if")
    story.takes(13, row, "lone")
    story.finishes(
        9, upward, "karsten", "Jeg hørte tre ting, der ikke står i noget notat. Dem tager jeg med."
    )
    story.thanks(8, upward, "aya", "Tak, fordi du lyttede og blev til kl. 23.")
    poster = Task(
        what="Lav en plakat, som unge selv ville hænge op",
        why="De voksnes plakater bliver revet ned.",
        open_to_taker="Alt andet end dato og sted.",
    )
    story.asks(6, "aya", poster)


def _excuse_absent(story: Story) -> None:
    row = story.project.stakeholders.get(label=OUTSIDE)
    with on_day(45):
        change_stakeholder(
            row.pk,
            by=story.town["mette"],
            missing_reason="Vi har endnu ikke fundet nogen, der vil tale på deres vegne.",
            missing_plan="Gadeteamet spørger ti unge, og svarene læses op på næste møde.",
        )

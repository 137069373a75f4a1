"""Implement: the rescue service, the dyke association and the neighbours about the next flood."""

from datetime import timedelta

from django.utils import timezone

from participants.enums import OrganisationKind
from projects.enums import Motive, ProbeEnding, Route, Verdict
from projects.models import Probe
from projects.services.assignments import Task
from projects.services.following import follow_project
from projects.services.raising import Answers
from projects.services.stakeholders import StakeholderRow
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.defining import agreed_on, seen, stated
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.designing import (
    asks_choice,
    begins,
    draws,
    everybody_chooses,
    learns,
    objects,
    plans,
    proposes,
    recommends,
    rewrites,
    says_as_minority,
    stands_as_author,
    stops,
)
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


def _choose(story: Story) -> None:
    """Birthe's objection changes the plan; Anders stands aside and says why."""
    book = proposes(
        story,
        62,
        "ulla",
        title="Én drejebog, som begge parter tror på",
        idea=(
            "Beredskabet leder, og diget er delt i seks stykker med hver sin digevagt. "
            "Digevagterne ved, hvor vandet kommer ind, og ringer direkte til vagtcentralen."
        ),
        takes="Seks digevagter med radio, et kort over hver brønd og to øvelser om året.",
        who_does_what="Beredskabet leder. Digelauget stiller vagterne. Vejafdelingen spærrer.",
        risks="Hvis to tror, at de leder. Hvis radioerne ikke virker i stormvejr.",
    )
    stands_as_author(story, 61, book, "kurt", by="ulla")
    proposes(
        story,
        60,
        "anders",
        title="Pumper, der altid står der",
        idea="Fire faste pumper ved de svage steder, som starter selv, når vandet stiger.",
        takes="2,4 mio. kr. og et årligt eftersyn.",
        who_does_what="Kommunen ejer dem. Entreprenøren passer dem.",
        risks="Strømmen går først. Og så står folk og venter på en maskine.",
    )
    proposes(
        story,
        59,
        "kurt",
        wild=True,
        title="Luk vandet ind med vilje",
        idea="Giv havet engen bag diget, når det stormer, så det aldrig når husene.",
        takes="En aftale med tre landmænd og en port i diget.",
        risks="Engen er saltet i tre år. Ingen ved, hvad fuglene gør.",
    )
    draws(
        story,
        57,
        "peter",
        "swap_roles",
        "Indsatslederen var beboer i ti minutter, og Birthe ledte indsatsen.",
        "Det gik op for os, at ingen i drejebogen går fra dør til dør.",
    )
    asks_choice(story, 52, book, "ulla")
    objects(
        story,
        51,
        "birthe",
        "Drejebogen henter dem, der selv ringer. De, der ikke kan ringe, bliver liggende.",
        "Elleve beboere bag diget, som ikke selv kan komme ud",
    )
    rewrites(
        story,
        50,
        book,
        "kurt",
        "Birthes indvending: Nu går to naboer fra dør til dør, før vandet kommer.",
        who_does_what=(
            "Beredskabet leder. Digelauget stiller vagterne. Vejafdelingen spærrer. "
            "Grundejerforeningen går fra dør til dør på tolv adresser, når der er varslet."
        ),
    )
    everybody_chooses(
        story,
        49,
        book,
        "ulla",
        aside="anders",
        reason="Faste pumper var sikrere. Vi stopper det ikke og stiller med traktoren.",
    )
    says_as_minority(
        story,
        47,
        "anders",
        "Vi tror stadig, at faste pumper er billigere over tyve år. Vi beder kommunen om at regne "
        "på det, før næste budget.",
    )
    recommends(
        story,
        46,
        "peter",
        "Vi anbefaler én drejebog med seks digevagter og naboer, der går fra dør til dør. Vi beder "
        "kommunalbestyrelsen sige ja til to øvelser om året og betale for brændstoffet.",
    )


def _plan_the_night(story: Story) -> Probe:
    return plans(
        story,
        38,
        "ulla",
        owner="ulla",
        days=10,
        title="Én nat på diget med to hold",
        tried="To af de seks stykker af diget øves i mørke, kl. 22 til 02, uden vand.",
        size_limit="Højst 20 frivillige, to stykker dige og en nat.",
        stop_rule="Når det blæser over 15 m/s, eller hvis radioen er tavs i fem minutter.",
        if_fails="Alle går til klubhuset, og vagtlederen ringer navnelisten igennem.",
    )


def _try(story: Story, night: Probe) -> None:
    """The first night is stopped by its stop rule. The evening before, Kurt asked for a number."""
    begins(story, 32, night, "ulla")
    contact = Task(
        what="Ring til os to gange om året, også når vejret er godt",
        why="En fast kontakt, der kun findes på papiret, svarer ikke kl. fire om natten.",
        open_to_taker="Hvem det er, og hvornår det passer.",
    )
    row = story.asks(32, "kurt", contact, party="beredskab")
    story.takes(31, row, "ulla")
    stops(
        story,
        31,
        night,
        "kurt",
        ProbeEnding.STOP_RULE,
        "Radioen på det nordlige stykke var tavs i syv minutter.",
        "Holdet stod i læ bag diget, og der kan radioen ikke høres. Alle var i klubhuset efter "
        "elleve minutter.",
    )
    learns(
        story,
        30,
        night,
        "ulla",
        "Hvert hold skal have en melder, der står oven på diget. Stopreglen virkede: Ingen "
        "diskuterede, da Kurt sagde stop.",
    )


def _try_again(story: Story) -> None:
    """What the first night taught is in the plan for the next."""
    again = plans(
        story,
        12,
        "ulla",
        owner="kurt",
        days=21,
        title="Samme nat med en melder oven på diget",
        tried="Tre stykker dige øves, og hvert hold har en melder med radio.",
        size_limit="Højst 30 frivillige, tre stykker dige og to nætter.",
        stop_rule="Når det blæser over 15 m/s, eller hvis to meldere er tavse samtidig.",
        if_fails="Alle går til klubhuset, og vi øver kun radio næste gang.",
    )
    begins(story, 9, again, "kurt")


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
    _choose(story)
    story.verdict(
        40,
        "torben",
        Verdict.YES,
        "Vi siger ja til drejebogen og til en øvelse i år. Indsatslederen har stadig det sidste "
        "ord, mens det står på. Udgiften til brændstof afholdes af beredskabets ramme.",
    )
    night = _plan_the_night(story)
    story.agreed(34, "peter")
    _try(story, night)
    _share_the_work(story)
    _try_again(story)
    houses = {"who": "Strandvejen", "domain": "strandvejen.example", "why": WHY_EACH_HOUSE}
    asked = story.invited_many(6, 58, by="peter", **houses)
    story.took_back(6, asked, by="peter")  # the old list, with two houses that are gone
    story.invited_many(5, 56, by="peter", **houses)
    _offer(story)
    return story


def _share_the_work(story: Story) -> None:
    """Each asks another: downward, across and upward. One is late."""
    lists = Task(
        what="Skriv op, hvem der ikke selv kan komme ud",
        why="Så kører den første bil til dem.",
        open_to_taker="Hvordan I spørger. Ingen skal stå på listen uden at ville.",
        fixed="Listen ligger hos jer og ikke på nettet.",
        due=timezone.localdate() - timedelta(days=2),
    )
    row = story.asks(30, "peter", lists, party="grundejer")  # the day was still to come
    story.takes(29, row, "birthe")
    fuel = Task(
        what="Lav en aftale om brændstof på én side",
        why="Ellers står traktoren stille, når den skal køre.",
        open_to_taker="Hvordan den ser ud, bare alle kan forstå den.",
    )
    row = story.asks(26, "anders", fuel, party="beredskab")
    story.takes(25, row, "ulla", condition="Hvis vejafdelingen læser den igennem først.")
    story.agrees(24, row, "anders")
    with on_day(20):
        follow_project(story.project, by=story.town["amina"], follow=True)
    story.finishes(14, row, "ulla", "Den fylder en halv side. Vejafdelingen rettede ét ord.")
    story.thanks(13, row, "anders", "Tak. Nu ved min chauffør, hvem der betaler.")


def _offer(story: Story) -> None:
    """For whoever will."""
    night = Task(
        what="Kom til natøvelsen, og se, om skiltene kan læses i mørke",
        why="De, der har sat skiltene op, kan læse dem med lukkede øjne. Det kan andre ikke.",
        open_to_taker="Om du går, cykler eller kører, og hvem du tager med.",
        due=timezone.localdate() + timedelta(days=9),
    )
    story.asks(5, "birthe", night)

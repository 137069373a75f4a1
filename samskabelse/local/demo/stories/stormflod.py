"""Implement: the rescue service, the dyke association and the neighbours about the next flood."""

from datetime import timedelta

from django.utils import timezone

from participants.enums import OrganisationKind
from projects.enums import Motive, Route, Verdict
from projects.services.assignments import Task
from projects.services.following import follow_project
from projects.services.raising import Answers, Place
from projects.services.stakeholders import StakeholderRow
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.describing import describe
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
    place=Place("Skelnæs Strand", "9991"),
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
    story.agreed(66, "peter")
    story.verdict(
        40,
        "torben",
        Verdict.YES,
        "Vi siger ja til drejebogen og til en øvelse i år. Indsatslederen har stadig det sidste "
        "ord, mens det står på. Udgiften til brændstof afholdes af beredskabets ramme.",
    )
    story.agreed(34, "peter")
    _share_the_work(story)
    return story


def _share_the_work(story: Story) -> None:
    """Each asks another: downward, across and upward. One is offered, one is late."""
    contact = Task(
        what="Ring til os to gange om året, også når vejret er godt",
        why="En fast kontakt, der kun findes på papiret, svarer ikke kl. fire om natten.",
        open_to_taker="Hvem det er, og hvornår det passer.",
    )
    row = story.asks(32, "kurt", contact, party="beredskab")
    story.takes(31, row, "ulla")
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
    story.finishes(12, row, "ulla", "Den fylder en halv side. Vejafdelingen rettede ét ord.")
    story.thanks(11, row, "anders", "Tak. Nu ved min chauffør, hvem der betaler.")
    night = Task(
        what="Kom til natøvelsen, og se, om skiltene kan læses i mørke",
        why="De, der har sat skiltene op, kan læse dem med lukkede øjne. Det kan andre ikke.",
        open_to_taker="Om du går, cykler eller kører, og hvem du tager med.",
        due=timezone.localdate() + timedelta(days=9),
    )
    story.asks(5, "birthe", night)
    with on_day(20):
        follow_project(story.project, by=story.town["amina"], follow=True)

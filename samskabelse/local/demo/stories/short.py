"""Seeking: short opgaver that make the lists look alive, one of them with much to answer."""

from projects.enums import Route
from projects.queries import Filters
from projects.services.moderation import report_project
from projects.services.parties import ask_to_join
from projects.services.raising import Answers, Place, raise_project_for
from projects.services.searches import save_search
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.town import Town


def crossing(town: Town) -> Story:
    """Amina has asked the road department and her neighbour; somebody wants to join unasked."""
    answers = Answers(
        title="Et sikkert kryds ved Elmevej",
        problem=(
            "Mine børn tør ikke gå over Elmevej, når de skal i skole, og mange forældre kører dem "
            "derfor. Det giver endnu flere biler. Måske kan det løses uden et lyskryds, hvis vi, "
            "der bor her, skolen og vejafdelingen kigger på det sammen en morgen."
        ),
        place=spot("Elmevej og Skolegade", "9990", "56.6420", "10.0489"),
        themes=("trafik", "boern-og-unge"),
        arena={"kind": "walk", "place": "Hjørnet af Elmevej", "frame": "Kl. 7.40 på en skoledag."},
    )
    with on_day(9):
        save_search(Filters(text="skole"), by=town["viggo"])  # the mail of last Monday waits
    story = Story.raised(town, 4, "amina", answers)
    story.replied(3, "ditte", "Tak, Amina. Jeg har talt med Henrik i Vejafdelingen. Inviter ham.")
    roads = "I ved, hvad der kan bygges, og har tal for trafikken. Vi ved, hvordan det føles."
    story.invited(2, Guest("henrik", roads, "vej"), by="amina")
    neighbour = "Du står ved krydset hver morgen og har set det hele ske."
    story.invited(1, Guest("joergen", neighbour), by="amina")
    with on_day(1, hour=20):
        ask_to_join(
            story.project.pk,
            by=town["freja"],
            organisation=town.organisations["elev"],
            note="Vi vil gerne stå skolepatrulje om morgenen. Vi mangler veste.",
        )
    return story


def bus_stop(town: Town) -> Story:
    """Nobody has answered Viggo, and the deadline for that has passed."""
    answers = Answers(
        title="Busstoppet i Sønderby har ingen læ",
        problem=(
            "Vi er otte ældre, der tager bussen til byen. Når det blæser, bliver halvdelen hjemme. "
            "Vi vil gerne bygge et læskur selv, men må vi det, og hvem ejer pladsen?"
        ),
        place=spot("Sønderby", "9992", "56.6015", "10.0402"),
        themes=("trafik", "aeldre", "landsbyer"),
    )
    return Story.raised(town, 8, "viggo", answers)


def workshop(town: Town) -> Story:
    answers = Answers(
        title="Et fælles værksted i den gamle brugs",
        problem=(
            "Brugsen har stået tom i to år. Her bor både folk, der kan reparere alt, og folk, der "
            "smider ud, fordi de ikke kan. Vi mangler et sted, hvor de mødes."
        ),
        place=spot("Sønderby, Hovedgaden", "9992", "56.6021", "10.0436"),
        themes=("faellesskab", "landsbyer"),
        arena={"kind": "dialogue", "place": "Foran den gamle brugs", "frame": "Lørdag med kaffe."},
    )
    story = Story.raised(town, 16, "layla", answers)
    story.replied(15, "ditte", "God idé. Jeg finder ud af, hvem der ejer bygningen.")
    return story


def dinner(town: Town) -> Story:
    """A caller: the member of staff wrote it down, and it stays the caller's."""
    answers = Answers(
        title="Der er for mange, der spiser alene i Vestergade",
        problem=(
            "Karen ringer og fortæller, at hun kender ni naboer, som spiser alene hver aften. Hun "
            "kan lave mad til tyve, men har ikke et køkken, der er stort nok."
        ),
        place=spot("Vestergade", "9990", "56.6389", "10.0366"),
        themes=("aeldre", "faellesskab"),
    )
    who = town["karen"]
    with on_day(11):
        project = raise_project_for(answers, by=town["ditte"], name=who.name, email=who.email)
    story = Story(town, project)
    story.replied(10, "ditte", "Beboerhuset har et køkken. Jeg har spurgt Boligforeningen.")
    return story


def shade(town: Town) -> Story:
    answers = Answers(
        title="Mere skygge på legepladsen i Rosenhaven",
        problem=(
            "Om sommeren er rutsjebanen for varm at røre ved. Forældrene vil gerne plante, men "
            "nogen skal vande de første år, og kommunen skal sige, hvor rødderne må være."
        ),
        place=spot("Rosenhaven", "9990", "56.6452", "10.0402"),
        themes=("boern-og-unge", "natur-og-klima"),
    )
    story = Story.raised(town, 26, "hamza", answers)
    story.replied(25, "ditte", "Gartnerne vil gerne være med, hvis nogen kan vande.")
    return story


def bicycles(town: Town) -> Story:
    """Somebody has reported it to the moderators."""
    answers = Answers(
        title="Cyklerne flyder på stationen",
        problem=(
            "Man kan ikke komme forbi med barnevogn. Halvdelen af cyklerne har stået der i et år. "
            "Pendlerne, banen og kommunen peger på hinanden."
        ),
        place=spot("Nordager Station", "9990", "56.6361", "10.0462"),
        themes=("trafik",),
    )
    story = Story.raised(town, 33, "joergen", answers)
    story.replied(32, "ditte", "Vi kontakter stationen og vender tilbage her på siden.")
    with on_day(1, hour=21):
        reason = "I den sidste sætning får pendlerne skylden. Kan det skrives pænere?"
        report_project(story.project.pk, by=town["birthe"], reason=reason)
    return story


def path(town: Town) -> Story:
    answers = Answers(
        title="Hvem passer stien langs åen?",
        problem=(
            "Stien gror til, og broen mangler to brædder. Vi er en løbeklub på 30, der gerne giver "
            "en dag om måneden, hvis vi må låne redskaber og ved, hvad vi må røre ved."
        ),
        place=spot("Nordager Å", "9990", "56.6338", "10.0581"),
        themes=("natur-og-klima",),
        route=Route.CITIZEN,
        arena={"kind": "walk", "place": "P-pladsen ved åen", "frame": "Søndag kl. 10. Støvler."},
    )
    story = Story.raised(town, 13, "maja", answers)
    story.replied(12, "ditte", "Vejafdelingen har redskaberne. Henrik kender åen.")
    return story


def dogs(town: Town) -> Story:
    """The first opgave of somebody nobody knows: it waits for a moderator."""
    answers = Answers(
        title="Et sted, hvor hunde må løbe frit",
        problem=(
            "Vi er nye i byen og har to hunde. Der er ingen indhegnet plads, så alle går på "
            "stranden, og det er de andre badegæster trætte af. Kan vi finde et hjørne sammen?"
        ),
        place=Place("Nordager", "9990"),
        themes=("byrum-og-bolig",),
    )
    return Story.raised(town, 0, "nikolaj", answers)

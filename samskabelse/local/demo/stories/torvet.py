"""Define: what looks like co-creation and is asked whether it is.

A department comes with a finished plan and a fixed agenda; nobody has asked the stallholders.
"""

from arenas.enums import DecisionRule, Purpose
from arenas.services.agenda import add_material
from arenas.services.arena import Frame
from arenas.services.planning import Plan
from projects.enums import Route
from projects.services.challenges import challenge_label
from projects.services.examining import examine_project
from projects.services.findings import reply_finding, weigh_finding
from projects.services.honesty import answer_honestly
from projects.services.pulse import answer_pulse
from projects.services.raising import Answers
from samskabelse.local.demo.acts import Guest, Story
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.describing import describe
from samskabelse.local.demo.ground import spot
from samskabelse.local.demo.meetings import Point, called, filled, framed, hatted, on_weekday
from samskabelse.local.demo.town import Town

ANSWERS = Answers(
    title="Et nyt torv",
    problem=(
        "Torvet er slidt, og bilerne fylder. Vejafdelingen har et skitseprojekt klar med nye "
        "belægninger, 14 bænke og parkering bag brugsen. Vi vil gerne høre, hvad I synes."
    ),
    route=Route.STAFF,
    place=spot("Torvet, Nordager", "9990", "56.6392", "10.0431"),
    themes=("byrum-og-bolig", "trafik"),
)
KIOSK = Guest("hamza", "Jeres kiosk ligger midt på torvet.", "kiosk", "Kaffe til møderne.")
CLUB = Guest("lone", "I holder sommerfest på torvet.", "if", "Mange hænder en lørdag.")
OWNERS = Guest("birthe", "Mange af jer handler her hver lørdag.", "grundejer", "Vi kender vanerne.")
BUILDER = Guest("anders", "I lægger sten i hele byen.", "entrep", "En dag med gravko.")

FRAME = Frame(
    title="Torvemøder",
    purpose=Purpose.DEFINE,
    question="Hvad synes I om planen?",
    can_decide="Farven på bænkene.",
    cannot_decide="Planen, prisen og tiden.",
    decision_rule=DecisionRule.NONE,
    mandate="Vejafdelingen har penge til torvet i år.",
    composition="Alle, der har lyst.",
    frame="Kl. 17 med en sandwich.",
    place="Rådhuset, mødesal 2",
)
AGENDA = (
    Point("Velkommen", "inform", "talk", 10),
    Point("Vejafdelingen viser planen", "inform", "show", 40),
    Point("Spørgsmål fra salen", "inform", "talk", 20),
    Point("Tak for i aften", "close", "talk", 5),
)


def tell(town: Town) -> Story:
    """Henrik has answered one question, Lone disagrees, and Hamza's own is overdue."""
    story = Story.raised(town, 40, "henrik", ANSWERS, organisation="vej")
    _arranged(story)
    story.replied(38, "ditte", "Tak. Husk at spørge dem, der handler på torvet om lørdagen.")
    describe(story, 38, "henrik", brings="Penge og tegninger.", needs="At nogen siger god for det.")
    story.gathered(34, (KIOSK, CLUB, OWNERS, BUILDER), (31, 30, 29, 28), by="henrik")
    story.recipient_named(27, "henrik", "Teknik- og Miljøudvalget", "karsten", weeks=10)
    story.agreed(26, "henrik")
    _asked_about(story)
    return story


def _arranged(story: Story) -> None:
    """Before anybody has been invited: the meeting, its agenda and the drawings."""
    project, henrik = story.project, story.town["henrik"]
    with on_day(40, hour=10):
        answer_honestly(
            project.pk,
            by=henrik,
            chosen_before="no",
            fixed_alone="no",
            to_save="no",
            words="Alt er åbent.",
        )
    story.convened(40, "henrik")
    arena = framed(story, 39, FRAME, "Vi taler én ad gangen.", by="henrik")
    hatted(story, 39, arena, {"facilitator": "ditte"}, by="henrik")
    with on_day(37):
        starts = on_weekday(16, 17)
        ends = on_weekday(16, 18, 30)
    plan = Plan(
        title="Torvemøde", starts_at=starts, ends_at=ends, place="Rådhuset, mødesal 2", capacity=60
    )
    meeting = called(story, 37, arena, plan, by="henrik")
    filled(story, 36, meeting, AGENDA, by="henrik")
    with on_day(36, hour=16):
        add_material(
            meeting.pk,
            title="Skitseprojekt for Torvet",
            text="Tegninger, belægningsplan og tidsplan. Arbejdet begynder til april.",
            url="",
            by=henrik,
        )


def _asked_about(story: Story) -> None:
    project, town = story.project, story.town
    felt = (
        ("henrik", "yes"),
        ("hamza", "no"),
        ("lone", "no"),
        ("birthe", "no"),
        ("anders", "partly"),
    )
    pulse = project.pulses.get()
    for number, (who, changed) in enumerate(felt):
        with on_day(24, hour=18, minute=number):
            said = {"could_change": changed, "was_decided": "yes", "was_answered": changed}
            answer_pulse(pulse.pk, said, by=town[who])
    with on_day(20, hour=8):
        kiosk = project.party_of(town["hamza"])
        challenge_label(
            kiosk.pk,
            by=town["hamza"],
            text="Vi blev vist en tegning og takket af. Hvad kan vi ændre, og hvem spørger "
            "torvehandlerne?",
        )
    with on_day(14, hour=9):
        examine_project(project.pk)
    with on_day(12, hour=9):
        reply_finding(
            project.pk,
            "solution_first",
            by=town["henrik"],
            text="Skitseprojektet er kun et oplæg. Det er lavet for at have noget at tale ud fra.",
        )
    with on_day(11, hour=20):
        weigh_finding(
            project.pk,
            "solution_first",
            project.party_of(town["lone"]).pk,
            "dispute",
            by=town["lone"],
            text="I tidsplanen begynder arbejdet til april. Så er det ikke et oplæg.",
        )

"""The movement's year in Nordager: one event behind, one that is full, one still to fill."""

from datetime import timedelta

from django.utils import timezone

from arenas.enums import ComesFrom
from arenas.models import Event, SignUp
from arenas.services.attendance import mark_attendance, ticked_off
from arenas.services.events import EventPlan, draft_event, publish_event
from arenas.services.next_steps import say_next_step
from arenas.services.sign_ups import attend, enter_on_paper
from projects.models import Draft, Project
from samskabelse.local.demo.clock import on_day
from samskabelse.local.demo.meetings import on_weekday
from samskabelse.local.demo.town import Town

PLACE = "Kulturhuset, Torvet 1, Nordager"
PROGRAMME = (
    "16.30 Mad, og hvem er her?\n17.00 Tre fortæller, hvad de ikke kan løse alene\n"
    "17.30 Borde: Hvad er problemet, og hvem mangler?\n18.45 Hvad vil I gøre nu?"
)
WHERE_FROM = [
    (ComesFrom.MUNICIPALITY, ("ditte", "mette", "henrik", "rikke", "soeren")),
    (ComesFrom.ASSOCIATION, ("lone", "kurt", "birthe", "grethe", "layla")),
    (ComesFrom.COMPANY, ("hamza", "anders", "ole")),
    (ComesFrom.PERSON, ("amina", "joergen", "karen", "viggo", "maja", "aya")),
]
SECTOR_OF = {name: sector for sector, names in WHERE_FROM for name in names}


def plan(title: str, days: int, capacity: int, purpose: str) -> EventPlan:
    starts = on_weekday(days, 16, 30)
    return EventPlan(
        title=title,
        purpose=purpose,
        programme=PROGRAMME,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=150),
        place=PLACE,
        bring="En ting, du ikke kan løse alene.",
        steps="Rampe ved hoveddøren. Elevator til salen.",
        hearing_loop="Ja, i salen.",
        transport="Bus 12 og 14 standser på Torvet.",
        child_care="To fra ungdomsskolen leger med de små.",
        capacity=capacity,
    )


def held(town: Town, day: int, told: EventPlan, *, by: str) -> Event:
    with on_day(day, hour=9):
        return publish_event(draft_event(told, by=town[by]).pk, by=town[by])


def come(town: Town, day: int, event: Event, names: list[str]) -> list[SignUp]:
    rows = []
    for number, name in enumerate(names):
        with on_day(day, hour=18, minute=number):
            rows.append(attend(event.pk, "yes", by=town[name], sector=SECTOR_OF[name]))
    return rows


def tell_events(town: Town) -> None:
    """Three in the year, as a movement needs (R3)."""
    everybody = list(SECTOR_OF)
    _behind(town, everybody)
    full = held(
        town,
        20,
        plan("Hvem kender naboen? En aften om ensomhed", 12, 12,
             "Vi finder ud af, hvor folk er alene, og hvem der kan gøre noget ved det sammen."),
        by="ditte",
    )  # fmt: skip
    come(town, 18, full, everybody[:10])
    with on_day(17, hour=11):
        enter_on_paper(
            full.pk, by=town["ditte"], name="Rigmor Holm", reach="Ring på 00 00 00 31",
            sector=ComesFrom.PERSON,
        )  # fmt: skip
    come(town, 16, full, everybody[10:16])
    coming = held(
        town,
        6,
        plan("Samskabelsesdag: Byen efter klokken fem", 95, 150,
             "Hallerne, værkstederne og biblioteket står tomme om aftenen. Hvem vil bruge dem, "
             "og til hvad?"),
        by="soeren",
    )  # fmt: skip
    come(town, 4, coming, everybody[:7])


def _behind(town: Town, everybody: list[str]) -> None:
    """Held seven weeks ago: who was there, what they would do, and what has become of it."""
    with on_day(90):
        told = plan("Samskabelsesdag: Hvad kan vi ikke løse alene?", 38, 150,
                    "Kommunen, foreninger, butikker og naboer finder de opgaver, ingen kan løse "
                    "alene, og går hjem med en, de vil begynde på.")  # fmt: skip
    event = held(town, 90, told, by="mette")
    rows = come(town, 70, event, everybody)
    days_ago = (timezone.localdate() - timezone.localdate(event.starts_at)).days
    with on_day(days_ago, hour=18, minute=50):
        first = say_next_step(
            rows[everybody.index("karen")].pk,
            "Jeg laver mad til dem i Vestergade, der spiser alene. Jeg mangler et køkken.",
            by=town["karen"],
            with_whom="Boligforeningen Havrevænget",
        )
        say_next_step(rows[7].pk, "Jeg spørger digelaget, om vi kan låne deres pumpe en lørdag.",
                      by=town[everybody[7]])  # fmt: skip
        say_next_step(rows[14].pk, "Jeg går forbi biblioteket og hører, hvad de mangler.",
                      by=town[everybody[14]])  # fmt: skip
    _became(first, "spise")
    with on_day(days_ago - 1, hour=9):
        came = {row.pk for row in rows[:-2]}
        mark_attendance(event.pk, ticked_off(event, came), by=town["mette"])


def _became(step, story: str) -> None:
    """The draft that this step began is the opgave of a story."""
    project = Project.objects.filter(
        imported_row__source="demo", imported_row__external_id=story
    ).first()
    if project is not None and not Draft.objects.filter(project=project).exists():
        step.draft = Draft.objects.create(key=f"demo-{story}", user=project.initiator,
                                          project=project)  # fmt: skip
        step.save(update_fields=["draft"])

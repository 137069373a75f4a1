"""What parties do in the phase *designe*, each act on its day."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from projects.enums import ConsentAbout, Position, RoundState
from projects.models import ConsentRound, Objection, Probe, Solution
from projects.services import (
    authors,
    choosing,
    consent,
    disturbing,
    probing,
    recommending,
    solutions,
)
from samskabelse.local.demo.acts import Story
from samskabelse.local.demo.clock import on_day


def proposes(story: Story, day: int, who: str, *, wild: bool = False, **texts: Any) -> Solution:
    with on_day(day, hour=20):
        return solutions.propose_solution(story.project.pk, by=story.town[who], wild=wild, **texts)


def stands_as_author(story: Story, day: int, solution: Solution, who: str, *, by: str) -> None:
    """Asked by one author, and yes the day after."""
    with on_day(day, hour=10):
        row = authors.ask_author(solution.pk, story.town[who], by=story.town[by])
    with on_day(day - 1, hour=10):
        authors.answer_authorship(row.pk, by=story.town[who], accept=True)


def rewrites(
    story: Story, day: int, solution: Solution, who: str, change: str, **texts: Any
) -> None:
    """A new version; it answers the objection that stands, if there is one."""
    latest = solution.versions.latest("number")
    asked = ConsentRound.objects.filter(solution_version__solution=solution)
    standing = asked.filter(objections__changed=None).values_list("objections", flat=True).first()
    with on_day(day, hour=18):
        solutions.change_solution(
            solution.pk,
            by=story.town[who],
            base=latest.number,
            change=change,
            objection=standing,
            **(latest.texts | texts),
        )


def lays_aside(story: Story, day: int, solution: Solution, who: str, reason: str) -> None:
    with on_day(day, hour=19):
        solutions.rest_solution(solution.pk, by=story.town[who], reason=reason)


def draws(story: Story, day: int, who: str, card: str, happened: str, changed: str) -> None:
    with on_day(day, hour=17):
        disturbing.use_card(
            story.project.pk,
            card,
            by=story.town[who],
            used_on=timezone.localdate(),
            happened=happened,
            changed=changed,
        )


def asks_choice(story: Story, day: int, solution: Solution, who: str) -> ConsentRound:
    with on_day(day, hour=12):
        return choosing.ask_choice(solution.pk, by=story.town[who])


def objects(story: Story, day: int, who: str, harm: str, harmed: str) -> None:
    """One party objects in the round about a solution that is open."""
    answer = _own_answer(story, who)
    with on_day(day, hour=13):
        consent.give_consent(
            answer, Position.OBJECTION, by=story.town[who], reason=harm, harmed=harmed
        )


def replies(story: Story, day: int, who: str, reply: str) -> None:
    """The last objection gets an answer in writing."""
    rounds = story.project.rounds.filter(about=ConsentAbout.SOLUTION)
    last = Objection.objects.filter(round__in=rounds).latest("id")
    with on_day(day, hour=14):
        choosing.reply_to_objection(last.pk, by=story.town[who], reply=reply)


def _own_answer(story: Story, who: str) -> int:
    standing = story.project.rounds.get(about=ConsentAbout.SOLUTION, state=RoundState.OPEN)
    mine = story.project.parties.committing(story.town[who]).first()
    return standing.answers.get(party=mine).pk


def everybody_chooses(
    story: Story, day: int, solution: Solution, who: str, *, aside: str = "", reason: str = ""
) -> None:
    """Asked, and the day after all consent, but for the one who stands aside."""
    asked = asks_choice(story, day, solution, who)
    rows = asked.answers.select_related("party__organisation", "party__user")
    for number, answer in enumerate(rows):
        person = answer.party.committers()[0]
        stands = bool(aside) and person == story.town[aside]
        with on_day(day - 1, hour=15, minute=number):
            consent.give_consent(
                answer.pk,
                Position.STAND_ASIDE if stands else Position.CONSENT,
                by=person,
                reason=reason if stands else "",
            )


def says_as_minority(story: Story, day: int, who: str, text: str) -> None:
    rounds = story.project.rounds.filter(about=ConsentAbout.SOLUTION, state=RoundState.PASSED)
    mine = story.project.parties.committing(story.town[who]).first()
    answer = rounds.latest("id").answers.get(party=mine)
    with on_day(day, hour=16):
        choosing.attach_minority(answer.pk, by=story.town[who], text=text)


def recommends(story: Story, day: int, who: str, text: str, *, weeks: int = 4) -> None:
    with on_day(day, hour=11):
        recommending.send_recommendation(
            story.project.pk,
            by=story.town[who],
            text=text,
            due=timezone.localdate() + timedelta(weeks=weeks),
        )


def plans(story: Story, day: int, who: str, *, owner: str, days: int, **plan: Any) -> Probe:
    """Planned to begin three days later; the owner says yes the day after."""
    person = story.town[owner]
    party = story.project.parties.committing(person)[0]
    with on_day(day, hour=9):
        probe = probing.plan_probe(
            story.project.pk,
            by=story.town[who],
            owner=party,
            starts_on=timezone.localdate() + timedelta(days=3),
            ends_on=timezone.localdate() + timedelta(days=3 + days),
            **plan,
        )
    with on_day(day - 1, hour=9):
        return probing.answer_ownership(probe.pk, by=person, accept=True)


def begins(story: Story, day: int, probe: Probe, who: str) -> None:
    with on_day(day, hour=8):
        probing.start_probe(probe.pk, by=story.town[who])


def stops(
    story: Story, day: int, probe: Probe, who: str, ending: str, reason: str, seen: str
) -> None:
    with on_day(day, hour=21):
        probing.stop_probe(probe.pk, by=story.town[who], ending=ending, reason=reason, seen=seen)


def learns(story: Story, day: int, probe: Probe, who: str, learnt: str) -> None:
    with on_day(day, hour=10):
        seen = Probe.objects.values_list("seen", flat=True).get(pk=probe.pk)
        probing.write_lessons(probe.pk, by=story.town[who], seen=seen, learnt=learnt)

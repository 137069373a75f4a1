"""The answers in a round, a few of them where hundreds were asked."""

from collections.abc import Iterable

from projects.models import ConsentAnswer, ConsentRound

AT_ONCE = 12


def with_first_answers(rounds: Iterable[ConsentRound]) -> list[ConsentRound]:
    """The rounds, each with the answers worth reading first; one query for all of them."""
    found = list(rounds)
    answers = ConsentAnswer.objects.filter(round__in=found).with_names()
    said: dict[int, list[ConsentAnswer]] = {}
    for row in answers.first_of_each_round(AT_ONCE + 1):
        said.setdefault(row.round_id, []).append(row)
    for asked in found:
        answers_here = said.get(asked.pk, [])
        asked.shown_answers = answers_here[:AT_ONCE]
        asked.has_more_answers = len(answers_here) > AT_ONCE
    return found

"""Two hundred parties on one opgave: its pages ask no more questions and grow no longer.

Not timed, because a machine has other things to do; `python -m benchmarks.one_opgave` measures.
"""

import pytest
from django.urls import reverse

from benchmarks.crowded import Amounts, Made, made
from benchmarks.one_opgave import PAGES
from projects.enums import Phase
from tests.performance.test_queries import questions, signed_in

pytestmark = pytest.mark.django_db

FEW = Amounts(parties=15, assignments=60, comments=60, versions=25, solutions=25, entries=120)
MANY = Amounts(parties=60, assignments=200, comments=400, versions=60, solutions=60, entries=600)
MOST = 90_000  # bytes
MOST_QUESTIONS = 10
SLACK = 2  # one more where a list has another page, one where a name is read


@pytest.mark.parametrize("phase", [Phase.DEFINE, Phase.DESIGN, Phase.IMPLEMENT])
def test_many_cost_what_few_cost(phase: str) -> None:
    few, many = made("lille", phase, FEW), made("stor", phase, MANY)
    told = []
    for page in sorted(PAGES):
        for person in ("visitor", "party"):
            one, other = (cost(row, page, person) for row in (few, many))
            if one is None or other is None:
                continue
            asks_more = other[0] > one[0] + SLACK or other[0] > MOST_QUESTIONS
            if asks_more or other[1] > MOST:
                told.append((page, person, one, other))
    assert not told


def cost(row: Made, page: str, person: str) -> tuple[int, int] | None:
    """Questions and bytes; None where this person may not come."""
    client = signed_in(row.person if person == "party" else None)
    client.cookies["django_language"] = "da"
    url = reverse(f"projects:{page}", args=[row.slug])
    answer = client.get(url)
    if answer.status_code != 200:
        return None
    return questions(client, url), len(answer.content)

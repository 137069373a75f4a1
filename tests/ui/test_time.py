from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import engines
from django.utils import translation

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def danish(source: str, **context) -> str:
    with translation.override("da"), time_machine.travel(NOW, tick=False):
        return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "i dag"),
        (date(2026, 11, 24), "i morgen"),
        (date(2026, 11, 22), "i går"),
        (date(2026, 11, 26), "om 3 dage"),
        (date(2026, 11, 20), "for 3 dage siden"),
        (date(2026, 12, 13), "om 20 dage"),
        (date(2026, 12, 14), "om 3 uger"),
        (date(2027, 2, 23), "om 3 måneder"),
        (date(2026, 5, 23), "for 6 måneder siden"),
        (date(2019, 5, 28), "for 7 år siden"),
    ],
)
def test_a_date_is_also_said_as_a_distance(day, words):
    assert f"({words})</span>" in danish("{% when day %}", day=day)


def test_a_date_in_full():
    assert danish("{% when day %}", day=date(2026, 11, 26)) == (
        '<time datetime="2026-11-26">26. november 2026</time> <span class="when">(om 3 dage)</span>'
    )


def test_a_moment_is_shown_in_danish_time():
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in Denmark
    assert danish("{% when day %}", day=moment) == (
        '<time datetime="2026-11-24T00:30+01:00">24. november 2026 kl. 00.30</time> '
        '<span class="when">(i morgen)</span>'
    )


def test_a_deadline_that_has_passed_says_so():
    html = danish("{% when day overdue=True %}", day=date(2026, 11, 21))
    assert '<span class="when when-overdue">(2 dage over fristen)</span>' in html


def test_a_deadline_today_is_not_overdue():
    assert "(i dag)" in danish("{% when day overdue=True %}", day=date(2026, 11, 23))


def test_nothing_has_no_date():
    assert danish("{% when day %}", day=None) == ""

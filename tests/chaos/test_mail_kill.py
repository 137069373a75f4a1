"""No mail is lost and none is doubled when workers are killed at the worst moments."""

import pytest
from django.db import connection

from samskabelse.mail import kinds
from tests.chaos.mail_kill import run
from tests.chaos.mail_worker import register_kind

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def chaos_kind(settings):
    settings.MAIL_QUIET_HOURS = ""
    register_kind()
    yield
    del kinds.KINDS["chaos"]


def database_url() -> str:
    found = connection.settings_dict
    login = f"{found['USER']}:{found['PASSWORD']}"
    return f"postgres://{login}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


def test_with_a_journal_fifty_kills_lose_and_double_nothing(capsys):
    result = run(database_url=database_url(), mails=2000, kills=50, journal=True)
    with capsys.disabled():
        print(f"\njournal: {result}")  # noqa: T201
    assert result.has_power
    assert (result.lost, result.doubled, result.unknown) == (0, 0, 0)


def test_without_a_journal_nothing_is_lost_and_no_mail_comes_three_times(capsys):
    result = run(database_url=database_url(), mails=500, kills=15, journal=False)
    with capsys.disabled():
        print(f"\nno journal: {result}")  # noqa: T201
    assert result.has_power
    assert result.lost <= result.unknown
    assert result.doubled <= result.hits
    assert result.most_copies <= 2

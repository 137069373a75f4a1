"""Deployment mistakes are found before the first citizen finds them."""

import pytest

from samskabelse import checks


def ids(found: list) -> list[str]:
    return [message.id for message in found]


def test_mails_that_stay_in_the_browser_are_an_error_outside_the_demo(settings):
    settings.MAIL_TRANSPORT, settings.DEMO_MODE = "browser", False
    assert ids(checks.mails_reach_people()) == ["samskabelse.E002"]
    settings.DEMO_MODE = True
    assert ids(checks.mails_reach_people()) == []


def test_a_transport_nobody_knows_is_an_error(settings):
    settings.MAIL_TRANSPORT = "pigeon"
    assert ids(checks.mails_reach_people()) == ["samskabelse.E001"]


def test_a_demo_that_sends_mail_is_an_error(settings):
    settings.MAIL_TRANSPORT, settings.DEMO_MODE = "smtp", True
    assert ids(checks.demo_is_no_real_site()) == ["samskabelse.E003"]


def test_debug_at_a_public_address_is_an_error(settings):
    settings.DEBUG, settings.HTTPS = True, True
    assert ids(checks.debug_stays_at_home()) == ["samskabelse.E004"]


@pytest.mark.parametrize(
    ("https", "base_url", "hosts", "expected"),
    [
        (True, "https://by.dk", ["by.dk"], []),
        (True, "https://by.dk", ["*"], ["samskabelse.E006"]),
        (False, "http://by.dk:80", ["by.dk"], ["samskabelse.E005"]),
    ],
)
def test_the_address_is_https_and_allowed(settings, https, base_url, hosts, expected):
    settings.HTTPS, settings.BASE_URL, settings.ALLOWED_HOSTS = https, base_url, hosts
    assert ids(checks.address_is_public()) == expected


def test_a_server_is_given_its_secret_database_and_redis(settings, monkeypatch):
    for name in ("SECRET_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.REDIS_URL = ""
    found = checks.secret_is_given() + checks.servers_are_given() + checks.redis_is_given()
    assert ids(found) == ["samskabelse.E007", "samskabelse.E008", "samskabelse.W001"]


def test_the_municipality_is_named(settings):
    settings.ACCESSIBILITY_STATEMENT_URL, settings.DEMO_MODE = "", False
    settings.CONTACT_EMAIL = "hej@nordager.example"
    assert ids(checks.municipality_is_named()) == ["samskabelse.W002", "samskabelse.W003"]

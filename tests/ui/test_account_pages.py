"""The account pages of allauth come out in the design system and keep to the CSP."""

import re

import pytest
from django.urls import reverse

from tests.factories.people import VerifiedStaffFactory

# allauth counts on undefined variables being empty
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

FOR_EVERYONE = ["account_request_login_code", "account_reset_password"]
SIGNED_IN = [
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "usersessions_list",
]
SCRIPT = re.compile(r"<script\b([^>]*)>")


def assert_ours(page: str) -> None:
    assert "/static/build/site.css" in page
    assert '<main id="main-content"' in page
    assert " style=" not in page
    for attributes in SCRIPT.findall(page):
        assert "nonce=" in attributes or 'type="application/json"' in attributes, attributes
    for kind in re.findall(r'<input [^>]*type="(?:text|email|password|tel)"[^>]*>', page):
        assert "form-input" in kind, kind
    for button in re.findall(r"<button[^>]*>", page):
        assert re.search('class="(button|language|site-link)', button), button


@pytest.mark.parametrize("name", FOR_EVERYONE)
def test_pages_before_signing_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert_ours(response.content.decode())


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_an_account(client, name):
    client.force_login(VerifiedStaffFactory())
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert_ours(response.content.decode())

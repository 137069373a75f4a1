"""Signing in as a person does: the form, the mail, the code."""

import re

from django.test import Client
from django.urls import reverse

from samskabelse.mail.models import OutgoingMail

FORM = reverse("account_request_login_code")
CODE = reverse("account_confirm_login_code")


def newest_code(email: str) -> str:
    """The code in the newest mail that waits for this address."""
    mail = OutgoingMail.objects.filter(to_address=email).latest("id")
    found = re.search(r"^\d{4}-\d{4}$", mail.secret()["text"], re.MULTILINE)
    assert found, "the mail holds no code"
    return found[0]


def sign_in(client: Client, email: str, *, next: str = ""):  # noqa: A002
    """The whole way in. Returns the answer to the right code."""
    query = f"?next={next}" if next else ""
    client.post(FORM + query, {"email": email, "next": next})
    return client.post(CODE + query, {"code": newest_code(email.lower()), "next": next})

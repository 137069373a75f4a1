"""What a person can add to the code, under a GET that cannot write."""

import re
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
)
from django.test import Client
from django.urls import reverse

from participants.models import User
from samskabelse.mail.models import OutgoingMail
from tests.factories.people import UserFactory
from tests.participants.signing_in import CODE, newest_code, sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "skovens-lange-sti-42"
PASSWORD_DOOR = reverse("account_password_sign_in")
SESSIONS = reverse("usersessions_list")


@pytest.fixture
def lone(client: Client) -> User:
    person = UserFactory(name="Lone Skov", email="lone@skov.example")
    sign_in(client, person.email)
    return person


def totp_code(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_password_can_be_chosen_and_used(client, lone):
    typed = {"password1": PASSWORD, "password2": PASSWORD}
    done = client.post(reverse("account_set_password"), typed)
    assert (done.status_code, done["Location"]) == (302, reverse("participants:security"))
    elsewhere = Client()
    login = {"login": lone.email, "password": PASSWORD}
    assert elsewhere.post(PASSWORD_DOOR, login)["Location"] == "/min/"
    assert elsewhere.session["_auth_user_id"] == str(lone.pk)
    assert client.get(reverse("account_change_password")).status_code == 200
    notice = OutgoingMail.objects.latest("id").secret()
    assert notice["subject"] == "Du har valgt en adgangskode"
    assert "Var det ikke dig?" in notice["text"]


def test_wrong_password_is_said_without_telling_who_is_known(client):
    UserFactory(email="lone@skov.example")
    said = {}
    for email in ("lone@skov.example", "ukendt@skov.example"):
        page = client.post(PASSWORD_DOOR, {"login": email, "password": "forkert-forkert"})
        said[email] = page.context["form"].errors.get_json_data()
        assert page.status_code == 200
    sentence = "Mailadressen og adgangskoden passer ikke sammen."
    assert [error["__all__"][0]["message"] for error in said.values()] == [sentence, sentence]


def test_forgotten_password_is_replaced_with_a_mailed_code(client):
    person = UserFactory(email="lone@skov.example")
    person.set_password(PASSWORD)
    person.save()
    asked = client.post(reverse("account_reset_password"), {"email": person.email})
    assert asked["Location"] == reverse("account_confirm_password_reset_code")
    assert client.get(asked["Location"]).status_code == 200
    code = {"code": newest_code(person.email)}
    right = client.post(reverse("account_confirm_password_reset_code"), code)
    assert right["Location"] == reverse("account_complete_password_reset")
    assert client.get(right["Location"]).status_code == 200
    new = {"password1": "bjergets-korte-sti-7", "password2": "bjergets-korte-sti-7"}
    done = client.post(reverse("account_complete_password_reset"), new)
    assert client.get(done["Location"]).status_code == 200
    person.refresh_from_db()
    assert person.check_password("bjergets-korte-sti-7")


def test_app_on_the_phone_is_asked_for_after_the_code(client, lone):
    activate = reverse("mfa_activate_totp")
    page = client.get(activate)
    secret = page.context["form"].secret
    done = client.post(activate, {"code": totp_code(secret)})
    assert done.status_code == 302
    assert client.get(done["Location"]).status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200
    kinds = sorted(Authenticator.objects.filter(user=lone).values_list("type", flat=True))
    assert kinds == ["recovery_codes", "totp"]

    elsewhere = Client()
    answer = sign_in(elsewhere, lone.email, next="/opgaver/")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert elsewhere.get(answer["Location"]).status_code == 200
    assert "_auth_user_id" not in elsewhere.session
    recovery = Authenticator.objects.get(user=lone, type="recovery_codes").wrap()
    answer = elsewhere.post(reverse("mfa_authenticate"), {"code": recovery.get_unused_codes()[0]})
    assert answer["Location"] == "/opgaver/"
    assert elsewhere.session["_auth_user_id"] == str(lone.pk)


@pytest.mark.parametrize(("late", "status"), [(31, 302), (61, 200)])
def test_a_code_may_be_half_a_minute_late(client, lone, late, status):
    activate = reverse("mfa_activate_totp")
    secret = client.get(activate).context["form"].secret
    began = int(time.time()) // 30 * 30
    with time_machine.travel(began, tick=False):
        code = totp_code(secret)
    with time_machine.travel(began + late, tick=False):
        assert client.post(activate, {"code": code}).status_code == status


def test_passkey_sign_in_starts_without_writing(client):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert "challenge" in answer.json()["request_options"]["publicKey"]


def test_scripts_of_passkeys_carry_the_nonce(client):
    text = client.get(PASSWORD_DOOR).content.decode()
    for script in re.findall(r"<script[^>]*>", text):
        assert "nonce=" in script or 'type="application/json"' in script


def test_address_is_changed_once_the_new_one_is_proven(client, lone):
    page = client.post(reverse("account_email"), {"email": "ny@skov.example", "action_add": ""})
    lone.refresh_from_db()
    assert lone.email == "lone@skov.example"
    confirm = reverse("account_email_verification_sent")
    assert page["Location"] == confirm
    assert client.get(confirm).status_code == 200
    client.post(confirm, {"code": newest_code("ny@skov.example")})
    lone.refresh_from_db()
    assert lone.email == "ny@skov.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("ny@skov.example", True, True)
    ]


def test_own_sessions_are_listed_and_the_others_ended(client, lone):
    other, stranger = Client(), Client()
    sign_in(other, lone.email)
    sign_in(stranger, UserFactory().email)
    page = client.get(SESSIONS)
    assert len(page.context["sessions"]) == 2
    client.post(SESSIONS)
    assert "_auth_user_id" not in other.session
    assert "_auth_user_id" in client.session
    assert "_auth_user_id" in stranger.session


def test_password_tries_are_counted(client):
    UserFactory(email="lone@skov.example")
    for _ in range(21):
        page = Client().post(PASSWORD_DOOR, {"login": "lone@skov.example", "password": "x" * 12})
    assert "For mange forsøg." in page.content.decode()
    assert OutgoingMail.objects.count() == 0
    assert client.get(CODE).status_code == 302

"""One form for everybody: an address, a code, signed in."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import User
from participants.services.accounts import delete_unproven_accounts, person_signing_in
from samskabelse.mail.enums import Lane
from samskabelse.mail.models import OutgoingMail
from tests.factories.people import AdministratorFactory, MandateFactory, UserFactory
from tests.participants.signing_in import CODE, FORM, newest_code, sign_in

pytestmark = pytest.mark.django_db
WELCOME = reverse("participants:welcome")


def test_unknown_address_gets_a_code_and_an_account_once_it_is_proven(client):
    asked = client.post(FORM, {"email": " Lone@Skov.example "})
    person = User.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, CODE)
    assert (person.email, person.name, person.language) == ("lone@skov.example", "", "da")
    assert EmailAddress.objects.values_list("email", "verified").get() == (person.email, False)

    answer = client.post(CODE, {"code": newest_code("lone@skov.example")})

    assert (answer.status_code, answer["Location"]) == (302, f"{WELCOME}?next=%2Fmin%2F")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.values_list("email", "verified").get() == (person.email, True)


def test_code_travels_through_the_outbox_sealed_and_in_the_language_of_the_page(client):
    client.post(FORM, {"email": "lone@skov.example"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post(FORM, {"email": "jo@skov.example"})
    danish, english = OutgoingMail.objects.order_by("id")
    assert (danish.lane, danish.topic, danish.language) == (Lane.CODE, "account", "da")
    assert danish.params == {}
    code = newest_code("lone@skov.example")
    assert danish.secret()["subject"] == f"{code} er din kode"
    assert code.encode() not in bytes(danish.sealed)
    assert danish.expires_at is not None
    assert english.language == "en"
    assert "is your code" in english.secret()["subject"]


def test_known_and_unknown_address_see_the_same_page(client):
    UserFactory(email="kendt@skov.example")
    answers = []
    for email in ("kendt@skov.example", "ukendt@skov.example"):
        browser = Client()
        asked = browser.post(FORM, {"email": email})
        page = browser.get(CODE)
        answers.append((asked.status_code, asked["Location"], words(page, email)))
    assert answers[0] == answers[1]


def words(page, email: str) -> str:
    """The page without what must differ: the address and the tokens."""

    text = page.content.decode().replace(email, "X")
    return re.sub(r'(value|nonce|content)="[^"]*"', "", text)


def test_closed_account_gets_a_mail_without_a_code_and_the_same_page(client):
    UserFactory(email="lukket@skov.example", is_active=False)
    asked = client.post(FORM, {"email": "lukket@skov.example"})
    assert (asked.status_code, asked["Location"]) == (302, CODE)
    mail = OutgoingMail.objects.get()
    assert mail.secret()["subject"] == "Din konto er lukket"
    assert settings.CONTACT_PHONE in mail.secret()["text"]
    assert client.post(CODE, {"code": "1234-5678"}).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_code_may_be_pasted_with_spaces(client, typed):
    client.post(FORM, {"email": "lone@skov.example"})
    answer = client.post(CODE, {"code": typed.format(newest_code("lone@skov.example"))})
    assert answer.status_code == 302


def test_code_may_be_written_without_its_dash(client):
    client.post(FORM, {"email": "lone@skov.example"})
    code = newest_code("lone@skov.example").replace("-", "")
    assert client.post(CODE, {"code": code}).status_code == 302


def test_code_field_helps_a_phone(client):
    client.post(FORM, {"email": "lone@skov.example"})
    page = client.get(CODE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_where_the_person_was_going_and_the_draft_are_kept(client):
    session = client.session
    session["draft"] = {"problem": "Skolevejen er mørk"}
    session.save()
    UserFactory(email="lone@skov.example")
    key_before = client.session.session_key
    answer = sign_in(client, "lone@skov.example", next="/opgaver/ny/")
    assert answer["Location"] == "/opgaver/ny/"
    assert client.session["draft"] == {"problem": "Skolevejen er mørk"}
    assert client.session.session_key != key_before


def test_next_of_another_site_is_not_followed(client):
    UserFactory(email="lone@skov.example")
    answer = sign_in(client, "lone@skov.example", next="https://evil.example/")
    assert answer["Location"] == "/min/"


def test_new_person_says_the_name_and_goes_on_to_where_they_were_going(client):
    answer = sign_in(client, "lone@skov.example", next="/opgaver/ny/")
    assert answer["Location"] == f"{WELCOME}?next=%2Fopgaver%2Fny%2F"
    page = client.get(answer["Location"])
    assert page.status_code == 200
    typed = {
        "name": " Lone  Skov ",
        "kind": "citizen",
        "acting": "myself",
        "language": "en",
        "next": "/opgaver/ny/",
    }
    done = client.post(WELCOME, typed)
    person = User.objects.get()
    assert done["Location"] == "/opgaver/ny/"
    assert (person.name, person.kind, person.language) == ("Lone Skov", "citizen", "en")


def test_welcome_keeps_what_was_typed_when_the_name_is_missing(client):
    client.force_login(UserFactory(name=""))
    page = client.post(WELCOME, {"name": " ", "kind": "official", "acting": "organisation"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Skriv det navn, andre må se." in text
    assert 'value="official"' in text
    assert page.context["form"]["kind"].value() == "official"


def test_welcome_on_behalf_of_an_organisation_leads_to_entering_it(client):
    client.force_login(UserFactory(name=""))
    typed = {"name": "Jo", "kind": "citizen", "acting": "organisation", "language": "da"}
    done = client.post(WELCOME, {**typed, "next": "/opgaver/ny/"})
    assert done["Location"] == reverse("participants:organisation_new") + "?next=%2Fopgaver%2Fny%2F"


def test_wrong_code_says_so_and_five_wrong_ones_end_it(client):
    client.post(FORM, {"email": "lone@skov.example"})
    right = newest_code("lone@skov.example")
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    page = client.post(CODE, {"code": wrong})
    assert "Det er ikke koden i den nyeste mail." in page.content.decode()
    for _ in range(4):
        page = client.post(CODE, {"code": wrong})
    assert (page.status_code, page["Location"]) == (302, FORM)
    late = client.post(CODE, {"code": right})
    assert late.status_code == 302
    assert "_auth_user_id" not in client.session


def test_expired_code_leads_back_and_keeps_where_the_person_was_going(client):
    client.post(FORM + "?next=/opgaver/", {"email": "lone@skov.example", "next": "/opgaver/"})
    code = newest_code("lone@skov.example")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = client.post(CODE + "?next=/opgaver/", {"code": code})
        assert (answer.status_code, answer["Location"]) == (302, FORM + "?next=%2Fopgaver%2F")
        assert "Koden er løbet ud." in client.get(FORM).content.decode()
    assert "_auth_user_id" not in client.session


def test_address_can_be_put_right_while_a_code_waits(client):
    client.post(FORM, {"email": "loen@skov.example"})
    assert client.get(FORM).status_code == 200
    assert sign_in(client, "lone@skov.example").status_code == 302
    assert User.objects.get(pk=client.session["_auth_user_id"]).email == "lone@skov.example"


def test_new_code_makes_the_old_one_useless(client):
    client.post(FORM, {"email": "lone@skov.example"})
    old = newest_code("lone@skov.example")
    client.post(CODE, {"action": "resend"})
    new = newest_code("lone@skov.example")
    assert old != new
    assert client.post(CODE, {"code": old}).status_code == 200
    assert client.post(CODE, {"code": new}).status_code == 302


def test_not_a_mail_address_is_said_and_kept(client):
    page = client.post(FORM, {"email": "lone(at)skov"})
    assert page.status_code == 200
    assert 'value="lone(at)skov"' in page.content.decode()
    assert OutgoingMail.objects.count() == 0


def test_sixth_code_in_an_hour_is_refused_with_a_sentence(client):
    for _ in range(5):
        assert Client().post(FORM, {"email": "lone@skov.example"}).status_code == 302
    page = client.post(FORM, {"email": "LONE@skov.example"})
    assert page.status_code == 200
    assert "Der er bedt om mange koder på kort tid." in page.content.decode()
    assert OutgoingMail.objects.count() == 3  # nobody has confirmed the address
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_get_no_more_codes_than_one_after_the_other():
    def ask(_number: int) -> int:
        try:
            return Client().post(FORM, {"email": "lone@skov.example"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(ask, range(16)))
    assert sorted(codes) == [200] * 11 + [302] * 5
    assert OutgoingMail.objects.count() == 5
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_guesses_made_side_by_side_in_one_session_count_together():
    browser = Client()
    browser.post(FORM, {"email": "lone@skov.example"})
    right = newest_code("lone@skov.example")
    cookies = browser.cookies

    def guess(number: int) -> None:
        other = Client()
        other.cookies = cookies
        try:
            other.post(CODE, {"code": f"{number:04}-0000"})
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(12)))
    answer = browser.post(CODE, {"code": right})
    assert "_auth_user_id" not in browser.session
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_door"])
def test_other_doors_lead_to_the_one_form(client, name):
    answer = client.get(reverse(name) + "?next=/opgaver/")
    assert (answer.status_code, answer["Location"]) == (302, FORM + "?next=%2Fopgaver%2F")


def test_admin_goes_through_the_same_door(client):
    answer = client.get("/admin/login/?next=/admin/")
    assert (answer.status_code, answer["Location"]) == (302, FORM + "?next=%2Fadmin%2F")
    administrator = AdministratorFactory()
    assert sign_in(client, administrator.email, next="/admin/")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_signed_in_person_who_asks_for_the_form_goes_on(client):
    client.force_login(UserFactory())
    assert client.get(FORM + "?next=/opgaver/")["Location"] == "/opgaver/"


def test_signing_out_is_a_post(client):
    client.force_login(UserFactory())
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_unproven_accounts_are_forgotten_after_30_days_and_no_others():
    now = timezone.now()
    person_signing_in("ny@skov.example", language="da")
    old = now - timedelta(days=31)
    person_signing_in("glemt@skov.example", language="da")
    invited = person_signing_in("inviteret@skov.example", language="da")
    MandateFactory(user=invited)
    UserFactory(email="bevist@skov.example", date_joined=old)
    UserFactory(email="importeret@skov.example", date_joined=old, proven=False)
    User.objects.filter(email__in=["glemt@skov.example", invited.email]).update(date_joined=old)

    assert delete_unproven_accounts(now) == 1
    assert delete_unproven_accounts(now) == 0
    assert sorted(User.objects.values_list("email", flat=True)) == [
        "bevist@skov.example",
        "importeret@skov.example",
        "inviteret@skov.example",
        "ny@skov.example",
    ]


@pytest.mark.parametrize("demo", [True, False])
def test_demo_says_where_the_mail_is_and_only_the_demo(client, settings, demo):
    settings.DEMO_MODE = demo
    client.post(FORM, {"email": "lone@skov.example"})
    text = client.get(CODE).content.decode()
    assert ("/demo/post/?to=lone%40skov.example" in text or "/demo/post/?to=lone@" in text) == demo

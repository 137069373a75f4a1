"""A person's own pages: name and role, mails, data, and going away."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import reverse

from participants import plugs
from participants.models import Mandate, User
from samskabelse.history.models import Entry
from samskabelse.mail.enums import CHOOSABLE_TOPICS
from samskabelse.mail.models import OptOut
from samskabelse.mail.services import choices_for, opt_out, rhythms_for
from tests.factories.people import (
    MandateFactory,
    OrganisationFactory,
    UserFactory,
    VerifiedStaffFactory,
)
from tests.participants.signing_in import sign_in

pytestmark = pytest.mark.django_db
ME = reverse("participants:me")
PROFILE = reverse("participants:profile")
CHOICES = reverse("participants:contact_choices")
FEW = dict.fromkeys(CHOOSABLE_TOPICS, "few")
ERASE = reverse("participants:erase")


@pytest.fixture
def lone() -> User:
    return UserFactory(name="Lone Skov", email="lone@skov.example", phone="11 22 33 44")


def profile(**changes: str) -> dict[str, str]:
    typed = {"name": "Lone Skov", "phone": "", "kind": "citizen", "title": "", "language": "da"}
    return typed | changes


def test_empty_page_teaches_one_next_step(client, lone):
    client.force_login(lone)
    text = client.get(ME).content.decode()
    assert "Hej, Lone" in text
    assert "Der er ikke noget, der venter på dig" in text
    assert "Rejs en opgave" in text


def test_boxes_of_other_rooms_stand_first_and_replace_the_empty_page(client, lone, monkeypatch):
    box = plugs.Panel("Spørgsmål til mig", "participants/panels/own_data.html", order=10)
    monkeypatch.setattr(plugs, "ME_PANELS", [lambda request: box, lambda request: None])
    client.force_login(lone)
    page = client.get(ME)
    assert [str(panel.heading) for panel in page.context["panels"]] == [
        "Spørgsmål til mig",
        "Mine organisationer",
        "Min profil",
        "Mails til mig",
        "Sikkerhed",
        "Mine oplysninger",
        "Programmer og data",
    ]
    assert "Der er ikke noget, der venter på dig" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_my_page_asks_the_database_as_often_for_three_organisations(
    client, lone, rows, django_assert_num_queries
):
    MandateFactory.create_batch(rows, user=lone)
    client.force_login(lone)
    with django_assert_num_queries(8):
        page = client.get(ME)
    assert page.content.decode().count("Du må binde den") == rows


def test_who_has_not_said_a_name_is_asked_first(client):
    client.force_login(UserFactory(name=""))
    assert client.get(ME)["Location"] == reverse("participants:welcome")


def test_address_of_an_act_leads_to_the_page_with_its_button(client, lone):
    organisation = OrganisationFactory()
    mandate = MandateFactory(user=lone)
    client.force_login(lone)
    leads = {
        reverse("participants:unmute"): CHOICES,
        reverse("participants:mandate_withdraw", args=[mandate.pk]): ME,
        reverse("participants:mandate_declare", args=[organisation.slug]): reverse(
            "participants:organisation", args=[organisation.slug]
        ),
    }
    assert {act: client.get(act)["Location"] for act in leads} == leads
    assert Mandate.objects.current().count() == 1


def test_pages_are_for_those_who_are_signed_in(client):
    answer = client.get(ME)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("account_request_login_code") + "?next=/min/"


def test_profile_is_saved_with_one_entry_in_the_history(client, lone):
    client.force_login(lone)
    done = client.post(PROFILE, profile(name="Lone  Bjerg", phone="55 66 77 88", language="en"))
    lone.refresh_from_db()
    assert (done.status_code, done["Location"]) == (302, ME)
    assert (lone.name, lone.phone, lone.language) == ("Lone Bjerg", "55 66 77 88", "en")
    entry = Entry.objects.get()
    assert (entry.action, entry.is_public) == ("person.changed", False)
    assert entry.data == {"fields": ["language", "name", "phone"]}


def test_name_is_required_and_the_rest_is_kept(client, lone):
    client.force_login(lone)
    page = client.post(PROFILE, profile(name="", title="Vejingeniør"))
    assert "Skriv det navn, andre må se." in page.content.decode()
    assert 'value="Vejingeniør"' in page.content.decode()


@pytest.mark.parametrize(
    ("email", "kind", "is_verified"),
    [
        ("bo@nordager.example", "staff", True),
        ("bo@nordager.example", "official", True),
        ("bo@nordager.example", "politician", False),
        ("bo@skov.example", "staff", False),
        ("bo@skov.example", "citizen", False),
        ("bo@nordager.example.skov.example", "staff", False),
    ],
)
def test_work_address_confirms_staff_and_officials_and_nobody_else(
    client, email, kind, is_verified
):
    person = UserFactory(email=email, name="Bo")
    client.force_login(person)
    client.post(PROFILE, profile(name="Bo", kind=kind))
    person.refresh_from_db()
    assert (person.kind, person.is_verified_public) == (kind, is_verified)
    waits = "Afventer bekræftelse fra en administrator." in client.get(ME).content.decode()
    assert waits == (kind != "citizen" and not is_verified)


def test_work_address_that_nobody_has_proven_confirms_nothing(client):
    person = UserFactory(email="bo@nordager.example", proven=False)
    client.force_login(person)
    client.post(PROFILE, profile(kind="staff"))
    person.refresh_from_db()
    assert (person.kind, person.is_verified_public) == ("staff", False)


def test_unconfirmed_role_opens_nothing(client):
    client.force_login(UserFactory(kind="politician"))
    assert client.get(reverse("admin:index")).status_code == 403
    assert User.objects.get().shown_kind == "Borger"


def test_mails_can_be_chosen_one_by_one(client, lone):
    client.force_login(lone)
    assert all(choices_for(lone.email).values())
    chosen = dict.fromkeys(CHOOSABLE_TOPICS, "none") | {"invitation": "few", "consent": "daily"}
    done = client.post(CHOICES, chosen | {"language": "en"})
    assert done.status_code == 302
    assert rhythms_for(lone.email)["consent"] == "daily"
    on = [topic.value for topic, is_on in choices_for(lone.email).items() if is_on]
    assert on == ["invitation", "consent"]
    lone.refresh_from_db()
    assert lone.language == "en"


def test_all_mails_can_be_muted_at_once(client, lone):
    client.force_login(lone)
    client.post(CHOICES, {**FEW, "mute_all": "on", "language": "da"})
    assert not any(choices_for(lone.email).values())
    assert client.get(CHOICES).context["form"]["mute_all"].value() is True


def test_muted_things_are_listed_by_name_and_can_be_heard_again(client, lone, monkeypatch):
    titles = {7: ("Lys på skolevejen", "/opgaver/lys/")}
    monkeypatch.setitem(
        plugs.SCOPES, "project", lambda ids: {pk: titles[pk] for pk in ids if pk in titles}
    )
    for scope in ("project:7", "project:8", "noget:1"):
        opt_out(lone.email, scope=scope)
    client.force_login(lone)
    text = client.get(CHOICES).content.decode()
    assert "Lys på skolevejen" in text
    client.post(reverse("participants:unmute"), {"scope": "project:7"})
    left = OptOut.objects.order_by("scope").values_list("scope", flat=True)
    assert list(left) == ["noget:1", "project:8"]


def test_own_data_is_whole_and_ones_own(client, lone, monkeypatch):
    monkeypatch.setattr(plugs, "MY_DATA", [lambda user: ("projects", [user.name])])
    other = UserFactory(name="En Anden", email="anden@skov.example")
    MandateFactory(user=other)
    mandate = MandateFactory(user=lone, organisation=OrganisationFactory(name="Skovlauget"))
    client.force_login(lone)
    client.post(PROFILE, profile(phone="99"))
    answer = client.get(reverse("participants:download_data"))
    data = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="samskabelse.json"'
    assert "En Anden" not in answer.content.decode()
    assert data["profile"]["email"] == "lone@skov.example"
    assert data["organisations"] == [
        {
            "organisation": "Skovlauget",
            "may_commit": True,
            "until": None,
            "given": mandate.granted_at.isoformat(),
            "withdrawn": None,
        }
    ]
    assert [act["action"] for act in data["acts"]] == ["person.changed"]
    assert data["projects"] == ["Lone Skov"]


def test_going_away_takes_the_name_and_keeps_what_was_written(client, lone, monkeypatch):
    seen: list[str] = []
    monkeypatch.setattr(plugs, "ON_ERASE", [lambda person: seen.append(person.name)])
    mandate = MandateFactory(user=lone)
    opt_out(lone.email)
    elsewhere = Client()
    sign_in(elsewhere, lone.email)
    sign_in(client, lone.email)
    client.post(PROFILE, profile(phone="99"))

    assert client.get(ERASE).status_code == 200
    assert client.post(ERASE, {}).status_code == 200
    assert User.objects.get(pk=lone.pk).name == "Lone Skov"
    done = client.post(ERASE, {"sure": "on"})

    lone.refresh_from_db()
    assert (done.status_code, done["Location"]) == (302, "/")
    assert (lone.email, lone.name, lone.phone) == (f"erased-{lone.pk}@invalid", "", "")
    assert (lone.is_active, lone.display_name) == (False, "En uden navn")
    assert Mandate.objects.current().filter(pk=mandate.pk).count() == 0
    assert EmailAddress.objects.filter(user=lone).count() == 0
    assert OptOut.objects.filter(address="lone@skov.example").count() == 1
    assert [entry.action for entry in Entry.objects.filter(by=lone).order_by("id")] == [
        "person.changed",
        "person.erased",
    ]
    assert seen == ["Lone Skov"]
    assert elsewhere.get(ME).status_code == 302
    assert client.get(ME).status_code == 302


def test_who_comes_back_after_going_away_is_somebody_new(client, lone):
    sign_in(client, lone.email)
    client.post(ERASE, {"sure": "on"})
    sign_in(Client(), "lone@skov.example")
    assert User.objects.filter(email="lone@skov.example").exclude(pk=lone.pk).count() == 1


class TestLanguage:
    def test_starts_in_danish_whatever_the_browser_prefers(self, client):
        page = client.get(reverse("account_request_login_code"), headers={"accept-language": "en"})
        assert '<html lang="da">' in page.content.decode()
        assert "Log ind" in page.content.decode()

    def test_switch_wins_over_the_persons_own_language(self, client):
        client.force_login(UserFactory(language="en"))
        assert '<html lang="en">' in client.get(ME).content.decode()
        client.post(reverse("set_language"), {"language": "da", "next": ME})
        assert '<html lang="da">' in client.get(ME).content.decode()

    def test_signing_in_and_saving_the_profile_forget_the_switch(self, client):
        person = UserFactory(language="en")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "da"
        sign_in(client, person.email)
        assert '<html lang="en">' in client.get(ME).content.decode()
        client.post(reverse("set_language"), {"language": "da", "next": ME})
        client.post(PROFILE, profile(language="en"))
        assert '<html lang="en">' in client.get(ME).content.decode()

    def test_new_person_keeps_the_language_of_the_page(self, client):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        sign_in(client, "jo@skov.example")
        assert User.objects.get().language == "en"

    def test_made_up_language_is_danish(self, client):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
        page = client.get(reverse("account_request_login_code"))
        assert '<html lang="da">' in page.content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "participants:me",
        "participants:welcome",
        "participants:profile",
        "participants:contact_choices",
        "participants:security",
        "participants:own_data",
        "participants:erase",
        "participants:organisation_new",
        "account_email",
        "account_set_password",
        "account_logout",
        "usersessions_list",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)
def test_every_page_opens_in_both_languages_without_writing(client, name, language):
    person = VerifiedStaffFactory(language=language)
    sign_in(client, person.email)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_request_login_code",
        "account_password_sign_in",
        "account_reset_password",
        "account_inactive",
        "account_password_reset_completed",
        "socialaccount_login_cancelled",
    ],
)
def test_every_page_before_signing_in_opens(client, name):
    assert client.get(reverse(name)).status_code == 200

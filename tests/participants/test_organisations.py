"""Organisations, and who may speak for them."""

from datetime import timedelta

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants import plugs
from participants.enums import OrganisationKind
from participants.forms import OnBehalfOfField
from participants.models import Mandate, Organisation, User
from participants.services.organisations import change_organisation
from samskabelse.history.models import Entry
from samskabelse.web.errors import NotAllowed
from tests.factories.people import (
    AdministratorFactory,
    MandateFactory,
    OrganisationFactory,
    UserFactory,
    VerifiedStaffFactory,
)

pytestmark = pytest.mark.django_db
NEW = reverse("participants:organisation_new")


@pytest.fixture
def lone(client: Client) -> User:
    person = UserFactory(name="Lone Skov", email="lone@skov.example")
    client.force_login(person)
    return person


def url(name: str, organisation: Organisation) -> str:
    return reverse(f"participants:{name}", args=[organisation.slug])


def test_page_says_what_it_is_and_who_speaks_without_an_address(client):
    organisation = OrganisationFactory(name="Skovlauget", can="Rydde stier", seeks="En trailer")
    MandateFactory(organisation=organisation, user__name="Bo Bjerg", user__email="bo@b.example")
    text = client.get(url("organisation", organisation)).content.decode()
    for words in ("Skovlauget", "Forening", "Civilsamfund", "Bekræftet", "Rydde stier"):
        assert words in text
    assert "Bo Bjerg" in text
    assert "En trailer" in text
    assert "bo@b.example" not in text


def test_unconfirmed_organisation_is_for_its_own_and_administrators():
    organisation = OrganisationFactory(verified_at=None)
    mandate = MandateFactory(organisation=organisation)
    seen = {}
    for who, person in {
        "nobody": None,
        "stranger": UserFactory(),
        "own": mandate.user,
        "administrator": AdministratorFactory(),
    }.items():
        browser = Client()
        if person:
            browser.force_login(person)
        seen[who] = browser.get(url("organisation", organisation)).status_code
    assert seen == {"nobody": 404, "stranger": 404, "own": 200, "administrator": 200}


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_as_often_for_three_speakers(
    client, lone, rows, django_assert_num_queries
):
    organisation = OrganisationFactory()
    MandateFactory.create_batch(rows, organisation=organisation)
    with django_assert_num_queries(10):
        page = client.get(url("organisation", organisation))
    assert page.content.decode().count("må også binde den") == rows


def test_boxes_of_other_rooms_stand_on_the_page(client, lone, monkeypatch):
    organisation = OrganisationFactory()
    row = plugs.Row("Lys på skolevejen", "/opgaver/lys/", "søger parter")
    monkeypatch.setattr(
        plugs,
        "ORGANISATION_PANELS",
        [lambda org, user: ("Er med i", [row]), lambda org, user: None],
    )
    text = client.get(url("organisation", organisation)).content.decode()
    assert "Er med i" in text
    assert '<a href="/opgaver/lys/">Lys på skolevejen</a> (søger parter)' in text


def test_founder_speaks_for_the_new_organisation_at_once(client, lone):
    done = client.post(NEW, {"name": " Skov  lauget ", "kind": "association"})
    organisation = Organisation.objects.get()
    assert done["Location"] == organisation.get_absolute_url()
    assert (organisation.name, organisation.is_verified) == ("Skov lauget", False)
    mandate = Mandate.objects.get()
    assert (mandate.user, mandate.commits, mandate.basis) == (lone, True, "declared")
    actions = Entry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["organisation.founded", "mandate.granted"]


def test_founding_leads_on_to_where_the_person_was_going(client, lone):
    typed = {"name": "Skovlauget", "kind": "association", "next": "/opgaver/ny/"}
    assert client.post(NEW, typed)["Location"] == "/opgaver/ny/"


def test_similar_organisation_is_shown_first_and_nothing_typed_is_lost(client, lone):
    there = OrganisationFactory(name="Skovlauget i Nordager")
    OrganisationFactory(name="Skovlauget i det skjulte", verified_at=None)
    typed = {"name": "Skovlauget Nordager", "kind": "association"}
    page = client.post(NEW, typed)
    assert page.status_code == 200
    assert page.context["similar"] == [there]
    assert 'value="Skovlauget Nordager"' in page.content.decode()
    assert client.post(NEW, {**typed, "is_new": "on"}).status_code == 302
    assert Organisation.objects.filter(name="Skovlauget Nordager").count() == 1


def test_only_the_municipalitys_own_staff_can_enter_its_departments(client, lone):
    refused = client.post(NEW, {"name": "Vej og Park", "kind": "municipality"})
    assert refused.status_code == 200
    assert Organisation.objects.count() == 0
    client.force_login(VerifiedStaffFactory())
    assert client.post(NEW, {"name": "Vej og Park", "kind": "municipality"}).status_code == 302
    assert Organisation.objects.get().is_verified


def test_those_who_speak_change_the_page_and_others_may_not(client, lone):
    organisation = OrganisationFactory(name="Skovlauget")
    typed = {"name": "Naboernes lag", "can": "Rydde stier", "cvr": "12 34 56 78"}
    assert client.post(url("organisation_edit", organisation), typed).status_code == 403
    MandateFactory(organisation=organisation, user=lone, commits=False)
    assert client.post(url("organisation_edit", organisation), typed).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.name, organisation.can, organisation.cvr) == (
        "Skovlauget",
        "Rydde stier",
        "",
    )
    assert organisation.is_verified


def test_a_new_name_takes_the_confirmation_back_and_history_keeps_both(client, lone):
    organisation = OrganisationFactory(name="Skovlauget")
    MandateFactory(organisation=organisation, user=lone)
    typed = {"name": "Region Skov", "can": "Rydde stier", "cvr": "12 34 56 78"}
    wrong = client.post(url("organisation_edit", organisation), {**typed, "cvr": "123"})
    assert "Et CVR-nummer har otte cifre." in wrong.content.decode()
    assert client.post(url("organisation_edit", organisation), typed).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.name, organisation.cvr) == ("Region Skov", "12345678")
    assert not organisation.is_verified
    assert Entry.objects.get(action="organisation.changed").data == {
        "fields": ["can", "cvr", "name"],
        "old": {"name": "Skovlauget", "cvr": ""},
        "new": {"name": "Region Skov", "cvr": "12345678"},
    }


def test_who_may_only_speak_cannot_rename_by_the_service_either(lone):
    organisation = OrganisationFactory(name="Skovlauget")
    MandateFactory(organisation=organisation, user=lone, commits=False)
    with pytest.raises(NotAllowed):
        change_organisation(organisation.pk, by=lone, kind="region")
    organisation.refresh_from_db()
    assert (organisation.kind, organisation.is_verified) == ("association", True)


def test_somebody_can_take_on_an_organisation_that_nobody_speaks_for(client, lone):
    organisation = OrganisationFactory(verified_at=None, joined_at=timezone.now())
    assert "Jeg taler for" in client.get(url("organisation", organisation)).content.decode()
    client.post(url("mandate_declare", organisation))
    assert organisation.may_commit(lone)
    stranger = Client()
    stranger.force_login(UserFactory())
    refused = stranger.post(url("mandate_declare", organisation))
    assert refused.status_code == 403
    assert "Bed en af dem om at give dig et mandat." in refused.content.decode()
    assert Mandate.objects.count() == 1


def test_a_get_of_an_act_leads_to_the_page_with_its_button(client, lone):
    organisation = OrganisationFactory(verified_at=None, joined_at=timezone.now())
    done = client.get(url("mandate_declare", organisation))
    assert (done.status_code, done["Location"]) == (302, organisation.get_absolute_url())
    assert Mandate.objects.count() == 0


@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind != "municipality"])
def test_nobody_takes_on_a_confirmed_organisation_by_their_own_word(client, lone, settings, kind):
    settings.CONTACT_EMAIL = "samskabelse@nordager.example"
    organisation = OrganisationFactory(kind=kind)
    assert "Jeg taler for" not in client.get(url("organisation", organisation)).content.decode()
    refused = client.post(url("mandate_declare", organisation))
    assert refused.status_code == 403
    assert "Skriv til samskabelse@nordager.example" in refused.content.decode()
    assert Mandate.objects.count() == 0


def test_an_administrator_gives_the_first_mandate_of_a_confirmed_organisation(client, lone):
    organisation = OrganisationFactory()
    client.force_login(AdministratorFactory())
    admin = reverse("admin:participants_organisation_change", args=[organisation.pk])
    assert url("mandates", organisation) in client.get(admin).content.decode()
    typed = {"email": lone.email, "what": "commit"}
    assert client.post(url("mandates", organisation), typed).status_code == 302
    assert organisation.may_commit(lone)
    assert Mandate.objects.get().basis == "verified"


def test_mandate_is_given_by_mail_address_with_its_limits(client, lone):
    organisation = MandateFactory(user=lone).organisation
    until = timezone.localdate() + timedelta(days=30)
    typed = {"email": "Bo@Bjerg.example", "name": "Bo", "what": "speak", "until": until.isoformat()}
    assert client.post(url("mandates", organisation), typed).status_code == 302
    given = Mandate.objects.get(user__email="bo@bjerg.example")
    assert (given.commits, given.until, given.basis) == (False, until, "granted")
    assert (given.user.name, given.granted_by) == ("Bo", lone)
    page = client.get(url("mandates", organisation)).content.decode()
    assert "Bo" in page
    assert "bo@bjerg.example" not in page


def test_mandate_that_ends_before_today_is_refused_at_its_field(client, lone):
    organisation = MandateFactory(user=lone).organisation
    typed = {"email": "bo@bjerg.example", "what": "speak", "until": "2020-01-01"}
    page = client.post(url("mandates", organisation), typed)
    assert page.context["form"].errors == {"until": ["Mandatet skal slutte i dag eller senere."]}
    assert User.objects.filter(email="bo@bjerg.example").count() == 0


def test_only_who_may_commit_gives_mandates(client, lone):
    organisation = MandateFactory(user=lone, commits=False).organisation
    typed = {"email": "bo@bjerg.example", "what": "commit"}
    assert client.get(url("mandates", organisation)).status_code == 403
    assert client.post(url("mandates", organisation), typed).status_code == 403
    assert Mandate.objects.count() == 1


def test_mandate_ends_by_its_holder_or_by_who_may_commit_and_by_nobody_else(client, lone):
    own = MandateFactory(user=lone)
    theirs = MandateFactory(organisation=own.organisation, commits=False)
    strangers = MandateFactory()

    def end(mandate: Mandate) -> int:
        return client.post(reverse("participants:mandate_withdraw", args=[mandate.pk])).status_code

    assert end(strangers) == 403
    assert end(theirs) == 302
    assert end(own) == 302
    assert list(Mandate.objects.current()) == [strangers]


@pytest.mark.parametrize("rows", [1, 3])
def test_mandates_ask_the_database_as_often_for_three(
    client, lone, rows, django_assert_num_queries
):
    organisation = MandateFactory(user=lone).organisation
    MandateFactory.create_batch(rows - 1, organisation=organisation)
    with django_assert_num_queries(8):
        page = client.get(url("mandates", organisation))
    assert page.content.decode().count("Afslut mandatet") == rows


class ActForm(forms.Form):
    commits = False

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_behalf_of"] = OnBehalfOfField(user, commits=self.commits)


class BindingForm(ActForm):
    commits = True


class TestOnBehalfOf:
    def test_offers_oneself_and_those_one_speaks_for(self, lone):
        own = MandateFactory(user=lone, organisation__name="Skovlauget", commits=False).organisation
        MandateFactory()
        MandateFactory(user=lone, until=timezone.localdate() - timedelta(days=1))
        form = ActForm({"on_behalf_of": own.pk}, user=lone)
        labels = [label for _value, label in form.fields["on_behalf_of"].choices]
        assert labels == ["Mig selv", "Skovlauget"]
        assert form.is_valid()
        assert form.cleaned_data == {"on_behalf_of": own}

    def test_oneself_is_none(self, lone):
        MandateFactory(user=lone)
        form = ActForm({"on_behalf_of": ""}, user=lone)
        assert form.is_valid()
        assert form.cleaned_data == {"on_behalf_of": None}

    def test_others_organisations_are_refused(self, lone):
        MandateFactory(user=lone)
        stranger = MandateFactory().organisation
        assert not ActForm({"on_behalf_of": stranger.pk}, user=lone).is_valid()

    def test_binding_needs_a_mandate_to_commit(self, lone):
        spoken = MandateFactory(user=lone, commits=False).organisation
        bound = MandateFactory(user=lone).organisation
        assert not BindingForm({"on_behalf_of": spoken.pk}, user=lone).is_valid()
        assert BindingForm({"on_behalf_of": bound.pk}, user=lone).is_valid()

    @pytest.mark.parametrize("who", ["citizen", "nobody"])
    def test_who_speaks_for_none_sees_nothing(self, lone, who):
        user = lone if who == "citizen" else AnonymousUser()
        organisation = MandateFactory().organisation
        form = ActForm({"on_behalf_of": organisation.pk}, user=user)
        assert form.is_valid()
        assert form.cleaned_data == {"on_behalf_of": None}
        assert [field.name for field in form.visible_fields()] == []

"""Administrators look after people and organisations through acts alone."""

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import Mandate, User
from samskabelse.history.models import Entry
from tests.factories.people import (
    AdministratorFactory,
    MandateFactory,
    OrganisationFactory,
    UserFactory,
    VerifiedStaffFactory,
)

pytestmark = pytest.mark.django_db
PEOPLE = reverse("admin:participants_user_changelist")
ORGANISATIONS = reverse("admin:participants_organisation_changelist")
MANDATES = reverse("admin:participants_mandate_changelist")


@pytest.fixture
def admin(client: Client) -> User:
    administrator = AdministratorFactory(name="Ada Admin", is_superuser=False)
    client.force_login(administrator)
    return administrator


def act(client: Client, where: str, action: str, *rows: object):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(where, chosen, follow=True)


def test_administrators_only(client):
    client.force_login(VerifiedStaffFactory())
    assert client.get(PEOPLE).status_code == 403


def test_role_is_confirmed_and_taken_back(client, admin):
    person = UserFactory(kind="politician")
    page = client.get(PEOPLE, {"waits": "yes"})
    assert list(page.context["cl"].result_list) == [person]
    act(client, PEOPLE, "verify", person)
    person.refresh_from_db()
    assert person.is_verified_public
    act(client, PEOPLE, "unverify", person)
    person.refresh_from_db()
    assert not person.is_verified_public
    assert list(Entry.objects.order_by("id").values_list("action", "by")) == [
        ("person.verified", admin.pk),
        ("person.unverified", admin.pk),
    ]


def test_refusal_is_shown_and_the_others_are_done(client, admin):
    citizen, staff = UserFactory(name="Bo Borger"), UserFactory(kind="staff")
    page = act(client, PEOPLE, "verify", citizen, staff)
    said = sorted(str(message) for message in page.context["messages"])
    assert said == ["1 række er klaret.", "Bo Borger: En borgers rolle skal ikke bekræftes."]


def test_trust_and_intake(client, admin):
    staff, citizen = VerifiedStaffFactory(), UserFactory(name="Bo Borger")
    act(client, PEOPLE, "trust", citizen)
    citizen.refresh_from_db()
    assert citizen.is_trusted
    act(client, PEOPLE, "distrust", citizen)
    act(client, PEOPLE, "take_intake", staff, citizen)
    citizen.refresh_from_db()
    staff.refresh_from_db()
    assert (citizen.is_trusted, citizen.takes_intake, staff.takes_intake) == (False, False, True)
    act(client, PEOPLE, "leave_intake", staff)
    staff.refresh_from_db()
    assert not staff.takes_intake


def test_only_a_superuser_makes_administrators(client, admin):
    staff = VerifiedStaffFactory()
    act(client, PEOPLE, "make_administrator", staff)
    staff.refresh_from_db()
    assert not staff.is_staff
    client.force_login(AdministratorFactory())
    act(client, PEOPLE, "make_administrator", staff)
    staff.refresh_from_db()
    assert (staff.is_staff, staff.is_superuser) == (True, False)


def test_person_is_erased_but_never_oneself(client, admin):
    person = UserFactory(name="Bo Borger")
    act(client, PEOPLE, "erase", person, admin)
    person.refresh_from_db()
    admin.refresh_from_db()
    assert (person.name, person.is_active, admin.is_active) == ("", False, True)


def test_organisation_is_confirmed_and_taken_back(client, admin):
    organisation = OrganisationFactory(verified_at=None)
    act(client, ORGANISATIONS, "verify", organisation)
    organisation.refresh_from_db()
    assert organisation.is_verified
    act(client, ORGANISATIONS, "unverify", organisation)
    organisation.refresh_from_db()
    assert not organisation.is_verified


def test_mandate_is_ended(client, admin):
    mandate = MandateFactory()
    act(client, MANDATES, "withdraw", mandate)
    assert Mandate.objects.current().count() == 0


@pytest.mark.parametrize("model", ["user", "organisation", "mandate"])
def test_nothing_is_added_changed_or_deleted_past_the_acts(client, admin, model):
    row = MandateFactory()
    pk = {"user": row.user_id, "organisation": row.organisation_id, "mandate": row.pk}[model]
    change = reverse(f"admin:participants_{model}_change", args=[pk])
    assert client.get(reverse(f"admin:participants_{model}_add")).status_code == 403
    assert client.get(reverse(f"admin:participants_{model}_delete", args=[pk])).status_code == 403
    assert client.get(change).status_code == 200
    client.post(change, {"name": "Ændret", "is_superuser": "on", "email": "x@x.example"})
    assert User.objects.filter(name="Ændret").count() == 0
    assert User.objects.filter(is_superuser=True).count() == 0
    actions = client.get(reverse(f"admin:participants_{model}_changelist")).content.decode()
    assert "delete_selected" not in actions


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("where", "queries"), [(PEOPLE, 7), (ORGANISATIONS, 8), (MANDATES, 7)])
def test_lists_ask_the_database_as_often_for_three(
    client, admin, rows, where, queries, django_assert_num_queries
):
    MandateFactory.create_batch(rows)
    with django_assert_num_queries(queries):
        assert client.get(where).status_code == 200


def test_people_are_found_by_name_and_address(client, admin):
    person = UserFactory(name="Bo Borger", email="bo@bjerg.example")
    for words in ("Borger", "bjerg.example"):
        page = client.get(PEOPLE, {"q": words})
        assert list(page.context["cl"].result_list) == [person]

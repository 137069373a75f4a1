"""Whatever somebody types as an address: it is kept in one spelling, or refused in a sentence."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import User
from participants.services.people import checked_address, find_or_create_person
from projects.invitees import read_invitees
from projects.models import Invitation
from projects.services.recipient import name_recipient
from samskabelse.mail.addresses import canonical
from samskabelse.web.errors import ActError
from tests.factories.people import MandateFactory, VerifiedStaffFactory
from tests.factories.projects import raised, team_seeking

pytestmark = pytest.mark.django_db
CASES = Path(__file__).resolve().parents[2].parent / "shared/data/edge/isemail-tests.xml"
LABEL = "a" * 60
TOO_LONG = f"lone@{'.'.join([LABEL] * 4)}.{'b' * 40}.dk"
BAD = [
    TOO_LONG,
    '"a\\ b"@example.dk',
    f"{'l' * 65}@example.dk",
    "løne@example.dk",
    "a@b..dk",
    f"lone@{'ø' * 60}.{'ø' * 60}.{'ø' * 60}.dk",  # short in letters, too long on the wire
]


def typed_addresses() -> list[str]:
    """The public test cases of is_email; control characters stand there as their symbols."""
    if not CASES.exists():
        return []
    found = [case.findtext("address") or "" for case in ET.parse(CASES).iter("test")]  # noqa: S314
    return [
        "".join(chr(ord(c) - 0x2400) if 0x2400 <= ord(c) < 0x2420 else c for c in address)
        for address in found
    ]


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_refused_with_a_sentence_at_its_field(address: str) -> None:
    with pytest.raises(ActError) as refused:
        checked_address(address)
    assert (refused.value.code, refused.value.field) == ("bad_email", "email")


def test_one_person_in_letters_and_in_punycode() -> None:
    first = find_or_create_person("lone@ørsted.example")
    assert find_or_create_person("Lone@xn--rsted-uua.example") == first
    assert User.objects.get_by_natural_key("LONE@ØRSTED.example") == first
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key("lone")


def forms(client: Client) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Name of each form with an address -> URL, its field, and what else it needs."""
    project = raised(VerifiedStaffFactory())
    organisation = MandateFactory(user=project.initiator).organisation
    client.force_login(project.initiator)
    why = {"why_you": "Du kender stien.", "role_promise": "cocreate"}
    return {
        "invite": (
            reverse("projects:invite", args=[project.slug]),
            "email",
            why | {"name": "Lone", "language": "da"},
        ),
        "invite_many": (reverse("projects:invite_many", args=[project.slug]), "rows", why),
        "mandate": (
            reverse("participants:mandates", args=[organisation.slug]),
            "email",
            {"what": "speak"},
        ),
        "enter": (
            reverse("projects:enter"),
            "email",
            {"name": "Gerda", "problem": "Ingen lys på stien.", "route": "citizen"},
        ),
    }


@pytest.mark.parametrize("form", ["invite", "invite_many", "mandate", "enter"])
def test_forms_say_so_and_keep_what_was_typed(client: Client, form: str) -> None:
    url, field, others = forms(client)[form]
    people = User.objects.count()
    for address in BAD:
        page = client.post(url, {field: address, **others})
        assert page.status_code in {200, 422}
        text = page.content.decode()
        assert address[:30].replace('"', "&quot;") in text
    assert (User.objects.count(), Invitation.objects.count()) == (people, 0)


def test_sign_in_says_so(client: Client) -> None:
    for address in BAD:
        page = client.post(reverse("account_request_login_code"), {"email": address})
        assert page.status_code == 200
        assert "email" in page.context["form"].errors
    assert User.objects.count() == 0


def test_a_line_with_a_bad_address_is_named() -> None:
    reading = read_invitees(
        f"{TOO_LONG};Lone\nbo@skov.example;Bo", why_you="x", role_promise="cocreate", language="da"
    )
    assert [row.email for row in reading.invitees] == ["bo@skov.example"]
    assert [row.line for row in reading.errors] == [1]


def test_a_recipient_needs_an_address_that_can_be_kept() -> None:
    team = team_seeking()
    told = {"body": "Udvalget", "name": "Rita", "due": team.refresh().answer_due}
    with pytest.raises(ActError) as refused:
        name_recipient(team.project.pk, by=team.convener, email=TOO_LONG, **told)
    assert refused.value.field == "email"


@pytest.mark.skipif(not CASES.exists(), reason="the public test cases are not here")
@pytest.mark.parametrize("form", ["sign_in", "invite", "invite_many", "mandate", "enter"])
def test_no_address_of_the_public_test_cases_breaks_a_form(client: Client, form: str) -> None:
    url, field, others = (
        (reverse("account_request_login_code"), "email", {})
        if form == "sign_in"
        else forms(client)[form]
    )
    answers = {
        address: client.post(url, {field: address, **others}).status_code
        for address in typed_addresses()
    }
    assert len(answers) > 150
    assert [address for address, status in answers.items() if status >= 500] == []
    kept = User.objects.values_list("email", flat=True)
    assert [email for email in kept if canonical(email) != email] == []

"""What a citizen with time on their hands tries: other people's things, and doors left ajar."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import Mandate
from participants.services.founding import found_own_organisation
from projects.enums import Phase
from projects.models import ConsentAnswer, MailToken, Party, Project, Report
from samskabelse.history.models import Entry
from samskabelse.web.errors import NotAllowed
from tests.access.addresses import PARTS, fields_of
from tests.access.tour import fingerprints, visit
from tests.access.world import World
from tests.factories.people import UserFactory
from tests.factories.projects import citizen, invited, raised

pytestmark = pytest.mark.django_db


# A card of the deck and a kind of gain are in every opgave.
EVERYWHERE = {"projects:use_card", "projects:describe_gain"}


@pytest.mark.parametrize("name", sorted(set(PARTS) - EVERYWHERE))
def test_a_thing_of_another_opgave_is_not_here(world: World, name: str):
    """Every thing in an opgave, sought under the address of another where one may do much."""
    url = reverse(name, args=[world.other.project.slug, PARTS[name](world)])
    for person in (world.other.convener, world.other.initiator, world.people["official"]):
        world.clients["prober"] = Client()
        world.clients["prober"].force_login(person, "django.contrib.auth.backends.ModelBackend")
        for method in ("GET", "POST"):
            sent = {} if (name.startswith("api:") and method == "GET") else fields_of(name, world)
            status = visit(world, "prober", method, url, sent).status_code
            # An act's address leads to its page; one of the API knows a single method.
            led_away = {302, 405} if method == "GET" or name == "api:party" else set()
            assert status in {403, 404} | led_away, (person, method, status)


def test_a_voice_of_another_opgave_is_not_lent(world: World):
    """`party` in the form is one's own in this opgave, or it is refused."""
    stranger = world.other.department
    data = fields_of("projects:invite", world) | {"party": stranger.pk}
    url = reverse("projects:invite", args=[world.project.slug])
    assert visit(world, "initiator", "POST", url, data).status_code in {303, 422}
    with transaction.atomic():
        world.clients["initiator"].post(url, data)
        entry = Entry.objects.filter(action="invitation.sent").order_by("-id").first()
        assert entry.on_behalf_of == ""
        transaction.set_rollback(True)


@pytest.mark.parametrize("end", ["withdrawn", "run out"])
def test_a_mandate_that_has_ended_opens_nothing(world: World, end: str):
    person = world.people["committer"]
    yesterday = timezone.now() - timedelta(days=1)
    ended = {"revoked_at": yesterday} if end == "withdrawn" else {"until": yesterday.date()}
    Mandate.objects.filter(user=person).update(**ended)
    slug = world.project.slug
    for name, args in (
        ("projects:leave", [slug, world.party.pk]),
        ("projects:describe_party", [slug, world.party.pk]),
        ("projects:consent", [slug]),
        ("projects:invite", [slug]),
        ("projects:advance", [slug]),
        ("projects:reopen", [slug]),
        ("participants:mandates", [world.organisation.slug]),
        ("participants:organisation_edit", [world.organisation.slug]),
    ):
        url = reverse(name, args=args)
        status = visit(world, "committer", "POST", url, fields_of(name, world)).status_code
        assert (name, status) == (name, 403)


def test_a_mailed_link_dies_with_the_mandate(world: World):
    person = world.people["committer"]
    token = MailToken.mint(
        consent_answer=world.answer, user=person, expires_at=timezone.now() + timedelta(days=9)
    )
    Mandate.objects.filter(user=person).update(revoked_at=timezone.now())
    url = reverse("projects:answer", args=[token])
    before = fingerprints()
    assert visit(world, "anonymous", "POST", url, {"position": "consent"}).status_code == 422
    answer = ConsentAnswer.objects.get(pk=world.answer.pk)
    assert (answer.position, fingerprints()) == ("pending", before)


@pytest.mark.parametrize("moderation_state", ["hidden", "held"])
@pytest.mark.parametrize("kind", ["invitation", "consent_answer", "role", "recipient_of"])
def test_a_mailed_link_shows_nothing_of_an_opgave_that_is_not_public(
    world: World, kind: str, moderation_state: str
):
    target = {
        "invitation": world.invitation,
        "consent_answer": world.answer,
        "role": world.role,
        "recipient_of": world.project,
    }[kind]
    person = {"consent_answer": "committer", "role": "official"}.get(kind)
    token = MailToken.mint(
        **{kind: target},
        user=world.people[person] if person else None,
        expires_at=timezone.now() + timedelta(days=9),
    )
    Project.objects.filter(pk=world.project.pk).update(
        moderation=moderation_state, moderation_reason="Der står navne på børn."
    )
    url = reverse("projects:answer", args=[token])
    for method in ("GET", "POST"):
        response = visit(world, "anonymous", method, url, {"svar": "yes", "position": "consent"})
        assert response.status_code == 404
        assert world.project.title not in response.content.decode()


def test_a_made_up_municipality_counts_for_nothing(world: World):
    """A public body that nobody has verified opens no gate, whoever says to speak for it."""
    with pytest.raises(NotAllowed), transaction.atomic():
        found_own_organisation("Nordager Kommune, Vej", "municipality", by=citizen())
    founder = citizen()
    region = found_own_organisation("Region Ingensteds", "region", by=founder)
    project = raised(founder)
    party = Party(project=project, organisation=region, accepted_at=timezone.now())
    assert not party.counts_as_public
    assert not party.counts_as_private


def test_nobody_joins_a_closed_opgave(world: World):
    closed = world.by_state[Phase.CLOSED]
    for name in ("projects:join", "projects:offer_role"):
        url = reverse(name, args=[closed.slug])
        data = fields_of(name, world)
        role = "citizen" if name == "projects:join" else "staff"
        assert visit(world, role, "POST", url, data).status_code in {409, 422}


def test_an_invitation_to_an_opgave_that_has_closed_cannot_be_accepted(world: World):
    guest = UserFactory()
    project = raised()
    invitation = invited(project, guest)
    Project.objects.filter(pk=project.pk).update(
        phase=Phase.CLOSED, outcome="dropped", recipient_body="B", answer_due=timezone.localdate()
    )
    token = MailToken.mint(invitation=invitation, expires_at=invitation.expires_at)
    url = reverse("projects:answer", args=[token])
    assert visit(world, "anonymous", "POST", url, {"svar": "yes"}).status_code == 422
    assert project.parties.count() == 1


def test_signing_in_tells_nobody_who_has_an_account(world: World):
    """The same answer for those who are known here and those who are not."""
    url = reverse("account_request_login_code")
    known = visit(world, "anonymous", "POST", url, {"email": world.people["citizen"].email})
    unknown = visit(world, "anonymous", "POST", url, {"email": "ukendt@mail.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


@pytest.mark.parametrize("name", ["projects:answer", "projects:answer_role"])
def test_a_yes_or_no_that_is_neither_is_no_answer(world: World, name: str):
    token = MailToken.mint(
        role=world.role,
        user=world.people["official"],
        expires_at=timezone.now() + timedelta(days=9),
    )
    slug = world.project.slug
    args = [token] if name == "projects:answer" else [slug, world.role.pk]
    with transaction.atomic():
        client = world.clients["official"]
        response = client.post(reverse(name, args=args), {"svar": "hvad?"})
        world.role.refresh_from_db()
        assert (response.status_code, world.role.state) == (200, "asked")
        transaction.set_rollback(True)


def test_reports_from_a_hidden_opgave_are_not_taken(world: World):
    hidden = world.by_state["hidden"]
    url = reverse("projects:report", args=[hidden.slug])
    assert visit(world, "citizen", "POST", url, {"reason": "Hvad?"}).status_code == 404
    assert visit(world, "initiator", "POST", url, {"reason": "Hvad?"}).status_code in {403, 422}
    assert not Report.objects.filter(project=hidden).exists()

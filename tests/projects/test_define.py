"""Definere: views that wait for one's own, versions that wait for consent, needs and offers."""

from functools import partial

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from participants import plugs
from projects.enums import ConsentAbout, Phase, Position
from projects.models import ConsentAnswer, ProblemView, Resource
from projects.phases import blockers
from projects.services import consent, frame, moving, parties, resources, statement
from projects.services.views import write_view
from samskabelse.history.models import Entry
from samskabelse.history.sentences import sentence_for
from samskabelse.web.errors import ActError, NotAllowed
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import (
    Team,
    accepted_party,
    agreed_statement,
    answers_in,
    asked_about_statement,
    define_together,
    everybody_consents,
    proposed,
    saw,
    team_in,
)
from tests.projects.crowd import at_once

pytestmark = pytest.mark.django_db
SECRET = "Kommunen hører ikke efter"


@pytest.fixture
def team() -> Team:
    return team_in(Phase.DEFINE)


def missing(team: Team) -> list[str]:
    return [blocker.code for blocker in blockers(team.refresh())]


def browser(user) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pages(team: Team) -> list[str]:
    slug = team.project.slug
    names = ["define", "views", "statement", "history", "detail", "parties", "frame", "resources"]
    versions = reverse("projects:view_versions", args=[slug, team.association.pk])
    admin = reverse("admin:projects_problemview_changelist")
    return [*(reverse(f"projects:{name}", args=[slug]) for name in names), versions, admin]


def reads(team: Team, user, text: str = SECRET) -> bool:
    """Whether the words stand on any page that the person can open."""
    client = browser(user)
    return any(text in client.get(url).content.decode() for url in pages(team))


# --- Views ---------------------------------------------------------------------------------------


def test_nobody_reads_a_view_before_its_time(team: Team) -> None:
    """By page, history, administration and export; first for its own, then those who have written,
    then everybody."""
    other = team.department.committers()[0]
    outsiders = [None, UserFactory(), team.convener, VerifiedStaffFactory(), AdministratorFactory()]
    saw(team.association, SECRET, share=False)
    assert reads_of(team, [other, *outsiders]) == set()
    assert not Entry.objects.filter(action__startswith="view.").exists()
    saw(team.association, SECRET)
    assert reads(team, team.speaker)
    assert reads_of(team, [other, *outsiders]) == set()
    saw(team.department, "Vi ser tomme klasselokaler", share=False)
    assert reads_of(team, [other]) == set()
    saw(team.department, "Vi ser tomme klasselokaler")
    assert reads_of(team, [other]) == {other}
    assert reads_of(team, outsiders) == set()
    moving.override_gate(team.project.pk, by=team.facilitator, reason="Fristen")
    assert reads_of(team, outsiders) == set(outsiders)


def reads_of(team: Team, people: list) -> set:
    exported = [plug(person) for person in people if person for plug in plugs.MY_DATA]
    entries = serializers.serialize("json", Entry.objects.all())
    told = [sentence_for(entry) for entry in Entry.objects.all()]
    assert SECRET not in f"{exported}{entries}{told}"
    return {person for person in people if reads(team, person)}


def test_who_speaks_for_two_parties_writes_for_both_first(team: Team) -> None:
    person = team.committer
    own = accepted_party(team.project, by=person)
    saw(team.department, SECRET)
    saw(team.association, "Vores")
    assert not ProblemView.objects.visible_to(person).filter(party=team.department).exists()
    saw(own, "Mit eget")
    assert ProblemView.objects.visible_to(person).filter(party=team.department).exists()


def test_a_shared_view_keeps_its_versions_and_cannot_be_taken_back(team: Team) -> None:
    saw(team.association, "Først")
    saw(team.association, "Siden")
    view = saw(team.association, "Siden", share=False)
    assert view.shared_at
    assert [row.sees for row in view.versions.all()] == ["Siden", "Først"]
    acts = Entry.objects.filter(action__startswith="view.").order_by("id")
    assert list(acts.values_list("action", flat=True)) == ["view.shared", "view.changed"]


@pytest.mark.parametrize(
    ("sees", "fits"),
    [("å" * 600, True), ("a\u030a" * 600, True), ("👩🏽‍🌾" * 200, True), ("å" * 601, False)],
)
def test_600_letters_as_people_count_them(team: Team, sees: str, fits: bool) -> None:
    write = partial(write_view, team.association.pk, by=team.committer, feels="", unknown="")
    if fits:
        assert write(sees=sees, share=True).shared_at
    else:
        with pytest.raises(ActError) as refused:
            write(sees=sees, share=True)
        assert (refused.value.code, refused.value.field) == ("too_long", "sees")


def test_a_page_refuses_and_keeps_what_was_typed(team: Team) -> None:
    url = reverse("projects:write_view", args=[team.project.slug, team.association.pk])
    response = browser(team.speaker).post(url, {"sees": "ord " * 300, "feels": "Alle her"})
    assert response.status_code == 422
    assert "Alle her" in response.content.decode()
    assert browser(team.initiator).get(url).status_code == 403


# --- The shared statement ------------------------------------------------------------------------


def test_a_change_of_meaning_asks_everybody_again(team: Team) -> None:
    first = agreed_statement(team)
    assert "statement" not in missing(team)
    second = proposed(team, "Det er noget helt andet.")
    assert second.number == 2
    assert "statement" in missing(team)
    said = ConsentAnswer.objects.filter(round__statement_version=second)
    assert set(said.values_list("position", flat=True)) == {Position.PENDING}
    assert first.rounds.get().state == "passed"


def test_a_correction_asks_nobody_again_until_a_party_objects(team: Team) -> None:
    agreed_statement(team)
    second = proposed(team, "Det er svært at være med uden at drikke!", change="wording")
    assert "statement" not in missing(team)
    assert all(row.carried_from for row in answers_in(second.rounds.get()))
    statement.contest_wording(
        second.pk,
        by=team.department.committers()[0],
        party_id=team.department.pk,
        reason="Det vender meningen",
    )
    second.refresh_from_db()
    assert second.change == "meaning"
    assert "statement" in missing(team)
    assert {row.position for row in answers_in(second.rounds.first())} == {"pending"}


def test_another_text_is_no_correction(team: Team) -> None:
    first = agreed_statement(team)
    with pytest.raises(ActError) as refused:
        proposed(team, "Kommunen bygger et stadion til byens fodboldhold.", change="wording")
    assert (refused.value.code, refused.value.field) == ("more_than_wording", "change")
    assert team.project.statement_versions.first() == first


def test_a_correction_asks_those_who_had_not_answered(team: Team) -> None:
    proposed(team)
    asked = asked_about_statement(team)
    consent.give_consent(asked.answers.get(party=team.association).pk, "consent", by=team.committer)
    second = proposed(team, "Det er svært at være med, uden at drikke.", change="wording")
    asked.refresh_from_db()
    assert asked.state == "replaced"
    said = {row.party_id: row.position for row in answers_in(second.rounds.get())}
    assert said.pop(team.association.pk) == "consent"
    assert set(said.values()) == {"pending"}


@pytest.mark.parametrize("change", ["meaning", "wording"])
def test_consent_never_counts_for_a_version_it_was_not_given_to(team: Team, change: str) -> None:
    proposed(team)
    old = answers_in(asked_about_statement(team))
    proposed(team, "Det er svært at være med uden at drikke!", change=change)
    for answer in old:
        with pytest.raises(ActError) as refused:
            consent.give_consent(answer.pk, "consent", by=answer.party.committers()[0])
        assert refused.value.code == "round_closed"
    assert "statement" in missing(team)


def test_a_newcomer_is_asked_about_what_the_others_agreed_on(team: Team) -> None:
    version = agreed_statement(team)
    newcomer = accepted_party(team.project)
    assert "statement" in missing(team)
    asked = asked_about_statement(team)
    pending = asked.answers.get(position="pending")
    assert (asked.statement_version, pending.party) == (version, newcomer)
    everybody_consents(asked)
    assert "statement" not in missing(team)


def test_those_who_stay_agree_when_the_last_in_the_way_has_left(team: Team) -> None:
    proposed(team)
    late = accepted_party(team.project)
    asked = asked_about_statement(team)
    for answer in answers_in(asked):
        if answer.party != late:
            consent.give_consent(answer.pk, "consent", by=answer.party.committers()[0])
    parties.leave_project(late.pk, by=late.user, reason="time")
    asked.refresh_from_db()
    assert asked.state == "passed"


def test_nobody_but_a_party_writes_the_statement(team: Team) -> None:
    for person in (team.convener, team.facilitator, UserFactory(), AdministratorFactory()):
        with pytest.raises(NotAllowed):
            proposed(team, by=person)


def test_the_slower_of_two_loses_nothing(team: Team) -> None:
    proposed(team, "Første ord")
    url = reverse("projects:propose", args=[team.project.slug])
    client = browser(team.speaker)
    proposed(team, "Hurtige ord", by=team.initiator)
    typed = {"text": "Langsomme ord", "change": "meaning", "seen": "1"}
    response = client.post(url, typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Langsomme" in html
    assert "Hurtige" in html
    assert 'name="seen" value="2"' in html
    assert client.post(url, typed | {"seen": "2"}).status_code == 303
    assert team.project.statement_versions.first().text == "Langsomme ord"


@pytest.mark.django_db(transaction=True)
def test_of_two_versions_at_once_one_wins() -> None:
    team = team_in(Phase.DEFINE)
    acts = [
        partial(statement.propose_statement, team.project.pk, by=by, text=f"Fra {by.pk}", seen=0)
        for by in (team.committer, team.initiator)
    ]
    assert at_once(acts) == {"ok": 1, "newer_version": 1}
    assert team.project.statement_versions.count() == 1


def test_the_first_words_stay_to_be_seen(team: Team) -> None:
    from projects.services.raising import change_project  # noqa: PLC0415

    first = team.project.problem
    change_project(team.project.pk, by=team.initiator, problem="Rettet tekst")
    html = browser(None).get(reverse("projects:statement", args=[team.project.slug])).content
    assert first.split("'")[0][:40] in html.decode()


def test_any_two_versions_can_be_compared(team: Team) -> None:
    proposed(team, "Børn går i mørke")
    proposed(team, "Børn kører i mørke")
    url = reverse("projects:compare", args=[team.project.slug])
    html = browser(None).get(url).content.decode()
    assert "kører" in html
    for query in ("fra=0&til=1", "fra=x&til=%00", "fra=9999999&til=-1", "til=1&fra=2"):
        assert browser(None).get(f"{url}?{query}").status_code == 200


# --- Needs and offers, the frame -----------------------------------------------------------------


def test_a_party_that_only_gives_is_named(team: Team) -> None:
    define_together(team)
    assert missing(team) == ["consent"]
    team.association.resources.filter(direction="need").delete()
    named = {b.code: str(b) for b in blockers(team.refresh())}
    assert team.association.name in named["no_party_only_gives"]
    team.association.resources.all().delete()
    named = {b.code: str(b) for b in blockers(team.refresh())}
    assert team.association.name in named["needs_and_offers"]


def test_the_first_yes_takes_it(team: Team) -> None:
    row = resources.add_resource(
        team.association.pk, by=team.speaker, direction="need", kind="room", what="Et lokale"
    )
    other = team.department
    resources.take_resource(row.pk, by=other.committers()[0], party_id=other.pk)
    first = team.project.parties.get(user=team.initiator)
    with pytest.raises(ActError) as refused:
        resources.take_resource(row.pk, by=team.initiator, party_id=first.pk)
    assert refused.value.code == "taken"
    html = browser(None).get(reverse("projects:resources", args=[team.project.slug])).content
    assert "<svg" in html.decode()
    assert "Et lokale" in html.decode()
    resources.release_resource(row.pk, by=other.committers()[0])
    assert Resource.objects.get(pk=row.pk).taken_by is None


def test_the_frame_is_versioned_and_two_do_not_overwrite_each_other(team: Team) -> None:
    write = partial(frame.change_frame, team.project.pk, by=team.convener)
    write(seen=0, known="Det er mørkt", fixed="Budgettet")
    write(seen=1, known="Det er meget mørkt", fixed="Budgettet")
    with pytest.raises(ActError) as refused:
        write(seen=1, known="Noget tredje")
    assert refused.value.code == "newer_version"
    html = browser(None).get(reverse("projects:frame", args=[team.project.slug])).content.decode()
    assert "<ins>" in html
    assert "Budgettet" in html


# --- Cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "most"),
    [("define", 22), ("views", 12), ("statement", 20), ("resources", 14), ("frame", 10)],
)
def test_a_page_costs_the_same_with_one_and_with_many(
    team: Team, name: str, most: int, django_assert_max_num_queries
) -> None:
    url = reverse(f"projects:{name}", args=[team.project.slug])
    define_together(team)
    client = browser(team.speaker)
    client.get(url)
    with django_assert_max_num_queries(most) as few:
        client.get(url)
    for _number in range(3):
        saw(accepted_party(team.project, brings="Tid", needs="Rum"), "Endnu et syn")
    proposed(team, "Nye ord\n\nog flere")
    with django_assert_max_num_queries(most) as many:
        client.get(url)
    assert len(many) <= len(few) + 1


def test_the_round_is_about_the_newest_version(team: Team) -> None:
    proposed(team, "Et")
    proposed(team, "To")
    asked = asked_about_statement(team)
    assert (asked.about, asked.statement_version.number) == (ConsentAbout.STATEMENT, 2)

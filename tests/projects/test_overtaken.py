"""Two people at the same form: what each changed is kept, or the slower is shown the newer."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.enums import Phase
from projects.models import Contribution, FindingWord, Party, Probe, Project
from projects.services.findings import reply_finding
from projects.services.moving import prepare_closing
from projects.services.overtaken import Overtaken, settled
from projects.services.raising import Place
from tests.factories.design import planned_probe
from tests.factories.projects import Team, proposed, raised, team_in, team_seeking
from tests.hostile.asking import typed_in
from tests.projects.cocreation import seen

pytestmark = pytest.mark.django_db
MODEL = "django.contrib.auth.backends.ModelBackend"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend=MODEL)
    return client


def opened(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send without anybody typing."""
    form = client.get(url).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if value not in (None, ""):
            sent[field.name] = value
    return sent


def shown(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def edited() -> tuple[Project, Client, str]:
    project = raised(
        title="Mørke stier", problem="Der er mørkt.\n\nDet er koldt.", place=Place("Havnen")
    )
    client = signed_in(project.initiator)
    return project, client, reverse("projects:edit", args=[project.slug])


def test_what_only_the_other_changed_is_left_as_it_stands(edited) -> None:
    project, client, url = edited
    mine, theirs = opened(client, url), opened(client, url)
    theirs["problem"] = "Der er mørkt.\r\n\r\nDet er koldt.\r\n\r\nOg vådt."
    assert client.post(url, theirs).status_code == 303
    assert client.post(url, mine | {"title": "Lyse stier"}).status_code == 303
    project.refresh_from_db()
    assert (project.title, project.place) == ("Lyse stier", "Havnen")
    assert "Og vådt." in project.problem


def test_the_slower_of_two_sees_what_the_other_wrote_and_loses_nothing(edited) -> None:
    project, client, url = edited
    mine = opened(client, url) | {"problem": "Mit eget."}
    theirs = opened(client, url) | {"problem": "Deres eget.", "place": "Torvet"}
    assert client.post(url, theirs).status_code == 303
    refused = client.post(url, mine)
    assert refused.status_code == 422
    assert "Deres eget." in shown(refused)
    typed = typed_in(refused)
    assert (typed["problem"], typed["place"]) == ("Mit eget.", "Torvet")
    project.refresh_from_db()
    assert project.problem == "Deres eget."
    form = refused.context["form"]
    again = {field.name: field.value() for field in form if field.value() not in (None, "")}
    assert client.post(url, again).status_code == 303
    project.refresh_from_db()
    assert (project.problem, project.place) == ("Mit eget.", "Torvet")


def test_both_may_write_the_same(edited) -> None:
    _project, client, url = edited
    mine = opened(client, url) | {"title": "Lyse stier"}
    assert [client.post(url, mine).status_code for _twice in range(2)] == [303, 303]


def test_the_ending() -> None:
    team = team_in(Phase.IMPLEMENT)
    url, client = reverse("projects:close", args=[team.project.slug]), signed_in(team.convener)
    said = {"outcome": "anchored", "owner": "Skolen", "lessons": "Spørg først."}
    prepare_closing(team.project.pk, by=team.convener, **said)
    mine, theirs = opened(client, url), opened(client, url)
    assert client.post(url, theirs | {"lessons": "Spørg naboerne."}).status_code == 303
    refused = client.post(url, mine | {"lessons": "Spørg børnene."})
    assert refused.status_code == 422
    assert "Spørg naboerne." in shown(refused)
    assert client.post(url, mine | {"owner": "Kommunen"}).status_code == 303
    team.project.refresh_from_db()
    assert (team.project.owner_from_here, team.project.lessons) == ("Kommunen", "Spørg naboerne.")


def test_the_plan_of_a_try() -> None:
    team = team_in(Phase.DESIGN)
    probe: Probe = planned_probe(team)
    url = reverse("projects:change_probe", args=[team.project.slug, probe.pk])
    client = signed_in(team.convener)
    mine, theirs = opened(client, url), opened(client, url)
    assert client.post(url, theirs | {"stop_rule": "Ved regn."}).status_code == 303
    refused = client.post(url, mine | {"stop_rule": "Ved sne."})
    assert refused.status_code == 422
    assert "Ved regn." in shown(refused)
    assert client.post(url, mine | {"title": "Lys"}).status_code == 303
    probe.refresh_from_db()
    assert (probe.title, probe.stop_rule) == ("Lys", "Ved regn.")


def test_what_a_party_brings() -> None:
    team = team_seeking()
    party: Party = team.association
    url = reverse("projects:describe_party", args=[team.project.slug, party.pk])
    client = signed_in(team.committer)
    mine, theirs = opened(client, url), opened(client, url)
    assert client.post(url, theirs | {"brings": "En trailer."}).status_code == 303
    assert client.post(url, mine | {"needs": "Et rum."}).status_code == 303
    party.refresh_from_db()
    assert (party.brings, party.needs) == ("En trailer.", "Et rum.")
    assert client.post(url, mine | {"brings": "To."}).status_code == 422


def test_a_program_that_names_what_it_changes_changes_it() -> None:
    assert settled({"a": "x"}, {"a": "y"}, None) == {"a": "x"}
    with pytest.raises(Overtaken) as refused:
        settled({"a": "x", "b": "1"}, {"a": "y", "b": "1"}, {"a": "?", "b": "?"})
    assert (refused.value.names, refused.value.code) == (["a"], "newer_version")


def contributed(team: Team) -> tuple[Client, str, dict[str, Any]]:
    proposed(team, "Der er mørkt.\n\nDet er koldt.")
    client = signed_in(team.committer)
    url = reverse("projects:contribute", args=[team.project.slug, 1])
    said = opened(client, url) | {"kind": "support", "text": "Det er vi enige i."}
    return client, url, said


@pytest.mark.parametrize("newer", ["Der er mørkt.\n\nDet er varmt.", "Det er varmt."])
def test_support_never_lands_on_another_text_than_was_read(newer: str) -> None:
    team = team_in(Phase.DEFINE)
    client, url, said = contributed(team)
    proposed(team, newer)
    refused = client.post(url, said)
    assert refused.status_code == 422
    assert not Contribution.objects.filter(text="Det er vi enige i.").exists()
    assert "Det er varmt." in shown(refused)
    assert typed_in(refused)["text"] == "Det er vi enige i."
    assert (
        client.post(url, said | {"read": refused.context["form"]["read"].value()}).status_code
        == 303
    )
    assert Contribution.objects.filter(text="Det er vi enige i.").count() == 1


def test_a_paragraph_that_reads_the_same_is_the_same() -> None:
    team = team_in(Phase.DEFINE)
    client, url, said = contributed(team)
    proposed(team, "Der er meget mørkt.\n\nDet  er koldt.")
    assert client.post(url, said).status_code == 303


def test_nobody_accepts_an_answer_that_they_have_not_read() -> None:
    team = team_seeking()
    seen.raised(team, "paid_work")
    seen.answered(team, "paid_work", "Vi gør noget.")
    url = reverse("projects:weigh_finding", args=[team.project.slug, "paid_work"])
    client = signed_in(team.committer)
    said = opened(client, url) | {"stance": "accept", "text": "Godt svar."}
    reply_finding(team.project.pk, "paid_work", by=team.convener, text="Vi gør intet.")
    refused = client.post(url, said)
    assert refused.status_code == 422
    assert not FindingWord.objects.filter(stance="accept").exists()
    assert "Vi gør intet." in shown(refused)
    assert typed_in(refused)["text"] == "Godt svar."
    again = said | {"read": refused.context["form"]["read"].value()}
    assert client.post(url, again).status_code == 303
    assert FindingWord.objects.filter(stance="accept").count() == 1

import pytest
from django.urls import reverse

from projects.services.examining import examine_project
from tests.factories.projects import team_in

pytestmark = pytest.mark.django_db

@pytest.mark.parametrize("phase", ["seeking", "define", "design", "implement", "closed"])
def test_smoke(client, phase):
    team = team_in(phase)
    examine_project(team.project.pk)
    p = team.refresh()
    print(p.label, p.open_findings, p.rungs, p.ladder_step, [(c.code, c.evidence) for c in p.findings.all()])
    client.force_login(team.initiator, backend="django.contrib.auth.backends.ModelBackend")
    r = client.get(reverse("projects:cocreation", args=[p.slug]))
    assert r.status_code == 200
    r = client.get(reverse("projects:municipality"))
    assert r.status_code == 200

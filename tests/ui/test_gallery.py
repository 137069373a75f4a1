"""The gallery is for those who build, and shows everything."""

import pytest
from django.urls import reverse

from samskabelse.ui.library import register
from tests.factories.people import UserFactory, VerifiedStaffFactory

pytestmark = pytest.mark.django_db


def test_staff_see_every_component(client):
    client.force_login(VerifiedStaffFactory())
    response = client.get(reverse("components"))
    assert response.status_code == 200
    page = response.content.decode()
    missing = [name for name in register.tags if f"{{% {name}" not in page]
    assert missing == []


def test_others_do_not(client):
    assert client.get(reverse("components")).status_code == 302
    client.force_login(UserFactory())
    assert client.get(reverse("components")).status_code == 403

"""Every URL name stands in the policy registry, and the registry names nothing else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import path, resolve

from participants.models import User
from samskabelse.policy.middleware import PolicyMiddleware
from samskabelse.policy.registry import REGISTRY, Access, access_for, may_enter, register
from tests.access.routes import names, patterns

OPEN_TO_A_WHOLE_NAMESPACE = {"admin:*"}  # its names follow from the models, not from us


# Patterns without a name: the admin's page for addresses it does not know, and allauth's
# redirects from former addresses. The first asks for an administrator, the second are refused.
NAMELESS = {"", "admin:"}


def unlisted(found: list[str]) -> list[str]:
    """Names without an entry of their own, but for the one namespace that may share one."""
    return [
        name
        for name in found
        if name not in REGISTRY and f"{name.partition(':')[0]}:*" not in OPEN_TO_A_WHOLE_NAMESPACE
    ]


def test_every_name_has_an_entry():
    assert unlisted(names()) == []


def test_every_pattern_has_a_name():
    assert {name for name in patterns() if not name.rpartition(":")[2]} == NAMELESS
    assert {str(found.pattern).split("/")[0] for found in patterns()[""]} == {"social"}


@pytest.mark.django_db
def test_a_pattern_without_a_name_is_refused(client):
    assert client.get("/konto/social/signup/").status_code == 403


def test_every_entry_has_a_pattern():
    assert set(REGISTRY) - set(names()) - OPEN_TO_A_WHOLE_NAMESPACE == set()


def test_only_the_administration_shares_an_entry():
    assert {name for name in REGISTRY if name.endswith("*")} == OPEN_TO_A_WHOLE_NAMESPACE


def test_a_new_name_fails_with_its_name():
    assert unlisted(["home", "projects:brand_new", "admin:whatever"]) == ["projects:brand_new"]
    assert access_for("projects:brand_new") is None


def test_a_namespace_below_the_admin_is_not_covered():
    assert access_for("admin:inner:page") is None


def test_two_different_entries_for_a_name_are_refused():
    with pytest.raises(ValueError, match="home has two different entries"):
        register({"home": Access.ADMIN})


class Routes:
    """The site's addresses and one that nobody has put in the registry."""

    urlpatterns = [path("glemt/", lambda request: None, name="forgotten")]
    handler403 = "django.views.defaults.permission_denied"


@pytest.mark.parametrize("who", [AnonymousUser(), User(is_staff=True, is_superuser=True)])
def test_a_page_without_an_entry_is_refused_to_everybody(rf, who):
    request = rf.get("/glemt/")
    request.user = who
    request.resolver_match = resolve("/glemt/", Routes)
    with pytest.raises(PermissionDenied):
        PolicyMiddleware(lambda request: None).process_view(request, None, (), {})


@pytest.mark.parametrize(
    ("who", "doors"),
    [
        (AnonymousUser(), {Access.PUBLIC}),
        (User(), {Access.PUBLIC, Access.SIGNED_IN}),
        (User(kind="staff"), {Access.PUBLIC, Access.SIGNED_IN}),
        (User(kind="politician"), {Access.PUBLIC, Access.SIGNED_IN}),
        (User(is_staff=True), {Access.PUBLIC, Access.SIGNED_IN, Access.STAFF, Access.ADMIN}),
    ],
    ids=["anonymous", "citizen", "claims staff", "claims politician", "administrator"],
)
def test_who_comes_through_which_door(who, doors):
    assert {access for access in Access if may_enter(who, access, demo=False)} == doors


def test_the_demo_is_open_in_demo_mode_only():
    assert may_enter(AnonymousUser(), Access.DEMO, demo=True)
    assert not may_enter(User(is_staff=True, is_superuser=True), Access.DEMO, demo=False)

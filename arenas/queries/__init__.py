"""Reads across arenas, meetings and people."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from arenas.models import Arena, GroundRules, Hat, Meeting, RulesAcceptance, SignUp
from participants.models import User
from projects.emails.common import everyone_in
from projects.enums import RoleState
from projects.models import Party, Project
from projects.personal import name_of
from samskabelse.web.lookups import AmongThose


def people_of(arena: Arena) -> dict[int, tuple[User, Party | None]]:
    """Everybody who is invited to the arena's meetings, and the party they come for."""
    project = arena.project
    found: dict[int, tuple[User, Party | None]] = {
        person.pk: (person, None) for person in everyone_in(project)
    }
    for hat in Hat.objects.filter(arena=arena, meeting=None, state=RoleState.ACCEPTED):
        if hat.user.is_active:
            found.setdefault(hat.user_id, (hat.user, None))
    for party in project.parties.active().with_names():
        for person in party.committers():
            found[person.pk] = (person, party)
    return found


def meetings_of(user: User, project: Project | None = None) -> QuerySet[Meeting]:
    """Meetings that stand in this person's calendar, in opgaver they can see."""
    mine = SignUp.objects.of_person(user).on_calendar().values("gathering")
    found = Meeting.objects.filter(AmongThose("pk", mine))
    found = found.filter(arena__project__in=Project.objects.visible_to(user))
    if project is not None:
        found = found.filter(arena__project=project)
    return found.select_related("arena__project").order_by("starts_at", "pk")


def rules_with_yeses(arena: Arena) -> GroundRules | None:
    """`Arena.rules_now`, with who has said yes to it: in `yeses`, id and name of each party."""
    given = RulesAcceptance.objects.filter(rules=OuterRef("pk")).order_by("id")
    said = JSONObject(party="party_id", name=name_of("party"))
    versions = arena.ground_rules.annotate(yeses=ArraySubquery(given.values(said=said)))
    return versions.order_by("-version").first()

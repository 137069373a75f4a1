"""What somebody can do, and what waits for them, in the phase *definere*."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import Phase
from projects.models import Party
from projects.personal import Waiting, adds_waiting
from projects.phases import Fact
from projects.views.actions import Todo, Viewer, adds_todos


@adds_todos
def define_todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """One's own view first, then what is written together."""
    if viewer.project.phase != Phase.DEFINE or not viewer.parties:
        return []
    missing = {fact.code for fact in facts if not fact.met}
    found = [
        Todo(
            _("Write how %(party)s sees the problem") % {"party": party.name},
            viewer.url("write_view", party.pk),
            presses=True,
        )
        for party in viewer.parties
        if not party.has_shared_view
    ]
    if "statement" in missing:
        found.append(Todo(_("Write the shared statement together"), viewer.url("statement")))
    if missing & {"needs_and_offers", "no_party_only_gives"}:
        found.append(Todo(_("Write what you need and offer"), viewer.url("resources")))
    return found


@adds_waiting
def views_to_write(user: User) -> Iterable[Waiting]:
    """The others wait for how a party sees the problem."""
    parties = Party.objects.speaking(user).deciding().filter(project__phase=Phase.DEFINE)
    unwritten = parties.exclude(view__shared_at__isnull=False)
    return [
        Waiting(
            party.project,
            _("How does %(party)s see the problem?") % {"party": party.name},
            reverse("projects:write_view", args=[party.project.slug, party.pk]),
        )
        for party in unwritten.select_related("project", "organisation", "user")
        if party.project.is_public
    ]

"""What somebody can do, and what waits for them, in the phase *definere*."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from participants.listings import Asking, Listed
from participants.models.user import shown_name
from projects.enums import Moderation, Phase, Position, RoundState
from projects.models import Party
from projects.personal import adds_waiting, name_of, page_in
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
        found += _statement(viewer)
    if missing & {"needs_and_offers", "no_party_only_gives"}:
        found.append(Todo(_("Write what you need and offer"), viewer.url("resources")))
    return found


def _statement(viewer: Viewer) -> list[Todo]:
    """Write it, then ask about it. While the parties are asked only an objection wants words."""
    url, asked = viewer.url("statement"), viewer.now.statement_round
    is_open = asked is not None and asked.state == RoundState.OPEN
    if viewer.now.statement and not is_open:
        return [Todo(_("Ask the parties whether they consent to the shared statement"), url)]
    if asked is None or Position.OBJECTION in asked.said.values():
        return [Todo(_("Write the shared statement together"), url)]
    return []


def _silent_parties(asking: Asking) -> QuerySet[Party]:
    parties = Party.objects.speaking(asking.user, asking.today).deciding()
    here = parties.filter(project__phase=Phase.DEFINE, project__moderation=Moderation.CLEAR)
    return here.exclude(view__shared_at__isnull=False)


@adds_waiting(_silent_parties, "pk", party=name_of())
def view_to_write(row: Listed) -> tuple[str, str]:
    """The others wait for how a party sees the problem."""
    question = _("How does %(party)s see the problem?") % {"party": shown_name(row["party"])}
    return question, page_in("write_view", row["slug"], row["pk"])

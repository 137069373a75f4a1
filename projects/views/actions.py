"""What this person can do now, most pressing first.

Pages about one phase add theirs with `adds_todos`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import (
    REOPENABLE_PHASES,
    SPOKEN_POSITIONS,
    ConsentAbout,
    Phase,
    Position,
    ProjectRoleKind,
    RoundState,
)
from projects.models import ConsentRound, Project
from projects.phases import ALLOWS, Fact, Situation
from projects.phases.consent import named
from projects.phases.parties import PartyRow
from samskabelse.web.slugs import address_of


@dataclass(frozen=True)
class Todo:
    """A link to something the person can do. `presses` marks the one thing to do first."""

    label: str | Promise
    url: str
    presses: bool = False


class Viewer:
    """Who looks at the opgave, each question asked once.

    The opgave comes from `load_project`, which has asked what concerns this person alone.
    """

    def __init__(self, user, project: Project, now: Situation) -> None:
        self.user = user
        self.project = project
        self.now = now
        self.parties: list[PartyRow] = []
        self.committing: list[PartyRow] = []
        if user.is_authenticated:
            self.parties = _parties_of(user, now.active, project.speaks_for)
            self.committing = _parties_of(user, now.active, project.commits_for)
        hats = {role.kind for role in project.accepted_roles if role.user_id == user.pk}
        self.is_convener = user.is_authenticated and ProjectRoleKind.CONVENER in hats
        self.is_facilitator = user.is_authenticated and ProjectRoleKind.FACILITATOR in hats
        self.is_steering = user.is_authenticated and bool(hats)
        self.is_on_team = bool(self.parties) or self.is_steering
        self.is_initiator = user.is_authenticated and project.initiator_id == user.pk
        self.is_staff = user.is_authenticated and (user.is_verified_public or user.is_staff)

    def url(self, name: str, *args: object) -> str:
        page = f"projects:{name}"
        slug = self.project.slug
        return reverse(page, args=[slug, *args]) if args else address_of(page, slug)


def _parties_of(user, parties: list[PartyRow], organisations: list[int]) -> list[PartyRow]:
    """Of the parties, the person's own and those of these organisations. Own person first."""
    own = [party for party in parties if party.user_id == user.pk]
    return own + [party for party in parties if party.organisation_id in organisations]


Source = Callable[[Viewer, list[Fact]], list[Todo]]
SOURCES: list[Source] = []


def adds_todos(source: Source) -> Source:
    """Ask `source` too. It says nothing to whom, and when, there is nothing to do."""
    SOURCES.append(source)
    return source


def todos(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """The list under "What you can do"."""
    if not viewer.project.is_public and not viewer.is_staff:
        return _for_author(viewer)
    if not viewer.user.is_authenticated:
        return _for_visitors(viewer)
    found = [*_waiting(viewer), *_for_staff(viewer)]
    found += [todo for source in SOURCES for todo in source(viewer, facts)]
    found += _for_team(viewer, facts)
    if not viewer.is_on_team:
        found += _for_visitors(viewer)
    return found


def _for_author(viewer: Viewer) -> list[Todo]:
    """A held or hidden opgave can be mended by the one who wrote it."""
    return [Todo(_("Mend the text"), viewer.url("edit"))] if viewer.is_initiator else []


def _for_visitors(viewer: Viewer) -> list[Todo]:
    """To take part. Whoever is invited has that to answer instead."""
    is_invited = viewer.user.is_authenticated and viewer.project.own_invitations
    if not viewer.project.is_open or is_invited:
        return []
    return [Todo(_("Take part"), viewer.url("join"), presses=True)]


def _waiting(viewer: Viewer) -> list[Todo]:
    """Questions that this person has been asked."""
    project, user = viewer.project, viewer.user
    roles = [role for role in project.open_roles if role.user_id == user.pk and not role.is_worn]
    found = [
        Todo(_("Answer the invitation"), viewer.url("invitation", pk), presses=True)
        for pk in project.own_invitations
    ]
    found += [
        Todo(
            _("Answer: will you be %(role)s?") % {"role": row.get_kind_display().lower()},
            viewer.url("answer_role", row.pk),
            presses=True,
        )
        for row in roles
    ]
    found += [todo for row in _asked_now(viewer) for todo in _consents(viewer, row)]
    return found + _wishes(viewer)


def _wishes(viewer: Viewer) -> list[Todo]:
    """Whoever raised it or brings people together is told that somebody waits for a welcome."""
    is_told = viewer.is_convener or (viewer.is_initiator and viewer.is_on_team)
    if not (is_told and viewer.project.is_open and viewer.project.has_wishes):
        return []
    label = _("Somebody wants to take part: answer them")
    return [Todo(label, viewer.url("parties"), presses=True)]


ASKED_ABOUT: dict[str, str | Promise] = {
    ConsentAbout.GATE: gettext_lazy("Say whether %(party)s consents to go on"),
    ConsentAbout.STATEMENT: gettext_lazy("Say whether %(party)s consents to the shared statement"),
    ConsentAbout.SOLUTION: gettext_lazy("Say whether %(party)s consents to the solution"),
}
ANSWERED_ABOUT: dict[str, str | Promise] = {
    ConsentAbout.GATE: gettext_lazy("%(party)s has answered about going on: %(said)s. Change it"),
    ConsentAbout.STATEMENT: gettext_lazy(
        "%(party)s has answered about the shared statement: %(said)s. Change it"
    ),
    ConsentAbout.SOLUTION: gettext_lazy(
        "%(party)s has answered about the solution: %(said)s. Change it"
    ),
}


def _asked_now(viewer: Viewer) -> list[ConsentRound]:
    """What the parties are being asked: nothing is read for whoever commits none."""
    if not viewer.committing:
        return []
    rounds = [viewer.now.open_round, viewer.now.statement_round, viewer.now.open_choice]
    return [row for row in rounds if row and row.state == RoundState.OPEN]


def _consents(viewer: Viewer, asked: ConsentRound) -> list[Todo]:
    """The question to each of one's parties that is asked, or what it has answered."""
    found, said = [], asked.said
    for party in viewer.committing:
        position = said.get(party.pk)
        url = f"{viewer.url('consent')}?om={asked.about}&part={party.pk}"
        told = {"party": party.name}
        if position == Position.PENDING:
            found.append(Todo(str(ASKED_ABOUT[asked.about]) % told, url, presses=True))
        elif position in SPOKEN_POSITIONS:
            told["said"] = str(Position(position).label).lower()
            found.append(Todo(str(ANSWERED_ABOUT[asked.about]) % told, url))
    return found


def _for_staff(viewer: Viewer) -> list[Todo]:
    if not viewer.is_staff or not viewer.project.is_open:
        return []
    found = []
    if not viewer.project.first_replied_at and viewer.project.first_reply_due:
        found.append(Todo(_("Give the first answer"), viewer.url("first_reply"), presses=True))
    if not viewer.now.has_convener:
        found.append(Todo(_("Offer to be convener"), viewer.url("offer_role")))
    return found


def _for_team(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    project = viewer.project
    if not viewer.is_on_team:
        return _for_author(viewer)
    if not project.is_open:
        reopenable = project.phase in REOPENABLE_PHASES and bool(viewer.parties)
        return [Todo(_("Open the problem again"), viewer.url("reopen"))] if reopenable else []
    found = [*_own_party(viewer), *_gate(viewer, facts)]
    found += _inviting(viewer)
    found.append(Todo(_("Map who it concerns"), viewer.url("stakeholders")))
    found += _steering(viewer)
    found.append(Todo(_("Mend the text"), viewer.url("edit")))
    if project.phase in REOPENABLE_PHASES and viewer.parties:
        found.append(Todo(_("Open the problem again"), viewer.url("reopen")))
    if viewer.is_facilitator and missing_something(facts):
        found.append(Todo(_("Move on although something is missing"), viewer.url("override")))
    return found


def missing_something(facts: list[Fact]) -> bool:
    return any(not fact.met for fact in facts)


def _own_party(viewer: Viewer) -> list[Todo]:
    return [
        Todo(
            _("Write what %(party)s brings and needs") % {"party": party.name},
            viewer.url("describe_party", party.pk),
        )
        for party in viewer.parties
        if not party.is_described
    ]


def _gate(viewer: Viewer, facts: list[Fact]) -> list[Todo]:
    """What moves the opgave towards its next phase."""
    missing = {fact.code for fact in facts if not fact.met}
    if missing == {"consent"} and not viewer.now.open_round:
        return [Todo(_("Ask the parties for their consent"), viewer.url("open_round"))]
    if not missing:
        return [Todo(_("Move on to the next phase"), viewer.url("advance"))]
    return []


def _role_to_ask(viewer: Viewer) -> str:
    """Which hat somebody is wanted for, and who has been asked to be convener already."""
    if viewer.now.has_convener:
        return _("Ask somebody to be facilitator, or hand on a role")
    asked = [
        role.user.display_name
        for role in viewer.project.open_roles
        if role.kind == ProjectRoleKind.CONVENER and not role.is_worn
    ]
    if not asked:
        return _("Ask somebody to be convener")
    return _("Ask somebody else to be convener: %(names)s has been asked") % {"names": named(asked)}


def _inviting(viewer: Viewer) -> list[Todo]:
    """Ask more people; those who have not answered yet are named."""
    asked = viewer.project.invited_names
    label = (
        _("Invite somebody else: %(names)s has been asked") % {"names": named(asked)}
        if asked
        else _("Invite somebody")
    )
    return [Todo(label, viewer.url("invite"))]


def _steering(viewer: Viewer) -> list[Todo]:
    project = viewer.project
    found = []
    found.append(Todo(_role_to_ask(viewer), viewer.url("ask_role")))
    if viewer.is_convener:
        named = project.has_recipient
        label = _("Change recipient or deadline") if named else _("Name recipient and deadline")
        found.append(Todo(label, viewer.url("recipient")))
        if _waits_for_answer(viewer):
            found.append(Todo(_("Write down the recipient's answer"), viewer.url("verdict")))
    if project.phase == Phase.IMPLEMENT:
        found.append(Todo(_("Prepare to close"), viewer.url("close")))
    return found


def _waits_for_answer(viewer: Viewer) -> bool:
    """A recommendation is with the recipient, and no answer is written down yet."""
    project = viewer.project
    may_be_sent = project.phase in ALLOWS["recommend"] and not project.verdict
    return may_be_sent and viewer.now.designed.recommended_id is not None

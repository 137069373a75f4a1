"""Each party writes how it sees the problem: a draft of its own, then shared."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import PartyStatus
from projects.models import Party, ProblemView, ProblemViewVersion, Project
from projects.models.view import LONGEST_VIEW
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.ui.graphemes import length_of
from samskabelse.web.errors import ActError

VIEW_FIELDS = ["sees", "feels", "unknown"]


@transaction.atomic
def write_view(
    party_id: int, *, by: User, sees: str, feels: str, unknown: str, share: bool
) -> ProblemView:
    """Keep a draft, or share it. What is shared stays shared; each change of it is a version.

    Nobody else learns of a draft, not even from the history. The three answers together are at most
    600 letters, as people count them (peers §2.2).
    """
    party = Party.objects.with_names().get(pk=party_id)
    project = lock_project(party.project_id)
    party.refresh_from_db(fields=["status"])
    require(by, "projects.write_view", party)
    require_phase(project, "define")
    if party.status != PartyStatus.ACCEPTED:
        raise ActError(_("%(name)s has left the project.") % {"name": party.name}, code="left")
    said = {"sees": sees.strip(), "feels": feels.strip(), "unknown": unknown.strip()}
    view = ProblemView.objects.filter(party=party).first() or ProblemView(party=party)
    _check(said, shared=share or bool(view.shared_at))
    unchanged = view.pk and all(getattr(view, field) == text for field, text in said.items())
    if unchanged and (view.shared_at or not share):
        return view
    return _save(view, project, said, by, share=share)


def _check(said: dict[str, str], *, shared: bool) -> None:
    if shared and not said["sees"]:
        raise ActError(_("Write what you see."), field="sees")
    length = sum(map(length_of, said.values()))
    if length > LONGEST_VIEW:
        text = _("The three answers are %(length)s letters long together. Take %(over)s away.")
        over = length - LONGEST_VIEW
        raise ActError(text % {"length": length, "over": over}, field="sees", code="too_long")


def _save(
    view: ProblemView, project: Project, said: dict[str, str], by: User, *, share: bool
) -> ProblemView:
    was_shared = bool(view.shared_at)
    for field, text in said.items():
        setattr(view, field, text)
    view.project, view.by, view.changed_at = project, by, timezone.now()
    if share and not was_shared:
        view.shared_at = view.changed_at
    view.save()
    if view.shared_at:
        number = view.versions.count() + 1
        ProblemViewVersion.objects.create(
            view=view, number=number, by=by, at=view.changed_at, **said
        )
        record(
            project,
            "view.changed" if was_shared else "view.shared",
            by=by,
            on_behalf_of=voice_name(view.party, by),
            who=view.party.name,
            person=view.party.user_id,
            version=number,
        )
    return view


def open_views(project: Project) -> None:
    """Part of the move to *designe*: from now on everybody can read what was shared."""
    shared = project.views.shared().filter(public_at=None)
    shared.update(public_at=timezone.now())

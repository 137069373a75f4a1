"""Join, describe oneself, leave."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Organisation, User
from participants.services.organisations import declare_mandate, mark_joined
from projects import emails
from projects.enums import JoinState, LeaveReason, PartyStatus, RolePromise
from projects.models import ConsentAnswer, JoinRequest, Party, Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, voice_name
from projects.services.overtaken import settled
from projects.services.resources import first_rows_of
from projects.services.rounds import settle_open_rounds
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


def join_as_party(
    project: Project,
    *,
    by: User,
    organisation: Organisation | None,
    role_promise: str = RolePromise.COCREATE,
    brings: str = "",
    needs: str = "",
) -> Party:
    """Become a party, or one again. Part of an act that holds the opgave's lock and records it.

    If the parties are just being asked for consent, a newcomer who decides is asked too.
    """
    who = {"organisation": organisation} if organisation else {"user": by}
    party = Party.objects.filter(project=project, **who).first() or Party(project=project, **who)
    if party.pk and party.status == PartyStatus.ACCEPTED:
        return party
    party.status = PartyStatus.ACCEPTED
    party.role_promise = role_promise
    party.brings = brings.strip() or party.brings
    party.needs = needs.strip() or party.needs
    party.accepted_at = timezone.now()
    party.accepted_by = by
    party.left_at, party.leave_reason, party.leave_note = None, "", ""
    party.save()
    first_rows_of(party)
    standing = project.rounds.filter(state="open").select_related(
        "project", "statement_version", "solution_version"
    )
    for consent_round in standing if party.decides else []:
        answer, _is_new = ConsentAnswer.objects.get_or_create(round=consent_round, party=party)
        emails.queue_consent_asked(answer)
    return party


@transaction.atomic
def describe_party(
    party_id: int,
    *,
    by: User,
    brings: str,
    needs: str,
    was_shown: Mapping[str, str] | None = None,
) -> Party:
    """Write what a party brings and needs (R31).

    Refused (`newer_version`) where somebody else has changed the same since `was_shown`.
    """
    party = Party.objects.with_names().get(pk=party_id)
    project = lock_project(party.project_id)
    party.refresh_from_db()
    require(by, "projects.describe_party", party)
    require_phase(project, "change")
    if party.status == PartyStatus.LEFT:
        raise ActError(_("%(name)s has left the project.") % {"name": party.name}, code="left")
    said = {"brings": brings.strip(), "needs": needs.strip()}
    now = {"brings": party.brings, "needs": party.needs}
    said = settled(said, now, was_shown)
    if said == now:
        return party
    party.brings, party.needs = said["brings"], said["needs"]
    party.save(update_fields=["brings", "needs"])
    first_rows_of(party)
    record(
        project,
        "party.described",
        by=by,
        on_behalf_of=voice_name(party, by),
        who=party.name,
        person=party.user_id,
        brings=party.brings,
        needs=party.needs,
    )
    return party


@transaction.atomic
def leave_project(party_id: int, *, by: User, reason: str, note: str = "") -> Party:
    """End a party's part, and say why. It can come back.

    Whatever those who stay agree on without it follows at once, as after an answer.
    """
    party = Party.objects.with_names().get(pk=party_id)
    project = lock_project(party.project_id)
    party.refresh_from_db()
    require(by, "projects.leave_party", party)
    if party.status == PartyStatus.LEFT:
        return party
    require_phase(project, "leave")
    if reason not in LeaveReason.values:
        raise ActError(_("Choose why you leave."), field="reason")
    party.status = PartyStatus.LEFT
    party.left_at = timezone.now()
    party.leave_reason = reason
    party.leave_note = note.strip()
    party.save(update_fields=["status", "left_at", "leave_reason", "leave_note"])
    ConsentAnswer.objects.filter(party=party, round__state="open").delete()
    record(
        project,
        "party.left",
        by=by,
        on_behalf_of=voice_name(party, by),
        who=party.name,
        person=party.user_id,
        reason=reason,
    )
    settle_open_rounds(project, by)
    return party


@transaction.atomic
def ask_to_join(
    project_id: int, *, by: User, organisation: Organisation | None, note: str
) -> JoinRequest:
    """Say unasked that one wants to take part. The parties answer."""
    project = lock_project(project_id)
    if not project.is_public:
        raise NotAllowed
    require_phase(project, "join")
    if not note.strip():
        raise ActError(_("Write what you bring or need."), field="note")
    if organisation and not organisation.may_commit(by):
        declare_mandate(organisation.pk, by=by)
    who = {"organisation": organisation} if organisation else {"user": by}
    if project.parties.active().filter(**who).exists():
        raise ActError(_("You take part already."), code="already_party")
    wish, is_new = JoinRequest.objects.get_or_create(
        project=project,
        user=by,
        organisation=organisation,
        state=JoinState.OPEN,
        defaults={"note": note.strip()},
    )
    if is_new:
        record(project, "wish.sent", by=by, on_behalf_of=voice_of_wish(wish), public=False)
        emails.queue_join_asked(wish)
    return wish


@transaction.atomic
def answer_wish(wish_id: int, *, by: User, welcome: bool, note: str = "") -> JoinRequest:
    """Welcome somebody who wants to take part, or say not this time and why."""
    wish = JoinRequest.objects.select_related("organisation", "user").get(pk=wish_id)
    project = lock_project(wish.project_id)
    wish.refresh_from_db()
    require(by, "projects.welcome_party", project)
    require_phase(project, "join")
    if wish.state != JoinState.OPEN:
        return wish
    if not welcome and not note.strip():
        raise ActError(_("Write why not, in a sentence."), field="note")
    if welcome:
        _check_still_speaks(wish)
        if wish.organisation:
            mark_joined(wish.organisation)
        join_as_party(project, by=wish.user, organisation=wish.organisation, brings=wish.note)
    wish.state = JoinState.WELCOMED if welcome else JoinState.DECLINED
    wish.answer_note = note.strip()
    wish.answered_at = timezone.now()
    wish.answered_by = by
    wish.save()
    record(
        project,
        f"wish.{wish.state}",
        by=by,
        on_behalf_of=behalf(by, project),
        public=welcome,
        who=wish.name,
        person=None if wish.organisation else wish.user_id,
    )
    emails.queue_join_answered(wish)
    return wish


def _check_still_speaks(wish: JoinRequest) -> None:
    """Whoever asked must still be here, and still be able to commit the organisation."""
    may_commit = wish.organisation is None or wish.organisation.may_commit(wish.user)
    if not (wish.user.is_active and may_commit):
        raise ActError(
            _("Whoever asked on behalf of %(name)s can no longer answer for them.")
            % {"name": wish.name},
            code="mandate_missing",
        )


def voice_of_wish(wish: JoinRequest) -> str:
    return wish.organisation.name if wish.organisation else ""

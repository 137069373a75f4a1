"""Ask people and organisations to take part, and take their answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from participants.models import Organisation, User
from participants.models.user import canonical_email
from participants.services.organisations import (
    declare_mandate,
    found_organisation,
    mark_joined,
)
from projects import emails
from projects.enums import OPEN_INVITATIONS, Answer, InvitationState, RolePromise
from projects.models import Invitation, Party, Project, Stakeholder
from projects.phases import require_phase
from projects.services.common import lock_project, require, voice_name, voice_of
from projects.services.parties import join_as_party
from samskabelse.history.services import record
from samskabelse.web.errors import ActError, NotAllowed


@dataclass(frozen=True)
class Invitee:
    """Whom to ask, for what, and why them."""

    email: str
    name: str
    why_you: str
    organisation_name: str = ""
    organisation_kind: str = ""
    role_promise: str = RolePromise.COCREATE
    language: str = "da"
    stakeholder: Stakeholder | None = None


def check_invitee(invitee: Invitee) -> None:
    """Refuse a row that cannot become an invitation, naming the field."""
    try:
        validate_email(canonical_email(invitee.email))
    except ValidationError as error:
        raise ActError(
            _("“%(email)s” is not an e-mail address.") % {"email": invitee.email[:80]},
            code="bad_email",
            field="email",
        ) from error
    if not invitee.name.strip() and not invitee.organisation_name.strip():
        raise ActError(_("Write who you are inviting."), code="no_name", field="name")
    if not invitee.why_you.strip():
        raise ActError(_("Write why you are asking just them."), code="no_why", field="why_you")
    if bool(invitee.organisation_name.strip()) != bool(invitee.organisation_kind):
        field = "organisation_kind" if invitee.organisation_name.strip() else "organisation_name"
        raise ActError(
            _("Write both the organisation's name and its kind, or neither."),
            code="half_an_organisation",
            field=field,
        )


@transaction.atomic
def invite_party(
    project_id: int, invitee: Invitee, *, by: User, party: Party | None = None
) -> Invitation:
    """Ask one person, for themselves or for an organisation. The mail leaves through the outbox."""
    project = lock_project(project_id)
    voice = _may_invite(project, by, party)
    return _invite(project, invitee, by=by, voice=voice)


@transaction.atomic
def invite_parties(
    project_id: int, invitees: Sequence[Invitee], *, by: User, party: Party | None = None
) -> list[Invitation]:
    """Ask many, all or none. An address already waiting for an answer is passed by."""
    project = lock_project(project_id)
    voice = _may_invite(project, by, party)
    waiting = {
        _identity(invitation.email, invitation.organisation_name)
        for invitation in project.invitations.filter(state__in=OPEN_INVITATIONS)
    }
    sent = []
    for invitee in invitees:
        identity = _identity(invitee.email, invitee.organisation_name)
        if identity not in waiting:
            waiting.add(identity)
            sent.append(_invite(project, invitee, by=by, voice=voice))
    return sent


def _identity(email: str, organisation_name: str) -> tuple[str, str]:
    return canonical_email(email), " ".join(organisation_name.split()).lower()


def _may_invite(project: Project, by: User, party: Party | None) -> Party | None:
    require(by, "projects.invite_party", project)
    require_phase(project, "invite")
    if not project.is_public:
        raise ActError(
            _("You can invite others once a moderator has looked at the project."),
            code="not_public_yet",
        )
    return voice_of(by, project, party)


def _invite(project: Project, invitee: Invitee, *, by: User, voice: Party | None) -> Invitation:
    check_invitee(invitee)
    email, organisation = _identity(invitee.email, invitee.organisation_name)
    open_already = project.invitations.filter(
        state__in=OPEN_INVITATIONS, email__iexact=email, organisation_name__iexact=organisation
    )
    if open_already.exists():
        raise ActError(
            _("%(name)s has been asked already and has not answered.")
            % {"name": invitee.organisation_name or invitee.name},
            code="already_invited",
            field="email",
        )
    invitation = Invitation.objects.create(
        project=project,
        stakeholder=invitee.stakeholder,
        email=email,
        name=invitee.name.strip(),
        organisation_name=" ".join(invitee.organisation_name.split()),
        organisation_kind=invitee.organisation_kind,
        role_promise=invitee.role_promise,
        why_you=invitee.why_you.strip(),
        language=invitee.language,
        invited_by=by,
        on_behalf_of=voice,
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    # A private person is named to the parties alone until they say yes.
    record(
        project,
        "invitation.sent",
        by=by,
        on_behalf_of=voice_name(voice, by),
        public=bool(invitation.organisation_name),
        who=invitation.shown_as,
        invitation=invitation.pk,
    )
    emails.queue_invitation(invitation)
    return invitation


@transaction.atomic
def send_again(invitation_id: int, *, by: User) -> Invitation:
    """Mail an unanswered invitation once more, and let it run from today.

    Earlier links stop working: somebody may ask for this because the first went astray.
    """
    invitation = _lock_open(invitation_id, by)
    invitation.issue += 1
    invitation.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    invitation.save(update_fields=["issue", "expires_at"])
    invitation.tokens.all().delete()
    record(
        invitation.project,
        "invitation.sent_again",
        by=by,
        public=False,
        who=invitation.shown_as,
        invitation=invitation.pk,
    )
    emails.queue_invitation(invitation)
    return invitation


@transaction.atomic
def cancel_invitation(invitation_id: int, *, by: User) -> Invitation:
    """Take an unanswered invitation back. Its links then say so."""
    invitation = _lock_open(invitation_id, by)
    invitation.state = InvitationState.CANCELLED
    invitation.save(update_fields=["state"])
    record(
        invitation.project,
        "invitation.cancelled",
        by=by,
        public=False,
        who=invitation.shown_as,
        invitation=invitation.pk,
    )
    return invitation


def _lock_open(invitation_id: int, by: User) -> Invitation:
    invitation = lock_invitation(invitation_id)
    require(by, "projects.invite_party", invitation.project)
    require_phase(invitation.project, "invite")
    if not invitation.is_open:
        raise ActError(_("This invitation has been answered or cancelled."), code="not_open")
    return invitation


def lock_invitation(invitation_id: int) -> Invitation:
    """The invitation with its opgave, both held, the opgave first as everywhere."""
    project_id = Invitation.objects.values_list("project_id", flat=True).get(pk=invitation_id)
    project = lock_project(project_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation_id)
    invitation.project = project
    return invitation


@transaction.atomic
def answer_invitation(
    invitation_id: int,
    answer: str,
    *,
    by: User,
    note: str = "",
    brings: str = "",
    needs: str = "",
) -> Invitation:
    """Say ja, måske or nej. The same answer twice, or 64 times at once, has one effect.

    Only the person who was asked may answer. For an organisation a yes needs a mandate that
    commits it; where nobody has one yet, the yes declares it.
    """
    invitation = lock_invitation(invitation_id)
    if canonical_email(by.email) != invitation.email:
        raise NotAllowed(_("This invitation was sent to somebody else."), code="not_yours")
    wanted = {
        Answer.YES: InvitationState.ACCEPTED,
        Answer.MAYBE: InvitationState.CONSIDERING,
        Answer.NO: InvitationState.DECLINED,
    }[Answer(answer)]
    if invitation.state == wanted:
        return invitation
    _check_answerable(invitation)
    party = _accept(invitation, by, brings, needs) if answer == Answer.YES else None
    invitation.state = wanted
    invitation.party = party
    invitation.answered_at = timezone.now()
    invitation.answered_by = by
    invitation.answer_note = note.strip()
    invitation.save()
    record(
        invitation.project,
        f"invitation.{wanted}",
        by=by,
        on_behalf_of=invitation.organisation_name,
        public=party is not None,
        who=invitation.organisation_name or by.display_name,
        invitation=invitation.pk,
    )
    emails.queue_invitation_answered(invitation)
    return invitation


def _check_answerable(invitation: Invitation) -> None:
    require_phase(invitation.project, "answer_invitation")
    if invitation.state == InvitationState.CANCELLED:
        raise ActError(_("This invitation has been taken back."), code="cancelled")
    if not invitation.is_open:
        raise ActError(_("This invitation has been answered already."), code="answered")
    if invitation.has_expired:
        raise ActError(
            _("This invitation has run out. Ask %(name)s to send it again.")
            % {"name": invitation.invited_by or _("the one who asked you")},
            code="expired",
        )


def _accept(invitation: Invitation, by: User, brings: str, needs: str) -> Party:
    organisation = _organisation_for(invitation, by) if invitation.organisation_name else None
    if organisation and not organisation.may_commit(by):
        declare_mandate(organisation.pk, by=by)
    if organisation:
        mark_joined(organisation)
    return join_as_party(
        invitation.project,
        by=by,
        organisation=organisation,
        role_promise=invitation.role_promise,
        brings=brings,
        needs=needs,
    )


def _organisation_for(invitation: Invitation, by: User) -> Organisation:
    """The organisation that was asked: the one we know by that name and kind, or a new one."""
    known = Organisation.objects.filter(
        name__iexact=invitation.organisation_name, kind=invitation.organisation_kind
    )
    # A verified one comes first: nobody may hide behind a copy of its name.
    best = known.order_by("verified_at", "id").first()
    return best or found_organisation(
        invitation.organisation_name,
        OrganisationKind(invitation.organisation_kind),
        by=by,
    )

"""Take the answer to an invitation: ja, måske or nej."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from participants.models import Organisation, User
from participants.services.organisations import declare_mandate, found_organisation, mark_joined
from participants.services.people import find_or_create_person, prove_address
from projects import emails
from projects.enums import Answer, InvitationState
from projects.models import Invitation, Party
from projects.phases import require_phase
from projects.services.invitations import lock_invitation
from projects.services.parties import join_as_party
from samskabelse.history.services import record
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.slugs import wait_for_word


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
    if by.email != invitation.email:
        raise NotAllowed(_("This invitation was sent to somebody else."), code="not_yours")
    return _answer(invitation, answer, by, note=note, brings=brings, needs=needs)


@transaction.atomic
def answer_by_mail(
    invitation_id: int, answer: str, *, note: str = "", brings: str = "", needs: str = ""
) -> Invitation:
    """The same for whoever opened the link that was mailed: the link says who it is.

    A ja or a måske makes an account with a proven address; a nej makes none, and neither does an
    answer that is refused. The caller has found the link's token good.
    """
    invitation = lock_invitation(invitation_id)
    if Answer(answer) == Answer.NO:
        by = User.objects.filter(email=invitation.email).first()
    else:
        by = find_or_create_person(
            invitation.email, name=invitation.name, language=invitation.language
        )
        prove_address(by)
    return _answer(invitation, answer, by, note=note, brings=brings, needs=needs)


def _answer(
    invitation: Invitation, answer: str, by: User | None, *, note: str, brings: str, needs: str
) -> Invitation:
    """`by` None: a nej of somebody who has no account."""
    wanted = {
        Answer.YES: InvitationState.ACCEPTED,
        Answer.MAYBE: InvitationState.CONSIDERING,
        Answer.NO: InvitationState.DECLINED,
    }[Answer(answer)]
    if invitation.state == wanted:
        return invitation
    _check_answerable(invitation)
    party = _accept(invitation, by, brings, needs) if by and answer == Answer.YES else None
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
        who=invitation.organisation_name,
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
    wait_for_word(invitation.organisation_name.lower())  # two at once found one, not two
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

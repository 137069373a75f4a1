"""Ask people and organisations to take part, and take their answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Mandate, User
from participants.services.people import checked_address
from projects import emails
from projects.enums import OPEN_INVITATIONS, InvitationState, RolePromise
from projects.models import Invitation, Party, Project, Stakeholder
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name, voice_of
from samskabelse.history.services import record
from samskabelse.mail.limits import allow_unconfirmed, charge
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

INVITATIONS_A_DAY = 200  # from one person; verified staff may ask a whole town
STAFF_INVITATIONS_A_DAY = 20_000
SENDINGS = 3  # of one invitation: the first, and twice again


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

    @property
    def shown_as(self) -> str:
        return self.organisation_name or self.name

    @property
    def told(self) -> dict[str, Any]:
        """What an invitation holds of it, by attribute."""
        return {
            "stakeholder_id": self.stakeholder.pk if self.stakeholder else None,
            "email": checked_address(self.email),
            "name": self.name.strip(),
            "organisation_name": " ".join(self.organisation_name.split()),
            "organisation_kind": self.organisation_kind,
            "role_promise": self.role_promise,
            "why_you": self.why_you.strip(),
            "language": self.language,
        }


def check_invitee(invitee: Invitee) -> None:
    """Refuse a row that cannot become an invitation, naming the field."""
    checked_address(invitee.email)
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
    voice = may_invite(project, by, party)
    if _takes_part(project, *identity_of(invitee.email, invitee.organisation_name)):
        raise ActError(
            _("%(name)s takes part already.") % {"name": invitee.organisation_name or invitee.name},
            code="already_party",
            field="email",
        )
    return _invite(project, invitee, by=by, voice=voice)


def identity_of(email: str, organisation_name: str) -> tuple[str, str]:
    """Who is asked: an address in its one spelling, and for which organisation."""
    return checked_address(email), " ".join(organisation_name.split()).lower()


def _takes_part(project: Project, email: str, organisation: str) -> bool:
    """Whether this person is a party, or answers for that organisation as one."""
    parties = project.parties.active().order_by()
    if not organisation:
        return parties.filter(user__email=email, user__is_active=True).exists()
    mandates = Mandate.objects.current().filter(
        commits=True,
        user__email=email,
        user__is_active=True,
        organisation__name__iexact=organisation,
        organisation__in=parties.values("organisation"),
    )
    return mandates.exists()


def charge_inviter(by: User, project: Project, n: int = 1) -> None:
    """Nobody can ask without end, nor for one opgave, nor from one place (`MailLimitReached`)."""
    limit = STAFF_INVITATIONS_A_DAY if by.is_verified_staff else INVITATIONS_A_DAY
    charge(by, f"project:{project.pk}", n, a_day=limit)


def may_invite(project: Project, by: User, party: Party | None) -> Party | None:
    """On whose behalf somebody asks others. Refuses who may not, and an opgave nobody can see."""
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
    email, organisation = identity_of(invitee.email, invitee.organisation_name)
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
    allow_unconfirmed(email)
    charge_inviter(by, project)
    invitation = Invitation(project=project, **invitee.told)
    invitation.invited_by, invitation.on_behalf_of = by, voice
    invitation.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    invitation.save()
    # A private person who never says yes is forgotten, and history cannot forget a name.
    record(
        project,
        "invitation.sent",
        by=by,
        on_behalf_of=voice_name(voice, by),
        public=bool(invitation.organisation_name),
        who=invitation.organisation_name,
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
    if invitation.issue >= SENDINGS:
        raise ActError(
            _("This invitation has been sent %(n)s times. Ask in another way, or somebody else.")
            % {"n": SENDINGS},
            code="sent_enough",
        )
    allow_unconfirmed(invitation.email)
    charge_inviter(by, invitation.project)
    invitation.issue += 1
    invitation.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    invitation.last_sent_at = None  # the mail that has left sets it; no reminder beside it
    invitation.save(update_fields=["issue", "expires_at", "last_sent_at"])
    invitation.tokens.all().delete()
    record(
        invitation.project,
        "invitation.sent_again",
        by=by,
        public=False,
        who=invitation.organisation_name,
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
        who=invitation.organisation_name,
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

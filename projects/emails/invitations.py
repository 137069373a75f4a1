"""Being asked: to take part, to wear a hat; and the answers."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.emails.common import letter, link, project_in, queue_to
from projects.enums import InvitationState, JoinState, ProjectRoleKind, RolePromise, RoleState
from projects.models import Invitation, JoinRequest, MailToken, ProjectRole
from projects.models.project import Project
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Letter, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail


def queue_invitation(invitation: Invitation) -> None:
    _queue(invitation, "invitation", key=f"invitation:{invitation.pk}:{invitation.issue}")


def queue_invitation_reminder(invitation: Invitation) -> None:
    """One in an invitation's life, however often it is sent again."""
    _queue(invitation, "invitation_reminder", key=f"invitation_reminder:{invitation.pk}")


def _queue(invitation: Invitation, kind: str, *, key: str) -> None:
    queue_mail(
        kind,
        key=key,
        to=invitation.email,
        language=invitation.language,
        scope=f"project:{invitation.project_id}",
        expires_at=invitation.expires_at,
        params={"invitation": invitation.pk},
    )


@mail_kind("invitation", lane=Lane.INVITATION, topic=Topic.INVITATION)
def invitation(mail: OutgoingMail) -> Letter | Skip:
    """Who asks, why you, what for, what you are asked to be, until when: ja, måske, nej."""
    found = _still_open(mail)
    if found is None or found.state != InvitationState.WAITING:
        return Skip("no longer open")
    found.last_sent_at = timezone.now()
    found.save(update_fields=["last_sent_at"])
    return _ask(found, "invitation")


@mail_kind("invitation_reminder", lane=Lane.REMINDER, topic=Topic.INVITATION)
def invitation_reminder(mail: OutgoingMail) -> Letter | Skip:
    """The same question once more, and what happens if you do nothing."""
    found = _still_open(mail)
    if found is None or found.state != InvitationState.WAITING:
        return Skip("answered meanwhile")
    return _ask(found, "invitation_reminder")


def _still_open(mail: OutgoingMail) -> Invitation | None:
    found = (
        Invitation.objects.select_related(
            "project__contact", "invited_by", "on_behalf_of__organisation"
        )
        .filter(pk=mail.params["invitation"])
        .first()
    )
    if found is None or not found.is_open or found.has_expired or not found.project.is_public:
        return None
    return found


def _ask(found: Invitation, template: str) -> Letter:
    token = MailToken.mint(invitation=found, expires_at=found.expires_at)
    url = link("projects:answer", token)
    inviter = found.invited_by
    return letter(
        template,
        found.project,
        signed_by=inviter,
        context={
            "invitation": found,
            "inviter": inviter.display_name if inviter else "",
            "inviting_party": found.on_behalf_of.name if found.on_behalf_of else "",
            "promise": RolePromise(found.role_promise).label,
            "project_url": link("projects:detail", found.project.slug),
        },
        actions=[
            Action(_("Yes, I will take part"), f"{url}?svar=yes", primary=True),
            Action(_("Maybe, I want to think it over"), f"{url}?svar=maybe"),
            Action(_("No, thank you"), f"{url}?svar=no"),
        ],
        reason=_("You get this mail because %(name)s has written your address as somebody to ask.")
        % {"name": inviter.display_name if inviter else _("a party")},
    )


def queue_invitation_answered(invitation: Invitation) -> None:
    inviter = invitation.invited_by
    if inviter and inviter.is_active:
        queue_to(
            "invitation_answered",
            inviter,
            invitation.project,
            key=f"{invitation.pk}:{invitation.state}",
            invitation=invitation.pk,
            state=invitation.state,
        )


@mail_kind("invitation_answered", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def invitation_answered(mail: OutgoingMail) -> Letter | Skip:
    """Whoever asked hears the answer."""
    found = (
        Invitation.objects.select_related("project__contact")
        .filter(pk=mail.params["invitation"], state=mail.params["state"])
        .first()
    )
    if found is None:
        return Skip("answered differently meanwhile")
    return letter(
        "invitation_answered",
        found.project,
        context={"invitation": found, "answer": InvitationState(found.state).label},
        actions=[_see_parties(found.project)],
        reason=_("You get this mail because you asked them."),
    )


def _see_parties(project: Project) -> Action:
    return Action(_("See the parties"), link("projects:parties", project.slug), primary=True)


def queue_role_asked(role: ProjectRole) -> None:
    queue_to("role_asked", role.user, role.project, key=f"{role.pk}", role=role.pk)


@mail_kind("role_asked", lane=Lane.INVITATION, topic=Topic.ROLE)
def role_asked(mail: OutgoingMail) -> Letter | Skip:
    """Asked to wear a hat: what it means, and ja or nej."""
    role = (
        ProjectRole.objects.select_related("project__contact", "user", "asked_by")
        .filter(pk=mail.params["role"], state=RoleState.ASKED)
        .first()
    )
    if role is None or not role.project.is_public:
        return Skip("answered meanwhile")
    token = MailToken.mint(
        role=role, user=role.user, expires_at=timezone.now() + timedelta(days=30)
    )
    url = link("projects:answer", token)
    return letter(
        "role_asked",
        role.project,
        signed_by=role.asked_by,
        context={
            "name": role.user.get_short_name(),
            "asker": role.asked_by.display_name if role.asked_by else "",
            "role": ProjectRoleKind(role.kind).label,
            "is_convener": role.kind == ProjectRoleKind.CONVENER,
        },
        actions=[
            Action(_("Yes, I will"), f"{url}?svar=yes", primary=True),
            Action(_("No, thank you"), f"{url}?svar=no"),
        ],
        reason=_("You get this mail because somebody in the opgave asks for you."),
    )


def queue_join_asked(wish: JoinRequest) -> None:
    """To those who bring the team together: the convener, else the initiator and the contact."""
    project = wish.project
    hat = project.hat(ProjectRoleKind.CONVENER)
    people: list[User | None] = [hat.user] if hat else [project.initiator, project.contact]
    for person in {person for person in people if person and person.is_active}:
        queue_to("join_asked", person, project, key=f"{wish.pk}", wish=wish.pk)


@mail_kind("join_asked", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def join_asked(mail: OutgoingMail) -> Letter | Skip:
    """Somebody wants to take part."""
    wish = (
        JoinRequest.objects.select_related("organisation", "user")
        .filter(pk=mail.params["wish"], state=JoinState.OPEN)
        .first()
    )
    project = project_in(mail.params)
    if wish is None or project is None:
        return Skip("answered meanwhile")
    return letter(
        "join_asked",
        project,
        context={"wish": wish},
        actions=[_see_parties(project)],
    )


def queue_join_answered(wish: JoinRequest) -> None:
    queue_to("join_answered", wish.user, wish.project, key=f"{wish.pk}", wish=wish.pk)


@mail_kind("join_answered", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def join_answered(mail: OutgoingMail) -> Letter | Skip:
    """The parties' answer to somebody who wanted to take part."""
    wish = JoinRequest.objects.select_related("organisation").get(pk=mail.params["wish"])
    project = project_in(mail.params)
    if project is None:
        return Skip("hidden meanwhile")
    return letter(
        "join_answered",
        project,
        context={"wish": wish, "welcome": wish.state == JoinState.WELCOMED},
        actions=[
            Action(_("Go to the opgave"), link("projects:detail", project.slug), primary=True)
        ],
        reason=_("You get this mail because you asked to take part."),
    )

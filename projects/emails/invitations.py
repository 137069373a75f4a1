"""Being asked: to take part, to wear a hat; and the answers."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import User
from projects.emails.common import (
    known_language,
    letter,
    link,
    mail_token,
    practical_lines,
    project_in,
    project_mail,
    queue_to,
    town_of,
)
from projects.enums import (
    InvitationState,
    JoinState,
    ProjectRoleKind,
    RolePromise,
    RoleState,
)
from projects.models import Invitation, JoinRequest, Party, ProjectRole
from projects.models.project import Project
from samskabelse.mail.batch import once, one_of_many
from samskabelse.mail.enums import Lane, State, Topic
from samskabelse.mail.kinds import Action, Letter, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_many

FORGET_AFTER_DAYS = 30  # from the day an unanswered invitation runs out (trust.md §4)


def _key(invitation: Invitation) -> str:
    return f"invitation:{invitation.pk}:{invitation.issue}"


def queue_invitation(invitation: Invitation) -> None:
    queue_many("invitation", [_order(invitation, _key(invitation))])


def queue_invitations(invitations: Iterable[Invitation]) -> int:
    """Many at once, in a handful of statements; returns how many mails wait."""
    return queue_many("invitation", [_order(row, _key(row)) for row in invitations])


def queue_invitation_reminder(invitation: Invitation) -> None:
    """One in an invitation's life, however often it is sent again."""
    key = f"invitation_reminder:{invitation.pk}"
    queue_many("invitation_reminder", [_order(invitation, key)])


def _order(invitation: Invitation, key: str) -> Order:
    return Order(
        key=key,
        to=invitation.email,
        language=known_language(invitation.language),
        scope=f"project:{invitation.project_id}",
        expires_at=invitation.expires_at,
        params={"invitation": invitation.pk, "issue": invitation.issue},
    )


def _note_sent(mail: OutgoingMail) -> None:
    """The days until the reminder are counted from when the mail has left."""
    if mail.state == State.SENT:
        rows = Invitation.objects.filter(pk=mail.params["invitation"], issue=mail.params["issue"])
        rows.update(last_sent_at=mail.sent_at)


@project_mail(
    "invitation", lane=Lane.INVITATION, topic=Topic.INVITATION, held=False, settled=_note_sent
)
def invitation(mail: OutgoingMail) -> Outcome:
    """Who asks, why you, what for, what you are asked to be, until when: ja, måske, nej."""
    found = _still_open(mail)
    if found is None:
        return Skip("no longer open")
    if found.issue != mail.params["issue"]:
        return Skip("sent again meanwhile")
    return _ask(mail, found)


@project_mail("invitation_reminder", lane=Lane.REMINDER, topic=Topic.INVITATION, held=False)
def invitation_reminder(mail: OutgoingMail) -> Outcome:
    """The same question once more, and what happens if you do nothing."""
    found = _still_open(mail)
    if found is None or found.state != InvitationState.WAITING:
        return Skip("answered meanwhile")
    if found.issue != mail.params["issue"]:
        return Skip("sent again meanwhile")
    return _ask(mail, found)


def _still_open(mail: OutgoingMail) -> Invitation | None:
    found = one_of_many(mail, _invitations)
    if found is None or not found.is_open or found.has_expired:
        return None
    found.project = once(("project", found.project_id), lambda: _project(found))
    found.invited_by = once(("person", found.invited_by_id), lambda: found.invited_by)
    found.on_behalf_of = once(("party", found.on_behalf_of_id), lambda: _voice(found))
    return found if found.project.is_public else None


def _invitations(mails: list[OutgoingMail]) -> dict[int, Invitation]:
    """The invitation of each mail, by the mail's id."""
    found = Invitation.objects.in_bulk({mail.params["invitation"] for mail in mails})
    asked = {mail.pk: found.get(mail.params["invitation"]) for mail in mails}
    return {pk: invitation for pk, invitation in asked.items() if invitation}


def _project(invitation: Invitation) -> Project:
    return Project.objects.select_related("contact").get(pk=invitation.project_id)


def _voice(invitation: Invitation) -> Party | None:
    parties = Party.objects.select_related("organisation")
    return parties.filter(pk=invitation.on_behalf_of_id).first()


def _ask(mail: OutgoingMail, found: Invitation) -> Letter:
    token = mail_token(mail, invitation=found, expires_at=found.expires_at)
    url = link("projects:answer", token)
    inviter = found.invited_by
    return letter(
        mail.kind,
        found.project,
        to=found.name,
        signed_by=inviter,
        context=_invitation_context(found),
        actions=[
            Action(_("Yes, I will take part"), f"{url}?svar=yes", primary=True),
            Action(_("Maybe, I want to think it over"), f"{url}?svar=maybe"),
            Action(_("No, thank you"), f"{url}?svar=no"),
        ],
        reason=_("You get this mail because %(name)s has written your address as somebody to ask.")
        % {"name": inviter.display_name if inviter else _("a party")},
    )


def _invitation_context(found: Invitation) -> dict[str, Any]:
    """Who asks, where, who is in already, and until when the address is kept (GDPR art. 14)."""
    inviter, party = found.invited_by, found.on_behalf_of
    asker = inviter.display_name if inviter else _("One of the parties")
    voice = party.organisation.name if party and party.organisation else ""
    return {
        "invitation": found,
        "first_name": found.name.split(" ")[0],
        "asker": _("%(name)s from %(party)s") % {"name": asker, "party": voice} if voice else asker,
        "asker_name": asker,
        "town": town_of(found.project),
        "others": once(("others", found.project_id), lambda: _others(found.project)),
        "practical": practical_lines(found.project),
        "promise": RolePromise(found.role_promise).label,
        "forgotten_on": timezone.localdate(found.expires_at) + timedelta(days=FORGET_AFTER_DAYS),
        "project_url": link("projects:detail", found.project.slug),
        "privacy_url": link("privacy"),
    }


def _others(project: Project) -> str:
    """The first parties by name, and how many more."""
    parties = list(project.parties.active().with_names())
    names = ", ".join(party.name for party in parties[:4])
    more = len(parties) - 4
    if more <= 0:
        return names
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {
        "names": names,
        "n": more,
    }


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


@project_mail("invitation_answered", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def invitation_answered(mail: OutgoingMail) -> Outcome:
    """Whoever asked hears the answer."""
    found = (
        Invitation.objects.select_related("project__contact", "answered_by")
        .filter(pk=mail.params["invitation"], state=mail.params["state"])
        .first()
    )
    if found is None:
        return Skip("answered differently meanwhile")
    return letter(
        "invitation_answered",
        found.project,
        to=mail.to_user,
        context={
            "invitation": found,
            "who": found.shown_as or str(found.answered_by or ""),
            "said_yes": found.state == InvitationState.ACCEPTED,
            "said_maybe": found.state == InvitationState.CONSIDERING,
        },
        actions=[_see_parties(found.project)],
        reason=_("You get this mail because you asked them."),
    )


def _see_parties(project: Project) -> Action:
    return Action(_("See the parties"), link("projects:parties", project.slug), primary=True)


def queue_role_asked(role: ProjectRole) -> None:
    queue_to("role_asked", role.user, role.project, key=f"{role.pk}", role=role.pk)


@project_mail("role_asked", lane=Lane.INVITATION, topic=Topic.ROLE, held=False)
def role_asked(mail: OutgoingMail) -> Outcome:
    """Asked to wear a hat: what it means, and ja or nej."""
    role = (
        ProjectRole.objects.select_related("project__contact", "user", "asked_by")
        .filter(pk=mail.params["role"], state=RoleState.ASKED)
        .first()
    )
    if role is None or not role.project.is_public:
        return Skip("answered meanwhile")
    expires_at = timezone.now() + timedelta(days=30)
    token = mail_token(mail, role=role, user=role.user, expires_at=expires_at)
    url = link("projects:answer", token)
    return letter(
        "role_asked",
        role.project,
        to=role.user.name,
        signed_by=role.asked_by,
        context={
            "first_name": role.user.get_short_name(),
            "asker": role.asked_by.display_name if role.asked_by else _("One of the parties"),
            "role": str(ProjectRoleKind(role.kind).label).lower(),
            "is_convener": role.kind == ProjectRoleKind.CONVENER,
        },
        actions=[
            Action(_("Yes, I will"), f"{url}?svar=yes", primary=True),
            Action(_("No, thank you"), f"{url}?svar=no"),
        ],
        reason=_("You get this mail because somebody in the project asks for you."),
    )


def queue_join_asked(wish: JoinRequest) -> None:
    """To those who bring the team together: the convener, else the initiator and the contact."""
    project = wish.project
    hat = project.hat(ProjectRoleKind.CONVENER)
    people: list[User | None] = [hat.user] if hat else [project.initiator, project.contact]
    for person in {person for person in people if person and person.is_active}:
        queue_to("join_asked", person, project, key=f"{wish.pk}", wish=wish.pk)


@project_mail("join_asked", lane=Lane.REMINDER, topic=Topic.PROGRESS)
def join_asked(mail: OutgoingMail) -> Outcome:
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
        to=mail.to_user,
        context={"wish": wish},
        actions=[_see_parties(project)],
    )


def queue_join_answered(wish: JoinRequest) -> None:
    queue_to("join_answered", wish.user, wish.project, key=f"{wish.pk}", wish=wish.pk)


@project_mail("join_answered", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def join_answered(mail: OutgoingMail) -> Outcome:
    """The parties' answer to somebody who wanted to take part."""
    wishes = JoinRequest.objects.select_related("organisation")
    wish = wishes.filter(pk=mail.params["wish"]).first()
    project = project_in(mail.params)
    if wish is None or project is None:
        return Skip("hidden meanwhile")
    return letter(
        "join_answered",
        project,
        to=mail.to_user,
        context={"wish": wish, "welcome": wish.state == JoinState.WELCOMED},
        actions=[
            Action(_("Go to the project"), link("projects:detail", project.slug), primary=True)
        ],
        reason=_("You get this mail because you asked to take part."),
    )

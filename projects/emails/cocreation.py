"""“Er det her stadig samskabelse?”: to whoever answers for the opgave, and the answer back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.emails.common import letter, link, project_mail, queue_to, queue_to_all
from projects.enums import ProjectRoleKind
from projects.models import Challenge, Project
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail


def answerable(project: Project) -> list[User]:
    """Whoever answers for it: the convener, else the one who raised it."""
    hat = project.hat(ProjectRoleKind.CONVENER)
    person = hat.user if hat else project.initiator
    return [person] if person else []


def queue_challenge_asked(challenge: Challenge) -> None:
    people = answerable(challenge.project)
    queue_to_all(
        "challenge_asked",
        people,
        challenge.project,
        key=f"{challenge.pk}",
        challenge=challenge.pk,
    )


def queue_challenge_reminder(challenge: Challenge, offset: int) -> int:
    """Three days before the deadline, and once when it has passed."""
    return queue_to_all(
        "challenge_reminder",
        answerable(challenge.project),
        challenge.project,
        key=f"{challenge.pk}:{offset}",
        challenge=challenge.pk,
    )


def queue_challenge_answered(challenge: Challenge) -> None:
    if challenge.by:
        queue_to(
            "challenge_answered",
            challenge.by,
            challenge.project,
            key=f"{challenge.pk}",
            challenge=challenge.pk,
        )


def _challenge_in(mail: OutgoingMail) -> Challenge | None:
    return (
        Challenge.objects.select_related("project__contact", "party__organisation", "party__user")
        .filter(pk=mail.params["challenge"])
        .first()
    )


def _question(mail: OutgoingMail, template: str) -> Outcome:
    challenge = _challenge_in(mail)
    if challenge is None or challenge.answered_at:
        return Skip("answered meanwhile")
    project = challenge.project
    url = link("projects:answer_challenge", project.slug, challenge.pk)
    return letter(
        template,
        project,
        to=mail.to_user,
        context={
            "challenge": challenge,
            "party": challenge.party.name,
            "is_overdue": challenge.due < timezone.localdate(),
        },
        actions=[Action(_("Write your answer"), url, primary=True)],
        reason=_("You get this mail because you answer for the project."),
    )


@project_mail("challenge_asked", lane=Lane.REMINDER, topic=Topic.CONSENT)
def challenge_asked(mail: OutgoingMail) -> Outcome:
    """A party asks whether this is still co-creation. Answer in public by the deadline."""
    return _question(mail, "challenge_asked")


@project_mail("challenge_reminder", lane=Lane.REMINDER, topic=Topic.CONSENT)
def challenge_reminder(mail: OutgoingMail) -> Outcome:
    """It is not answered yet: three days before, and the day after the deadline."""
    return _question(mail, "challenge_reminder")


@project_mail("challenge_answered", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def challenge_answered(mail: OutgoingMail) -> Outcome:
    """Your question has been answered, for everybody to read."""
    challenge = _challenge_in(mail)
    if challenge is None or not challenge.answered_at:
        return Skip("gone meanwhile")
    return letter(
        "challenge_answered",
        challenge.project,
        to=mail.to_user,
        signed_by=challenge.answered_by,
        context={"challenge": challenge},
        actions=[
            Action(
                _("Read it, and say what you think"),
                link("projects:cocreation", challenge.project.slug),
                primary=True,
            )
        ],
        reason=_("You get this mail because you asked."),
    )

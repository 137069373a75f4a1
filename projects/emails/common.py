"""What the mails about opgaver have in common."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.enums import Moderation
from projects.models import Project
from samskabelse.mail.kinds import Letter
from samskabelse.mail.queue import queue_mail


def link(name: str, *args: object) -> str:
    """An absolute address on this site; never from a request's Host header."""
    return settings.BASE_URL + reverse(name, args=args)


def queue_to(kind: str, user: User, project: Project, *, key: str, **params: Any) -> None:
    """Queue one mail about an opgave to somebody who has an account."""
    queue_mail(
        kind,
        key=f"{kind}:{key}:{user.pk}",
        to=user.email,
        to_user=user,
        language=user.language,
        scope=f"project:{project.pk}",
        params={"project": project.pk, "user": user.pk, **params},
    )


def everyone_in(project: Project) -> list[User]:
    """The initiator and whoever may answer for a party today, each once."""
    people = {project.initiator.pk: project.initiator} if project.initiator else {}
    for party in project.parties.active().with_names():
        people |= {person.pk: person for person in party.committers()}
    return [person for person in people.values() if person.is_active]


def project_in(params: dict[str, Any]) -> Project | None:
    """The opgave a mail is about, unless it has been hidden since."""
    return (
        Project.objects.select_related("initiator", "contact")
        .filter(pk=params["project"])
        .exclude(moderation=Moderation.HIDDEN)
        .first()
    )


def letter(template: str, project: Project, *, signed_by: User | None = None, **rest) -> Letter:
    """A letter signed by a person with a phone number: the one who acts, or the contact person."""
    person = signed_by or project.contact
    context = {"project": project, "today": timezone.localdate(), **rest.pop("context", {})}
    return Letter(
        template=template,
        context=context,
        signature_name=person.display_name if person else settings.CONTACT_NAME,
        signature_phone=(person.phone if person else "") or settings.CONTACT_PHONE,
        footer_reason=rest.pop("reason", "") or _("You get this mail because you take part."),
        **rest,
    )



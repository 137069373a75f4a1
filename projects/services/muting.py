"""No mails about one opgave."""

from django.db import transaction

from participants.models import User
from projects.models import Project
from samskabelse.mail.services import opt_in, opt_out


def scope_of(project: Project) -> str:
    return f"project:{project.pk}"


@transaction.atomic
def mute_project(project: Project, *, by: User, muted: bool) -> None:
    """Silence one opgave for oneself, or hear from it again. Twice is as once."""
    change = opt_out if muted else opt_in
    change(by.email, scope=scope_of(project))

"""What waits for an administrator, for the first page of the admin."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.enums import PUBLIC_KINDS
from participants.models import Organisation, User
from projects.enums import Moderation, ReportState
from projects.models import Project, Report
from projects.queries import inbox
from samskabelse.mail.enums import State
from samskabelse.mail.models import OutgoingMail

register = template.Library()


@dataclass(frozen=True)
class Waiting:
    label: str | Promise
    count: int
    url: str


@register.simple_tag(takes_context=True)
def waiting_for_administrators(context: template.Context) -> list[Waiting]:
    """Each queue with how many stand in it. One small count each."""
    held = Project.objects.filter(moderation=Moderation.HELD)
    reports = Report.objects.filter(state=ReportState.OPEN)
    people = User.objects.filter(kind__in=PUBLIC_KINDS, kind_verified_at=None, is_active=True)
    bodies = Organisation.objects.filter(verified_at=None)
    mails = OutgoingMail.objects.filter(state__in=[State.FAILED, State.UNKNOWN])
    first = inbox(context["request"].user)
    return [
        _waiting(_("Projects that wait for moderation"), held, "projects_project", "queue=held"),
        _waiting(_("Reports without an answer"), reports, "projects_report", "state__exact=open"),
        _waiting(
            _("Projects without a first answer"), first, "projects_project", "queue=unanswered"
        ),
        _waiting(_("People whose role is not confirmed"), people, "participants_user", "waits=yes"),
        _waiting(
            _("Organisations that are not confirmed"),
            bodies,
            "participants_organisation",
            "verified_at__isempty=1",
        ),
        _waiting(
            _("Mails that were refused or are uncertain"),
            mails,
            "mail_outgoingmail",
            "state__in=failed,unknown",
        ),
    ]


def _waiting(label: str | Promise, rows, name: str, query: str) -> Waiting:
    return Waiting(label, rows.count(), f"{reverse(f'admin:{name}_changelist')}?{query}")

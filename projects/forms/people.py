"""Hats, the decision recipient and the answer."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import ProjectRoleKind, Verdict
from projects.forms.common import ProjectForm, voice_field
from projects.forms.fields import PlainField
from samskabelse.ui.forms import DayInput


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.display_name} ({person.title or person.shown_kind})"


class AskRoleForm(ProjectForm):
    kind = forms.ChoiceField(
        label=_("Which hat?"), choices=ProjectRoleKind, widget=forms.RadioSelect
    )
    user = PersonField(
        User.objects.none(),
        label=_("Whom do you ask?"),
        help_text=_("The team, and the municipality's staff."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = candidates(self.project)
        self.fields["kind"].initial = ProjectRoleKind.CONVENER


def candidates(project):
    """Whoever takes part by name, and verified staff."""
    team = User.objects.filter(parties__project=project, parties__status="accepted")
    staff = User.objects.filter(kind_verified_at__isnull=False).exclude(kind="citizen")
    return (team | staff).filter(is_active=True).distinct().order_by("name", "id")


class RecipientForm(ProjectForm):
    party = voice_field()
    body = forms.CharField(
        label=_("Who decides?"),
        max_length=160,
        help_text=_("Such as a committee, a head of department or a board."),
    )
    name = forms.CharField(label=_("Name of a person there"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Gets the reminders of the deadline. It is not shown to anybody."),
    )
    due = forms.DateField(
        label=_("Answer deadline"),
        widget=DayInput(),
    )

    @staticmethod
    def initial_from(project) -> dict:
        return {
            "body": project.recipient_body,
            "name": project.recipient_name,
            "email": project.recipient_email,
            "due": project.answer_due
            or timezone.localdate() + timedelta(weeks=settings.ANSWER_WEEKS),
        }


class VerdictForm(ProjectForm):
    verdict = forms.ChoiceField(label=_("The answer"), choices=Verdict, widget=forms.RadioSelect)
    reasons = PlainField(
        label=_("Reasons"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What will you do, what will you not do, and why? Everybody can read it."),
    )
    read = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1
    )

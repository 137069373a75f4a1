"""Ask for a hat, and two questions about the group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arenas.enums import HatKind
from arenas.models import Meeting
from participants.models import User
from projects.forms.common import ProjectForm
from projects.forms.people import PersonField, candidates

SCALE = [(str(number), str(number)) for number in range(1, 6)]


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return str(_("At “%(title)s” only") % {"title": meeting.title})


class AskHatForm(ProjectForm):
    kind = forms.ChoiceField(label=_("Which hat?"), choices=HatKind, widget=forms.RadioSelect)
    user = PersonField(
        User.objects.none(),
        label=_("Whom do you ask?"),
        help_text=_("The team, and the municipality's staff. You can choose yourself."),
    )
    meeting = MeetingField(
        Meeting.objects.none(),
        label=_("For how long?"),
        required=False,
        empty_label=_("Until somebody takes over"),
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = candidates(self.project) | User.objects.filter(pk=self.user.pk).distinct()
        self.fields["user"].queryset = people
        self.fields["meeting"].queryset = meetings


class AdviceForm(forms.Form):
    """Answered with GET: nothing is kept."""

    mark_optional = False
    trust = forms.TypedChoiceField(
        label=_("How much do you trust each other?"),
        help_text=_("1 is not at all, 5 is very much."),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
    )
    conflict = forms.TypedChoiceField(
        label=_("How much do you disagree?"),
        help_text=_("1 is not at all, 5 is very much."),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
    )

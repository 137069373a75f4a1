"""What the forms about an opgave share."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.fields import PlainField
from projects.models import Party, Project
from samskabelse.web.errors import ActError

Result = TypeVar("Result")


class VoiceField(forms.ModelChoiceField):
    """On whose behalf somebody acts. Shown only to those who speak for more than one party."""

    widget = forms.RadioSelect

    def label_from_instance(self, party: Party) -> str:
        return party.name if party.organisation_id else str(_("Myself"))


class ProjectForm(forms.Form):
    """A form about one opgave, filled in by somebody who may speak for several of its parties."""

    def __init__(self, *args: Any, project: Project | None, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self.user = user
        if "party" in self.fields:
            self._offer_voices()

    def _offer_voices(self) -> None:
        if self.project is None:  # a gathering that belongs to no opgave
            del self.fields["party"]
            return
        voices = self.project.parties.speaking(self.user).with_names()
        field = self.fields["party"]
        field.queryset = voices
        if len(voices) > 1:
            field.initial = voices[0]
        else:
            del self.fields["party"]

    @property
    def voice(self) -> Party | None:
        return self.cleaned_data.get("party")


def voice_field() -> VoiceField:
    return VoiceField(
        Party.objects.none(), label=_("On behalf of"), required=False, empty_label=None
    )


def try_act(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """Run a service; put its refusal on the form, at the field it names. None when refused."""
    try:
        return act()
    except ActError as error:
        field = error.field if error.field in form.fields else None
        for sentence in [error.message, *error.blockers]:
            if str(sentence):
                form.add_error(field, str(sentence))
        return None


def reason_form(label: Any, *, help_text: Any = "", rows: int = 4, required: bool = True):
    """A form class with one reason, for the many acts that ask why."""

    class ReasonForm(ProjectForm):
        party = voice_field()
        reason = PlainField(
            label=label,
            help_text=help_text,
            max_length=2000,
            required=required,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    return ReasonForm

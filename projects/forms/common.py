"""What the forms about an opgave share."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from projects.forms.fields import PlainField
from projects.models import Party, Project
from projects.services.overtaken import Overtaken, mark_of
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


class MarksField(forms.CharField):
    """The marks of what a form showed, `title=… place=…`; None when it carries none."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=2000, widget=forms.HiddenInput)

    def clean(self, value: Any) -> dict[str, str] | None:  # type: ignore[override]
        pairs = (pair.partition("=") for pair in super().clean(value).split())
        return {name: mark for name, _equals, mark in pairs} or None


class SharedForm(forms.Form):
    """A form about what several people may change at the same time (`services.overtaken`).

    Whoever was slower sees what the other wrote beside what they wrote themselves.
    """

    was_shown = MarksField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newer: list[tuple[Any, str]] = []
        self.initial["was_shown"] = self._marks(self.initial)

    def _marks(self, values: Mapping[str, Any]) -> str:
        names = [name for name in self.fields if name in values and name != "was_shown"]
        return " ".join(f"{name}={mark_of(values[name])}" for name in names)

    def tell_of(self, error: Overtaken) -> None:
        """What is sent next builds on what stands now, which the page shows."""
        self.data: Any = self.data.copy()
        self.data["was_shown"] = self._marks(error.now)
        for name in error.untouched:
            value = error.now[name]
            several = [str(item) for item in value] if isinstance(value, list) else None
            given = several or [self.fields[name].prepare_value(value)]
            self.data.setlist(name, given if value != [] else [])
        for name in error.names:
            self.newer.append((self.fields[name].label, _in_words(self.fields[name], error, name)))
            if name != error.field:
                self.add_error(name, str(error.message))


class ReadingForm(forms.Form):
    """An answer to a text that others may change; `read` says which one somebody has read.

    Where another has come the act refuses (`newer_version`). The page shows it, and what is sent
    next is about that one.
    """

    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    is_newer = False

    def read_on(self) -> None:
        self.is_newer = True
        self.data: Any = self.data.copy()
        self.data["read"] = str(self.initial.get("read", ""))


def _in_words(field: forms.Field, error: Overtaken, name: str) -> str:
    """The value as its field shows it."""
    value = error.now[name]
    if isinstance(value, date):
        return date_format(value)
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in list(field.choices)}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(item), str(item)) for item in chosen)
    return str(value)


def voice_field() -> VoiceField:
    return VoiceField(
        Party.objects.none(), label=_("On behalf of"), required=False, empty_label=None
    )


def try_act(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """Run a service; put its refusal on the form, at the field it names. None when refused."""
    try:
        return act()
    except ActError as error:
        if isinstance(error, Overtaken) and isinstance(form, SharedForm):
            form.tell_of(error)
        if isinstance(form, ReadingForm) and error.code == "newer_version":
            form.read_on()
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

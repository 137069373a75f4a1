"""Invite one, paste many, or bring a CSV file."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind
from projects.enums import RolePromise
from projects.forms.common import ProjectForm, voice_field
from projects.forms.fields import PlainField
from projects.models import Stakeholder
from projects.services.invitations import Invitee

MAX_FILE_BYTES = 2_000_000  # ten thousand lines with a reason each


def is_binary(file) -> bool:
    """Pictures and spreadsheets hold zero bytes; text does not, unless it says it is UTF-16."""
    start = file.read(4096)
    file.seek(0)
    return b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff"))


def why_field(
    *,
    required: bool = True,
    help_text=_("Stands in the mail. Say what they know or can do that you cannot."),
) -> PlainField:
    return PlainField(
        label=_("Why do you ask just them?"),
        max_length=1000,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def promise_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("They are asked to"),
        choices=RolePromise,
        initial=RolePromise.COCREATE,
        widget=forms.RadioSelect,
    )


class InviteForm(ProjectForm):
    name = forms.CharField(
        label=_("Name of the person"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        help_text=_("Leave empty if you ask the person for themselves."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[("", _("No organisation")), *OrganisationKind.choices],
        required=False,
    )
    why_you = why_field()
    role_promise = promise_field()
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
    party = voice_field()

    def as_invitee(self, stakeholder: Stakeholder | None) -> Invitee:
        names = set(InviteForm.base_fields) - {"party"}
        return Invitee(stakeholder=stakeholder, **{name: self.cleaned_data[name] for name in names})


class InviteManyForm(ProjectForm):
    """Lines typed or pasted, or a file with the same columns."""

    mark_optional = False

    rows = forms.CharField(
        label=_("One on each line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "E-mail; name; organisation; kind; why. You need only the e-mail and the name."
        ),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        help_text=_("From Excel, Numbers or LibreOffice. Comma, semicolon or tab."),
    )
    why_you = why_field(
        required=False, help_text=_("For those whose line does not say it. It stands in the mail.")
    )
    role_promise = promise_field()
    party = voice_field()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Split it."))
        if file and is_binary(file):
            raise forms.ValidationError(_("This is not a CSV file. Save it as CSV and try again."))
        return file

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("rows", "").strip() and not data.get("file"):
            raise forms.ValidationError(_("Write some lines or choose a file."))
        return data


class AnswerForm(forms.Form):
    """What somebody may add to their answer."""

    note = forms.CharField(
        label=_("Would you like to say something?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If you say no: who could we ask instead?"),
    )
    brings = forms.CharField(
        label=_("What do you bring?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    needs = forms.CharField(
        label=_("What do you need?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

"""The shape of what people tell about themselves and their organisations. No rules."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from participants.enums import OrganisationKind, PersonKind
from participants.models import Organisation, User
from participants.queries import organisations_open_to
from samskabelse.mail.enums import CHOOSABLE_TOPICS, UNFOLDED_TOPICS, Rhythm, Topic
from samskabelse.ui.forms import DayInput
from samskabelse.web.seeing import readable, shows

TOPIC_HELP = {
    Topic.INVITATION: _("Somebody asks you to take part. Without these mails you are not asked."),
    Topic.CONSENT: _("Your party's consent is needed before a project can move on."),
    Topic.PROGRESS: _("A project that you take part in has moved on."),
    Topic.DEADLINE: _("An answer is due soon, or is overdue."),
    Topic.ROLE: _("Somebody asks you to be convener or facilitator."),
    Topic.MEETING: _("Invitations to meetings, changes, and one reminder the day before."),
    Topic.DIGEST: _("One mail with what has happened, instead of many."),
}
SUMMARY_CHOICES = [
    (Rhythm.FEW.value, _("When there is something to tell")),
    (Rhythm.NONE.value, Rhythm.NONE.label),
]
KIND_LABELS = [
    (PersonKind.CITIZEN, _("A citizen")),
    (PersonKind.STAFF, _("Staff of the municipality")),
    (PersonKind.OFFICIAL, _("An official (manager or director)")),
    (PersonKind.POLITICIAN, _("A politician")),
]


class OnBehalfOfField(forms.ModelChoiceField):
    """ "På vegne af": myself, or an organisation the person may speak for.

    `commits=True` offers only those the person may also bind. Gives an Organisation or None.
    Somebody who speaks for none sees nothing.
    """

    widget = forms.RadioSelect

    def __init__(self, user: Any, *, commits: bool = False, **kwargs: Any) -> None:
        organisations: QuerySet[Organisation] = (
            organisations_open_to(user, commits=commits)
            if user.is_authenticated
            else Organisation.objects.none()
        )
        kwargs.setdefault("label", _("On behalf of"))
        kwargs.setdefault("help_text", _("Others see whom you speak for."))
        super().__init__(
            organisations, required=False, empty_label=_("Myself"), blank=True, **kwargs
        )
        if not organisations.exists():
            self.widget = forms.HiddenInput()
            self.disabled = True


class NameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Your name"),
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": _("Write the name that others may see.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(readable(value) if shows(value or "") else "").split())


class ProfileForm(forms.ModelForm):
    """Name, phone, title, language and role: what a person says of themselves."""

    name = NameField(help_text=_("The others see it when you take part."))
    kind = forms.ChoiceField(label=_("You are"), choices=KIND_LABELS, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ["name", "phone", "kind", "title", "language"]
        widgets = {
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "language": forms.RadioSelect,
        }
        help_texts = {
            "phone": _("Never shown to everybody. Only those you work with may see it."),
            "title": _("For those who take part in their job, for example: road engineer."),
        }


class WelcomeForm(forms.Form):
    """What we need to know the first time: the name, and whom the person speaks for."""

    MYSELF, ORGANISATION = "myself", "organisation"

    name = NameField(
        help_text=_("The others see it when you take part. First and last name is best.")
    )
    kind = forms.ChoiceField(
        label=_("You are"),
        choices=KIND_LABELS,
        widget=forms.RadioSelect,
        help_text=_(
            "All but citizens are confirmed, by their work address or by an administrator."
        ),
    )
    acting = forms.ChoiceField(
        label=_("You take part"),
        choices=[
            (MYSELF, _("for myself")),
            (ORGANISATION, _("on behalf of an organisation")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "An association, a company, a citizens' group or an authority. You can add one later."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=User._meta.get_field("language").choices,
        widget=forms.RadioSelect,
    )


class OrganisationForm(forms.ModelForm):
    """What an organisation says of itself."""

    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    cvr = forms.CharField(
        label=_("CVR number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Eight digits, if you have one."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "description", "can", "seeks", "website", "cvr"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("description", "can", "seeks")
        }
        help_texts = {
            "can": _("Time, knowledge, rooms, equipment, money, network, authority."),
            "seeks": _("What would help you, and whom you would like to work with."),
        }

    def __init__(self, *args: Any, may_rename: bool, **kwargs: Any) -> None:
        """`may_rename`: who may not commit the organisation sees who it is and cannot change it."""
        super().__init__(*args, **kwargs)
        for name in ("name", "cvr"):
            self.fields[name].disabled = not may_rename
        if may_rename and self.instance.is_verified:
            self.fields["name"].help_text = _(
                "If you change the name or the CVR number, an administrator must confirm again."
            )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_cvr(self) -> str:
        cvr = "".join(self.cleaned_data["cvr"].split())
        if cvr and not (len(cvr) == 8 and cvr.isascii() and cvr.isdigit()):
            raise forms.ValidationError(_("A CVR number has eight digits."))
        return cvr


class NewOrganisationForm(forms.Form):
    """Name and kind; the rest can wait. `is_new` says that none of the similar ones is meant."""

    name = forms.CharField(label=_("What is it called?"), max_length=160)
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, kind.label)
            for kind in KINDS_IN_ORDER
            if user.has_municipal_address or kind != OrganisationKind.MUNICIPALITY
        ]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


KINDS_IN_ORDER = (
    OrganisationKind.ASSOCIATION,
    OrganisationKind.CITIZEN_GROUP,
    OrganisationKind.COMPANY,
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.REGION,
    OrganisationKind.STATE,
    OrganisationKind.PARLIAMENT,
)


class MandateForm(forms.Form):
    """Whom to give a mandate, to do what, until when."""

    SPEAK, COMMIT = "speak", "commit"

    email = forms.EmailField(label=_("The person's e-mail"))
    name = forms.CharField(label=_("The person's name"), max_length=120, required=False)
    what = forms.ChoiceField(
        label=_("The person may"),
        choices=[
            (SPEAK, _("speak for the organisation")),
            (COMMIT, _("speak for it and commit it: say yes to projects and give consent")),
        ],
        widget=forms.RadioSelect,
        initial=SPEAK,
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DayInput(),
        help_text=_("Leave it empty if the mandate has no end."),
    )


class ContactChoicesForm(forms.Form):
    """Which mails, how often, and in which language."""

    mute_all = forms.BooleanField(
        label=_("Send me no mails at all"),
        required=False,
        help_text=_("Codes for signing in still come, because you ask for them yourself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in CHOOSABLE_TOPICS:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label,
                choices=SUMMARY_CHOICES if topic in UNFOLDED_TOPICS else Rhythm.choices,
                help_text=TOPIC_HELP.get(topic, ""),
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of mails and pages"),
            choices=User._meta.get_field("language").choices,
            widget=forms.RadioSelect,
        )

    @property
    def rhythms(self) -> dict[str, str]:
        if self.cleaned_data["mute_all"]:
            return {}
        return {topic.value: self.cleaned_data[topic.value] for topic in CHOOSABLE_TOPICS}


class TokenForm(forms.Form):
    """What a key to the API is called, and how long it lasts."""

    name = forms.CharField(
        label=_("What is the key for?"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("For example: The spreadsheet in the department of roads"),
    )
    days = forms.TypedChoiceField(
        label=_("How long does it last?"),
        coerce=int,
        choices=[(30, _("A month")), (90, _("Three months")), (365, _("A year"))],
        initial=90,
        widget=forms.RadioSelect,
    )


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, delete my account. I know that it cannot be undone."),
        error_messages={"required": _("Tick the box if you are sure.")},
    )

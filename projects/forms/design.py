"""Solutions, cards, tries and recommendations."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Mandate, User
from projects.enums import ProbeEnding
from projects.forms.common import ProjectForm, ReadingForm, SharedForm, voice_field
from projects.forms.fields import PlainField
from projects.models import Objection, Party, Solution
from samskabelse.ui.forms import DayInput


def text_field(label, *, rows: int = 4, longest: int = 2000, required: bool = True, help_text=""):
    return PlainField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class SolutionForm(ProjectForm):
    """What a solution says; the service keeps each saved text as a version."""

    party = voice_field()
    title = PlainField(label=_("Title"), max_length=120)
    idea = text_field(_("The idea"), rows=6, longest=4000)
    takes = text_field(
        _("What it takes"),
        required=False,
        help_text=_("Time, money, room, permission. Needed before it can be chosen."),
    )
    who_does_what = text_field(
        _("Who would do what"),
        required=False,
        help_text=_("Name parties, not people who have not said yes."),
    )
    risks = text_field(
        _("Risks"),
        required=False,
        help_text=_("What can go wrong, and for whom? Needed before it can be chosen."),
    )


class ChangeSolutionForm(SolutionForm):
    change = text_field(_("What have you changed, and why?"), rows=3, longest=1000)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    objection = forms.TypedChoiceField(
        label=_("Does it answer an objection?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, solution: Solution, objections: list[Objection], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.solution = solution
        if objections:
            self.fields["objection"].choices = [
                ("", _("No")),
                *[(row.pk, f"{row.party.name}: {row.harm[:80]}") for row in objections],
            ]
        else:
            del self.fields["objection"]


class AuthorField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.display_name


class AskAuthorForm(ProjectForm):
    user = AuthorField(
        User.objects.none(),
        label=_("Whom do you ask?"),
        help_text=_("Those who speak for a party here. They are named when they have said yes."),
    )

    def __init__(self, *args, solution: Solution, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = possible_authors(solution)


def possible_authors(solution: Solution):
    """Whoever may speak for a party here and has not been asked yet."""
    parties = solution.project.parties.active()
    mandates = Mandate.objects.current().filter(organisation__in=parties.values("organisation"))
    people = User.objects.filter(pk__in=parties.exclude(user=None).values("user"))
    people |= User.objects.filter(pk__in=mandates.values("user"))
    asked = solution.authors.values("user")
    return people.filter(is_active=True).exclude(pk__in=asked).order_by("name", "id")


class UseCardForm(ProjectForm):
    party = voice_field()
    used_on = forms.DateField(label=_("When did you use it?"), widget=DayInput())
    happened = text_field(_("What happened?"))
    changed = text_field(
        _("What did it change?"), rows=3, help_text=_("“Nothing” is an answer too. Say why.")
    )


class OwnerField(forms.ModelChoiceField):
    def label_from_instance(self, party: Party) -> str:
        return party.name


class ProbeForm(ProjectForm):
    party = voice_field()
    title = PlainField(label=_("Title"), max_length=120)
    tried = text_field(_("What do you try?"))
    size_limit = text_field(
        _("How big at most?"),
        rows=2,
        longest=500,
        help_text=_("People, places, money: what it may not grow beyond."),
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    ends_on = forms.DateField(label=_("Until"), widget=DayInput())
    stop_rule = text_field(
        _("When do you stop before that?"),
        rows=3,
        longest=1000,
        help_text=_("So clear that nobody has to discuss it when it happens."),
    )
    if_fails = text_field(_("What do you do if it fails?"), rows=3, longest=1000)
    owner = OwnerField(
        Party.objects.none(),
        label=_("Who owns operations?"),
        help_text=_("The party is asked, and the try can begin when it has said yes."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.project.parties.active().with_names()

    @staticmethod
    def initial_from(probe) -> dict:
        names = [name for name in ProbeForm.base_fields if name != "party"]
        return {name: getattr(probe, name) for name in names}


class ChangeProbeForm(SharedForm, ProbeForm):
    """Of a plan that stands: several people may be at it."""


class OwnProbeForm(ReadingForm):
    mark_optional = False
    answer = forms.ChoiceField(
        label=_("What does your party say?"),
        choices=[("yes", _("Yes, we own operations")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    note = text_field(_("Why not?"), rows=3, longest=1000, required=False)


class StopProbeForm(ProjectForm):
    party = voice_field()
    ending = forms.ChoiceField(
        label=_("Why does it stop?"), choices=ProbeEnding, widget=forms.RadioSelect
    )
    reason = text_field(_("What happened?"), rows=3)
    seen = text_field(
        _("What did you see?"),
        longest=4000,
        required=False,
        help_text=_("You can write it later. Stopping comes first."),
    )


class LessonsForm(ProjectForm):
    party = voice_field()
    seen = text_field(_("What did you see?"), longest=4000, required=False)
    learnt = text_field(_("What did you learn?"), longest=4000)


class ReplyForm(ProjectForm):
    party = voice_field()
    reply = text_field(
        _("Your answer"), help_text=_("What do you do about the harm, or why is it not so?")
    )


class MinorityForm(forms.Form):
    text = text_field(
        _("Minority statement"),
        rows=8,
        longest=4000,
        help_text=_("It goes to the decision recipient with the recommendation."),
    )


class RecommendationForm(ProjectForm):
    party = voice_field()
    text = text_field(
        _("What do you recommend, and why?"),
        rows=10,
        longest=4000,
        help_text=_("Say what the recipient is to decide. The solution is sent along."),
    )
    due = forms.DateField(label=_("Answer deadline"), widget=DayInput())

    @staticmethod
    def initial_from(project, former) -> dict:
        suggested = timezone.localdate() + timedelta(weeks=settings.ANSWER_WEEKS)
        due = project.answer_due
        is_usable = due and due > timezone.localdate() and not project.verdict and not former
        return {"text": former.text if former else "", "due": due if is_usable else suggested}

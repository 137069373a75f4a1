"""The shape of an event, of signing up for it, and of what people do next."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.enums import ComesFrom, Form
from arenas.forms.arena import long_text
from arenas.forms.meetings import MeetingForm
from arenas.forms.signing_up import GuestForm, PaperForm, needs_field
from arenas.models import Event
from arenas.models.event import SEATS
from arenas.services.events import EventPlan
from participants.models import Organisation, User
from projects.forms.fields import PlainField


class BodyField(forms.ModelChoiceField):
    """Who convenes: one of the organisations that somebody may commit, or the municipality."""

    def label_from_instance(self, body: Organisation) -> str:
        return body.name


class EventForm(MeetingForm):
    field_order = ["title", "purpose", "programme", "organisation", "day", "start", "end"]

    purpose = long_text(
        _("What is it for?"),
        max_length=2000,
        rows=4,
        help_text=_("What people can find out or set going together. Everybody reads it."),
    )
    programme = long_text(
        _("Programme"), max_length=5000, rows=6, help_text=_("One line for each part, with a time.")
    )
    organisation = BodyField(Organisation.objects.none(), label=_("Who convenes?"), required=False)

    def __init__(
        self, *args: Any, user: User, standing: Event | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, project=None, user=user, **kwargs)  # type: ignore[arg-type]
        del self.fields["is_open"], self.fields["waiting_capacity"]
        self.fields["title"].label = _("What is the event called?")
        self.fields["purpose"].required = True
        capacity = self.fields["capacity"]
        capacity.required, capacity.initial = True, SEATS
        capacity.help_text = _("As many can stand on the waiting list.")
        self._offer_bodies(user, standing)

    def _offer_bodies(self, user: User, standing: Event | None) -> None:
        field = self.fields["organisation"]
        bodies = Organisation.objects.filter(
            mandates__in=user.mandates.current().filter(commits=True), verified_at__isnull=False
        )
        if standing and standing.organisation_id:
            bodies = bodies | Organisation.objects.filter(pk=standing.organisation_id)
        field.queryset = bodies.distinct()
        may_be_municipality = user.is_verified_public or user.is_staff
        field.empty_label = settings.MUNICIPALITY_NAME if may_be_municipality else None
        field.required = not may_be_municipality
        field.marks_optional = False  # what is chosen first is an answer too

    def as_plan(self) -> EventPlan:
        names = set(EventPlan.__dataclass_fields__) & set(self.cleaned_data)
        return EventPlan(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def first_values() -> dict[str, Any]:
        return {"form": Form.ON_SITE, "capacity": SEATS}

    @staticmethod
    def values_of(event: Event) -> dict[str, Any]:
        starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
        told = {name: getattr(event, name) for name in EventPlan.__dataclass_fields__}
        return told | {"day": starts.date(), "start": starts.time(), "end": ends.time()}


class ChangeEventForm(EventForm):
    reason = PlainField(
        label=_("Why does it change?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when time or place changes. Everybody who is asked gets it in a mail."),
    )


def sector_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Where do you come from?"),
        choices=ComesFrom.choices,
        widget=forms.RadioSelect,
        help_text=_("We show only how many come from where, never who."),
    )


class EventGuestForm(GuestForm):
    field_order = ["name", "email", "sector", "needs"]
    sector = sector_field()


class EventSeatForm(forms.Form):
    """For somebody who is signed in: name and address are known."""

    sector = sector_field()
    needs = needs_field()


class EventPaperForm(PaperForm):
    field_order = ["name", "reach", "sector", "needs"]
    sector = sector_field()


class NextStepForm(forms.Form):
    text = PlainField(
        label=_("What will you do?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Something small is fine. Everybody can read it, without your name."),
    )
    with_whom = PlainField(
        label=_("With whom?"),
        max_length=200,
        required=False,
        help_text=_("Alone is fine too. Write no names of private people."),
    )

"""Items on the agenda, and what to read before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arenas.enums import ItemPurpose, Method
from arenas.forms.arena import long_text
from arenas.models import AgendaItem
from arenas.services.agenda import Item
from participants.models import User
from projects.forms.common import ProjectForm, voice_field
from projects.forms.fields import PlainField
from projects.forms.people import PersonField


class ItemForm(ProjectForm):
    title = PlainField(label=_("What is it about?"), max_length=200)
    purpose = forms.ChoiceField(label=_("What is it for?"), choices=ItemPurpose)
    method = forms.ChoiceField(label=_("How do you do it?"), choices=Method)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=600)
    holder = PersonField(
        User.objects.none(),
        label=_("Who holds it?"),
        required=False,
        empty_label=_("Whoever leads the meeting"),
    )
    note = long_text(_("More about it"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [person.pk for person in people]
        self.fields["holder"].queryset = User.objects.filter(pk__in=ids).order_by("name", "pk")

    def as_item(self) -> Item:
        return Item(**{name: self.cleaned_data[name] for name in Item.__dataclass_fields__})

    @staticmethod
    def initial_from(row: AgendaItem) -> dict[str, Any]:
        return {name: getattr(row, name) for name in Item.__dataclass_fields__}


class NewItemForm(ItemForm):
    party = voice_field()


class MaterialForm(ProjectForm):
    title = PlainField(label=_("What is it?"), max_length=160)
    url = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Files are not kept here. Link to where the file lies."),
    )
    text = long_text(_("Or the text itself"), max_length=10_000, rows=6)

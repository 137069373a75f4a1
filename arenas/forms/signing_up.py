"""Sign up as a guest, or for somebody who rang."""

from django import forms
from django.utils.translation import gettext_lazy as _

from arenas.forms.arena import long_text
from projects.forms.common import ProjectForm
from projects.forms.fields import PlainField


def needs_field():
    return long_text(
        _("Is there something that makes it easier for you to come?"),
        max_length=500,
        rows=2,
        help_text=_("Such as an interpreter or a lift. Only the organisers see it."),
    )


class GuestForm(ProjectForm):
    name = PlainField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("We send you a link. It counts when you press it. You need no account."),
    )
    needs = needs_field()


class PaperForm(ProjectForm):
    name = PlainField(label=_("Name"), max_length=120)
    reach = PlainField(
        label=_("Phone or address"),
        max_length=200,
        help_text=_("You tell them of changes yourself. Only the organisers see it."),
    )
    needs = long_text(
        _("Is there something that makes it easier for them to come?"), max_length=500, rows=2
    )

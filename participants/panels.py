"""The boxes of /min/ that belong to this room."""

from django.utils.translation import gettext as _

from participants.listings import Mine
from participants.plugs import Panel
from participants.queries import mandates_of
from samskabelse.mail.services import choices_for


def organisations_panel(mine: Mine) -> Panel:
    mandates = mandates_of(mine.user)
    template = "participants/panels/organisations.html"
    return Panel(_("My organisations"), template, {"mandates": mandates}, order=500)


def profile_panel(mine: Mine) -> Panel:
    return Panel(_("My profile"), "participants/panels/profile.html", order=510)


def contact_panel(mine: Mine) -> Panel:
    choices = choices_for(mine.user.email)
    context = {"on": sum(choices.values()), "all": len(choices)}
    return Panel(_("Mails to me"), "participants/panels/contact.html", context, order=520)


def security_panel(mine: Mine) -> Panel:
    return Panel(_("Security"), "participants/panels/security.html", order=530)


def own_data_panel(mine: Mine) -> Panel:
    return Panel(_("My data"), "participants/panels/own_data.html", order=540)


def tokens_panel(mine: Mine) -> Panel:
    return Panel(_("Programs and data"), "participants/panels/tokens.html", order=550)


OWN_PANELS = [
    organisations_panel,
    profile_panel,
    contact_panel,
    security_panel,
    own_data_panel,
    tokens_panel,
]

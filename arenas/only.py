"""Who may, in words."""

from django.utils.translation import gettext_lazy as _

CALLERS = _("Only the convener, the facilitator and the one who called it can do this.")
CATALYST = _("Only the catalyst can do this.")
ITS_AUTHOR = _("Only the one who wrote it can do this.")
LISTED = _("Only those who are on the list can do this.")
INVITED = _("Only those who are invited can do this. Ask the convener.")
MEMBERS = _("Only those who take part in the project can do this.")
THERE = _("Only those who were there can do this.")
HOSTS = _("Only verified staff and those who may commit a verified organisation can do this.")
HELPERS = _("Only those who lead it and verified staff can do this.")

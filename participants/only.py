"""Who may, in words."""

from django.utils.translation import gettext_lazy as _

SPEAKERS = _("Only those who speak for the organisation can change its page.")
COMMITTERS = _("Only somebody who may commit the organisation can give a mandate.")
ADMINISTRATORS = _("Only administrators can do this.")
OWNERS_OF_THE_SITE = _("Only a superuser can do this, and only for others.")
OWNER = _("This is somebody else's. You can only change what is your own.")

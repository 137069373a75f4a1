"""Who may, in words."""

from django.utils.translation import gettext_lazy as _

TEAM = _("Only those who take part can do this: the parties, the convener and the facilitator.")
TEAM_OR_AUTHOR = _("Only those who take part and the one who raised the project can do this.")
TEAM_OR_STAFF = _("Only those who take part and verified staff can do this.")
PARTY = _("Only a party can do this.")
SPEAKER = _("Only those who speak for the party can do this.")
COMMITTER = _("Only those who may commit the party can do this.")
CONVENER = _("Only the convener can do this.")
ANSWERING = _("Only the convener can do this; while there is none, the one who raised the project.")
FACILITATOR = _("Only the facilitator can do this.")
HATS = _("Only the convener and the facilitator can do this.")
ASKED = _("Only the one who was asked can answer.")
FOR_ALL = _("Only what is offered to all can be taken on by the first who will.")
AUTHORS = _("Only the authors can do this.")
AUTHORS_OR_HATS = _("Only the authors, the convener and the facilitator can do this.")
STAFF = _("Only verified staff can do this.")
GIVER = _("Only the one who asked for the assignment can do this.")
TAKER = _("Only the one who took the assignment on can do this.")
ITS_PEOPLE = _("Only those it concerns, the convener and the facilitator can do this.")
SIGNED_IN = _("You can write here when you are signed in and everybody can see the project.")

"""After a meeting: who came, and what becomes of a correction of the minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attendance(models.TextChoices):
    """What became of a sign-up. Empty until somebody has marked it."""

    CAME = "came", _("Came")
    ABSENT = "absent", _("Did not come")
    EXCUSED = "excused", _("Sent word that they could not")


class AmendmentState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Taken into the minutes")
    BESIDE = "beside", _("Stands beside the minutes")

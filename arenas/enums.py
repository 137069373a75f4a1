"""Choices about arenas."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArenaKind(models.TextChoices):
    """How people meet (R66, fourth question)."""

    DIALOGUE = "dialogue", _("An open dialogue meeting")
    WORKING_GROUP = "working_group", _("A working group that meets some times")
    TASK_COMMITTEE = "task_committee", _("A task committee of politicians and citizens")
    WALK = "walk", _("A walk together where the problem is")
    ONLINE = "online", _("Online meetings")
    OTHER = "other", _("Something else")

"""Where the parties of an opgave meet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arenas.enums import ArenaKind


class Arena(models.Model):
    """A first idea of how to meet. Any party may change it until the parties meet."""

    project = models.OneToOneField("projects.Project", models.CASCADE, related_name="arena")
    kind = models.CharField(_("how we meet"), max_length=20, choices=ArenaKind, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    first_date = models.DateField(_("first date"), null=True, blank=True)
    frame = models.TextField(
        _("what makes it easy to come"),
        max_length=1000,
        blank=True,
        help_text=_("Time of day, food, child care, interpreter, transport."),
    )

    class Meta:
        verbose_name = _("arena")
        verbose_name_plural = _("arenas")

    def __str__(self) -> str:
        return f"{self.project}: {self.get_kind_display()}"

"""The words that public opgaver are written with."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 40


class SearchWord(models.Model):
    """A word by its Danish stem: what a misspelt or compound search is held against.

    `near` holds the stem and the word, each whole and with each of its letters left out. Two words
    that are a slip apart share one of these: a letter too many, missing, wrong, or two swapped.
    """

    stem = models.CharField(max_length=LONGEST_WORD, unique=True)
    word = models.CharField(_("word"), max_length=LONGEST_WORD)
    uses = models.PositiveIntegerField(_("in about so many projects"), default=0)
    near = ArrayField(models.CharField(max_length=LONGEST_WORD))

    class Meta:
        ordering = ["stem"]
        verbose_name = _("word")
        verbose_name_plural = _("words")
        indexes = [
            GinIndex(fields=["near"], name="searchword_near", fastupdate=False),
            models.Index(OpClass(Reverse("stem"), "text_pattern_ops"), name="searchword_ending"),
        ]

    def __str__(self) -> str:
        return self.word

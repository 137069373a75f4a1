"""Reads of the record."""

from django.db import models

from samskabelse.history.models import Entry, EntryQuerySet


def history_of(target: models.Model) -> EntryQuerySet:
    """What happened to one object, newest first, with the acting person at hand."""
    return Entry.objects.about(target).select_related("by")

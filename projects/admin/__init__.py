"""Moderation of opgaver, and a look at everything about them. Every write is a service's act."""

from projects.admin import define, labels, moderation, reading, reports, site, themes  # noqa: F401

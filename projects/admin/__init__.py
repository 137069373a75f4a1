"""Moderation of opgaver, and a look at everything about them. Every write is a service's act."""

from projects.admin import (  # noqa: F401
    cocreation,
    define,
    designing,
    labels,
    moderation,
    reading,
    reports,
    site,
    themes,
)

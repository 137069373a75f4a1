"""What every template has without loading anything: the components and the text filters."""

from samskabelse.ui.library import register
from samskabelse.ui.tags import actions, content, forms, navigation, people, progress, text, time

__all__ = [
    "actions",
    "content",
    "forms",
    "navigation",
    "people",
    "progress",
    "register",
    "text",
    "time",
]

"""Marks round somebody's words, as the reader's language sets them."""

from django.utils.translation import gettext as _


def quoted(words: object) -> str:
    """These words between the quotation marks of the language that is spoken now."""
    return _("“%(words)s”") % {"words": words}

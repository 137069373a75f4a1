"""Where the invented municipality lies on the map."""

from decimal import Decimal

from projects.services.raising import Place


def spot(text: str, postal_code: str, north: str, east: str) -> Place:
    """A place with its point."""
    return Place(text, postal_code, Decimal(north), Decimal(east))

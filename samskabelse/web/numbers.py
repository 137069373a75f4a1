"""Numbers that somebody else wrote: in an address, a form, a file."""

LARGEST = 2**63 - 1  # PostgreSQL's bigint
DIGITS = len(str(LARGEST))  # longer text is not even read: Python refuses 4,300 digits by an error


def whole_number(text: object, *, most: int = LARGEST) -> int | None:
    """The number from 0 to `most` that is written in plain digits; None for anything else."""
    typed = text if isinstance(text, str) else ""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= DIGITS):
        return None
    number = int(typed)
    return number if number <= most else None

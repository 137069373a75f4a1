"""How long a text is, as people count: an å is one letter however it was typed, so is 👩🏽‍🌾."""

import unicodedata

ZWJ = "\u200d"


def length_of(text: str) -> int:
    """Letters and signs; a line break counts as one (after UAX #29, without its rarest cases)."""
    count, before, flags = 0, "", 0
    for letter in text.replace("\r\n", "\n"):
        is_flag = "\U0001f1e6" <= letter <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        joins = _goes_on(letter) or before == ZWJ or (is_flag and flags % 2 == 0)
        count += not (joins and before)
        before = letter
    return count


def _goes_on(letter: str) -> bool:
    is_tone = "\U0001f3fb" <= letter <= "\U0001f3ff"
    is_tag = "\U000e0020" <= letter <= "\U000e007f"
    return letter == ZWJ or is_tone or is_tag or unicodedata.category(letter)[0] == "M"

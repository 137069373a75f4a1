"""Whether a text can be seen, and without what nobody should read.

What cannot be seen is nothing, whoever sends it.
"""

import re
import unicodedata

# Controls but tab and line breaks (XML 1.0 §2.2 forbids most; NUL is refused elsewhere), what is
# no character, and what turns the direction of text that follows it (Unicode UAX #9 §2), also of
# the page around it. Marks that Arabic and Hebrew need within words stay.
LAST_OF_PLANES = "".join(chr(0x10000 * plane + last) for plane in range(1, 18) for last in (-2, -1))
UNREADABLE = re.compile(
    "[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufdd0-\\ufdef"
    f"{LAST_OF_PLANES}]"
)
# Categories without a shape: controls, formats, halves of pairs and all kinds of spaces.
SHAPELESS = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
# And letters and marks of other categories that show nothing: the fillers of Korean, the empty
# braille cell, the joiner of marks and what chooses a form in Mongolian.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u180b\u180c\u180d\u180f"


def readable(text: str) -> str:
    """Without controls, what is no character, and what makes text run the other way."""
    return UNREADABLE.sub("", text)


def shows(text: str) -> bool:
    """Whether there is anything to see: spaces and marks without a shape are nothing."""
    return any(_has_shape(letter) for letter in text)


def _has_shape(letter: str) -> bool:
    chooses_form = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return not (unicodedata.category(letter) in SHAPELESS or letter in BLANKS or chooses_form)

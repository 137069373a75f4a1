"""Whether a text can be seen. What cannot is nothing, whoever sends it."""

import unicodedata

# Categories without a shape: controls, formats, halves of pairs and all kinds of spaces.
SHAPELESS = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
# And letters and marks of other categories that show nothing: the fillers of Korean, the empty
# braille cell, the joiner of marks and what chooses a form in Mongolian.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u180b\u180c\u180d\u180f"


def shows(text: str) -> bool:
    """Whether there is anything to see: spaces and marks without a shape are nothing."""
    return any(_has_shape(letter) for letter in text)


def _has_shape(letter: str) -> bool:
    chooses_form = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return not (unicodedata.category(letter) in SHAPELESS or letter in BLANKS or chooses_form)

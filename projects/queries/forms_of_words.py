"""How a Danish word may look: its inflections, its spellings, and the words it is made of.

The stemmer of PostgreSQL (Snowball) leaves the shortest words as they are ("sti", "stien",
"stier"), keeps "cykel" and "cykler" apart, and knows nothing of compounds. These functions only
guess; what counts is which of the guesses the opgaver are written with (`SearchWord`).
"""

ENDINGS = ("ernes", "erne", "enes", "ene", "ens", "ets", "ers", "en", "et", "er", "es", "e", "s")
SHORTEST_BASE = 3  # letters left when an ending is taken off
SHORTEST_PART = 3  # letters of a word in a compound
SPELLINGS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
VOWELS = "aeiouyæøå"


def spellings(word: str) -> set[str]:
    """The word with æ, ø and å for ae, oe and aa, each alone and together, and the other way."""
    found = {word}
    for typed, letter in SPELLINGS:
        found |= {known.replace(typed, letter) for known in found}
        found |= {known.replace(letter, typed) for known in found}
    return found


def bases(word: str) -> set[str]:
    """The word, and what is left of it without each ending it may have."""
    endings = [end for end in ENDINGS if word.endswith(end)]
    found = {word} | {word[: -len(end)] for end in endings if len(word) - len(end) >= SHORTEST_BASE}
    return found | {other for base in found if (other := without_or_with_e(base))}


def inflections(word: str) -> set[str]:
    """Each of its bases with each ending."""
    found = bases(word)
    return found | {base + end for base in found for end in ENDINGS}


def without_or_with_e(base: str) -> str:
    """ "cykel" loses its e in "cykler", and gets it back. Empty for a word that does neither."""
    if len(base) < 4 or base[-1] not in "lnr":
        return ""
    if base[-2] == "e" and base[-3] not in VOWELS:
        return base[:-2] + base[-1]
    return f"{base[:-1]}e{base[-1]}" if base[-2] not in VOWELS else ""


def without_who(word: str) -> str:
    """What a "cyklist" or a "billist" does or has: "cykl", "bill". Empty for other words."""
    for end in ("isterne", "isten", "ister", "ist"):
        if word.endswith(end):
            return word[: -len(end)]
    return ""


def splits(word: str) -> list[tuple[str, str]]:
    """Each way to read it as two words, also with an s between them ("forældresamarbejde")."""
    found = []
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head, tail = word[:cut], word[cut:]
        found.append((head, tail))
        if head.endswith("s") and cut > SHORTEST_PART:
            found.append((head[:-1], tail))
    return found


def near_keys(stem: str) -> list[str]:
    """The stem and the stem with each of its letters left out, as `SearchWord.near` holds them."""
    return [stem, *{stem[:place] + stem[place + 1 :] for place in range(len(stem))}]

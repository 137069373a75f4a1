"""Where somebody is in a long list, as it stands in the address."""

import re
from dataclasses import dataclass

LARGEST_ID = 2**63 - 1
NUMBER = r"(\d{1,19})"
BELOW = re.compile(NUMBER, re.ASCII)
RANKED = re.compile(rf"{NUMBER}-{NUMBER}-{NUMBER}-{NUMBER}", re.ASCII)


@dataclass(frozen=True)
class Ranked:
    """A place among the most relevant: the ends of the window, and what was shown last."""

    lowest: int
    highest: int
    score: int
    pk: int

    @property
    def window(self) -> tuple[int, int]:
        return self.lowest, self.highest

    @property
    def last(self) -> tuple[int, int]:
        return self.score, self.pk


@dataclass(frozen=True)
class Mark:
    """After which opgave the next stretch begins: by id, or by relevance in a window."""

    below: int = 0
    ranked: Ranked | None = None

    @classmethod
    def read(cls, text: str) -> "Mark":
        """The mark in an address; nonsense is the beginning."""
        if found := BELOW.fullmatch(text):
            return cls(below=min(int(found[1]), LARGEST_ID))
        if found := RANKED.fullmatch(text):
            return cls(ranked=Ranked(*(min(int(number), LARGEST_ID) for number in found.groups())))
        return cls()

    def __str__(self) -> str:
        where = self.ranked
        if where:
            return f"{where.lowest}-{where.highest}-{where.score}-{where.pk}"
        return str(self.below or "")

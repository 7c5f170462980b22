"""How made-up workplaces are called; no two of a town alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.words.lists import words
from veturi.surfaces.demo.words.persons import WIDE_FAMILIES
from veturi.surfaces.demo.words.trades import FIRST_PARTS, SECOND_PARTS, Trade

VOWELS = "aeiouyäö"
FORMS = ("Oy", "Ky", "Tmi")


@dataclass(slots=True)
class WorkplaceNames:
    """Called by an invented place: Katajaniemen Leipomo Oy."""

    firsts: Sequence[str] = FIRST_PARTS
    seconds: Sequence[str] = SECOND_PARTS
    families: Sequence[str] = ()
    used: set[str] = field(default_factory=set)

    def make(self, trade: Trade, rng: Random) -> str:
        while True:
            name = self._by_family(trade, rng) or self._by_place(trade, rng)
            if name not in self.used:
                self.used.add(name)
                return name

    def _by_place(self, trade: Trade, rng: Random) -> str:
        first, second = rng.choice(self.firsts), rng.choice(self.seconds)
        joint = "-" if first[-1] == second[0] and second[0] in VOWELS else ""
        return f"{first}{joint}{second} {rng.choice(trade.names)}"

    def _by_family(self, trade: Trade, rng: Random) -> str:
        """In a large town some are called by whoever runs them: Leipomo Katajaniemi Oy."""
        if not self.families or not by_chance(rng, 0.3):
            return ""
        what, _, form = rng.choice(trade.names).rpartition(" ")
        return f"{what} {rng.choice(self.families)} {form}" if form in FORMS else ""


def wide() -> WorkplaceNames:
    """Names for a hundred thousand workplaces."""
    return WorkplaceNames(words("wide/places_first"), words("wide/places_second"), WIDE_FAMILIES)

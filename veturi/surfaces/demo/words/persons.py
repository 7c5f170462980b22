"""Given and family names, put together at random; any likeness to somebody is chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from veturi.surfaces.demo.words.lists import words

LANGUAGES = ("fi", "sv", "en")
SHARES = (86, 8, 6)


class Pool(NamedTuple):
    """What persons of a language are called."""

    given: Sequence[str]
    families: Sequence[str]


_PAIRS = words("elsewhere")
FEW = {
    "fi": Pool(words("given_fi"), words("families_fi")),
    "sv": Pool(words("given_sv"), words("families_sv")),
    "en": Pool(_PAIRS[::2], _PAIRS[1::2]),
}


def _joined(firsts: Sequence[str], seconds: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        f"{first}{second}" for first in firsts for second in seconds if first[-1] != second[0]
    )


WIDE_FAMILIES = _joined(words("wide/places_first"), words("wide/families_second"))
WIDE = {
    "fi": Pool(words("given_fi"), WIDE_FAMILIES),
    "sv": Pool(
        words("given_sv"),
        _joined(words("wide/families_sv_first"), words("wide/families_sv_second")),
    ),
    "en": Pool(
        words("wide/given_elsewhere"),
        _joined(words("wide/families_elsewhere_first"), words("wide/families_elsewhere_second")),
    ),
}


@dataclass(slots=True)
class PersonNames:
    """Names of persons, none of them twice; with the language that goes with them."""

    rng: Random
    pools: Mapping[str, Pool] = field(default_factory=lambda: FEW)
    used: set[tuple[str, str]] = field(default_factory=set)

    def make(self) -> tuple[str, str, str]:
        while True:
            language = self.rng.choices(LANGUAGES, SHARES)[0]
            pool = self.pools[language]
            pair = (self.rng.choice(pool.given), self.rng.choice(pool.families))
            if pair not in self.used:
                self.used.add(pair)
                return (*pair, language)

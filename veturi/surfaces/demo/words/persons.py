"""Given and family names, put together at random; any likeness to somebody is chance."""

from dataclasses import dataclass, field
from random import Random

from veturi.surfaces.demo.words.lists import words

FINNISH, FAMILIES = words("given_fi"), words("families_fi")
SWEDISH, SWEDISH_FAMILIES = words("given_sv"), words("families_sv")
_PAIRS = words("elsewhere")
ELSEWHERE = tuple(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
LANGUAGES = ("fi", "sv", "en")
SHARES = (86, 8, 6)


@dataclass(slots=True)
class PersonNames:
    """Names of persons, none of them twice; with the language that goes with them."""

    rng: Random
    used: set[tuple[str, str]] = field(default_factory=set)

    def make(self) -> tuple[str, str, str]:
        while True:
            language = self.rng.choices(LANGUAGES, SHARES)[0]
            pair = self._pair(language)
            if pair not in self.used:
                self.used.add(pair)
                return (*pair, language)

    def _pair(self, language: str) -> tuple[str, str]:
        if language == "sv":
            return self.rng.choice(SWEDISH), self.rng.choice(SWEDISH_FAMILIES)
        if language == "en":
            return self.rng.choice(ELSEWHERE)[0], self.rng.choice(ELSEWHERE)[1]
        return self.rng.choice(FINNISH), self.rng.choice(FAMILIES)

"""Forms of a Finnish word: whoever writes “Jyväskylän” means Jyväskylä, and the other way round.

Stems come from Snowball's Finnish algorithm. Consonant gradation, which it leaves alone
(Turku : Turun, Helsinki : Helsingin), is tried both ways; a form that means nothing finds nothing.
"""

import re
from functools import lru_cache

import snowballstemmer

from veturi.foundation.text import fold

SHORTEST = 4
_CASES = re.compile(r"(.{3,}?)(?:ssa|sta|lla|lta|lle|ksi|n)")
_LAST_CLUSTER = re.compile(r"(.*[aeiouy])([^aeiouy]+)([aeiouy]*)")
_GRADES: dict[str, tuple[str, ...]] = {
    "nk": ("ng",),
    "ng": ("nk",),
    "nt": ("nn",),
    "nn": ("nt",),
    "mp": ("mm",),
    "mm": ("mp",),
    "lt": ("ll",),
    "ll": ("lt",),
    "rt": ("rr",),
    "rr": ("rt",),
    "ht": ("hd",),
    "hd": ("ht",),
    "kk": ("k",),
    "k": ("kk", ""),
    "pp": ("p",),
    "p": ("pp", "v"),
    "v": ("p",),
    "tt": ("t",),
    "t": ("tt", "d"),
    "d": ("t",),
    "rk": ("r",),
    "r": ("rk",),
    "lk": ("l",),
    "l": ("lk",),
}


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """The folded word first, then what may stand in a name when another form of it was written."""
    plain = fold(word)
    stems = dict.fromkeys([fold(_stem(word)), fold(_stem(plain)), _without_case(plain)])
    found = dict.fromkeys([plain])
    for stem in stems:
        if len(stem) >= SHORTEST - (len(plain) > len(stem)):
            others = (*_graded(stem), *_of_names_in_nen(plain, stem), *_nominatives(stem))
            found |= dict.fromkeys((stem, *others))
    return tuple(form for form in found if form == plain or len(form) >= SHORTEST)


def _stem(word: str) -> str:
    # A stemmer keeps the word it works on: one for all threads would mix them up.
    return str(snowballstemmer.stemmer("finnish").stemWord(word.lower()))


def _without_case(plain: str) -> str:
    """The stemmer takes too much of a short word: kunnalle is kunna, not kun."""
    parts = _CASES.fullmatch(plain)
    return parts[1] if parts else plain


def _nominatives(stem: str) -> list[str]:
    """Hallituksen : hallitus, Eurajoen : Eurajoki, avoimen : avoin."""
    endings = {"kse": "s", "ks": "s", "joe": "joki", "ime": "in", "im": "in"}
    return [stem.removesuffix(end) + other for end, other in endings.items() if stem.endswith(end)]


def _graded(stem: str) -> list[str]:
    parts = _LAST_CLUSTER.fullmatch(stem)
    if parts is None:
        return []
    head, cluster, tail = parts.groups()
    return [f"{head}{other}{tail}" for other in _GRADES.get(cluster, ())]


def _of_names_in_nen(word: str, stem: str) -> list[str]:
    """Virtanen : Virtasen."""
    if word.endswith("nen"):
        return [f"{word[:-3]}s"]
    ends_so = stem.endswith("s") and not stem.endswith("ks")
    return [f"{stem[:-1]}nen"] if ends_so and word != stem else []

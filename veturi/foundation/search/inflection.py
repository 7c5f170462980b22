"""Forms of a Finnish word: whoever writes “Jyväskylän” means Jyväskylä, and the other way round.

Stems come from Snowball's Finnish algorithm. Consonant gradation, which it leaves alone
(Turku : Turun, Helsinki : Helsingin), is tried both ways; a form that means nothing finds nothing.
"""

import re
from functools import lru_cache

import snowballstemmer

from veturi.foundation.text import fold

SHORTEST = 4
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
    stems = dict.fromkeys([fold(_stem(word)), fold(_stem(plain)), plain.removesuffix("n")])
    found = dict.fromkeys([plain])
    for stem in stems:
        if len(stem) >= SHORTEST - (len(plain) > len(stem)):
            found |= dict.fromkeys((stem, *_graded(stem), *_of_names_in_nen(plain, stem)))
    return tuple(form for form in found if form == plain or len(form) >= SHORTEST)


def _stem(word: str) -> str:
    # A stemmer keeps the word it works on: one for all threads would mix them up.
    return str(snowballstemmer.stemmer("finnish").stemWord(word.lower()))


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
    return [f"{stem[:-1]}nen"] if stem.endswith("s") and word != stem else []

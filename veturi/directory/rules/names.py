"""How alike two folded names are."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SOME = 84
LONG_WORD = 8
SLIPS = 3
FORMS = frozenset(
    {
        "oy",
        "oyj",
        "ab",
        "abp",
        "oyab",
        "ry",
        "rf",
        "tmi",
        "fma",
        "ky",
        "kb",
        "osk",
        "ay",
        "sr",
        "rs",
    }
    | {"ltd", "ok", "ek", "as", "seura", "yhdistys", "forening"}
    | {"osakeyhtio", "kommandiittiyhtio", "toiminimi", "aktiebolag"}
)
# A form written with dots has come apart: r.y., T:mi.
_APART = re.compile(r"\b(?:r y|o y|k y|a b|t mi)$")
# How names are shortened, at the end of a word.
_SHORT = {
    "srk": "seurakunta",
    "yhd": "yhdistys",
    "palv": "palvelu",
    "tsto": "toimisto",
    "rak": "rakennus",
    "pk": "paivakoti",
}
# So many words must be left when the place at the end of a name goes.
_TELLING = 2
_DIGITS = re.compile(r"\d+")


def bare_name(name: str, place: str = "") -> str:
    """A folded name written out, without the form of company and the place at its end."""
    words = [word for word in _APART.sub("", name).split() if word not in FORMS]
    if place and len(words) > _TELLING and words[-1] == place:
        words.pop()
    return " ".join(map(_written_out, words or name.split()))


def _written_out(word: str) -> str:
    for short, long in _SHORT.items():
        if word.endswith(short):
            return word.removesuffix(short) + long
    return word


def name_likeness(one: str, other: str) -> float:
    """0 to 100; names that count otherwise (“Päiväkoti 1”, “Päiväkoti 2”) are not alike."""
    if one == other:
        return 100
    in_order = [" ".join(sorted(name.split())) for name in (one, other)]
    if in_order[0] == in_order[1]:
        return 100
    whole = max(fuzz.ratio(one, other), fuzz.ratio(*in_order))
    if whole < SOME or _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0
    return min(whole, _word_by_word(one, other))


def _word_by_word(one: str, other: str) -> float:
    """One word that is another is another name, however long the rest that is alike."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) != len(long):
        return fuzz.ratio("".join(sorted(short)), "".join(sorted(long)))
    left = list(long)
    slips = 0
    for word in short:
        best = min(left, key=lambda candidate: OSA.distance(word, candidate))
        apart = OSA.distance(word, best)
        if apart > (2 if len(word) >= LONG_WORD else 1):
            return 0
        slips += apart
        left.remove(best)
    return 100 - 2 * slips if slips <= SLIPS else 0


def typed_likeness(typed: str, name: str) -> float:
    """The same for a name that is being typed: its last letters may still be missing."""
    likeness = name_likeness(typed, name)
    if likeness or not name.startswith(typed) or _DIGITS.findall(typed) != _DIGITS.findall(name):
        return likeness
    return fuzz.ratio(typed, name)

"""How alike two folded names are."""

import re
from typing import NamedTuple

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
_ENDS = tuple(_SHORT)


class Name(NamedTuple):
    """A name as it is compared: as it stands, and with its words in the order of letters."""

    text: str
    in_order: str


def bare_name(name: str, place: str = "") -> str:
    """A folded name written out, without the form of company and the place at its end."""
    words = [word for word in _APART.sub("", name).split() if word not in FORMS]
    if place and len(words) > _TELLING and words[-1] == place:
        words.pop()
    return " ".join(map(_written_out, words or name.split()))


def _written_out(word: str) -> str:
    if not word.endswith(_ENDS):
        return word
    short = next(one for one in _SHORT if word.endswith(one))
    return word.removesuffix(short) + _SHORT[short]


def as_name(bare: str) -> Name:
    return Name(bare, " ".join(sorted(bare.split())))


def name_likeness(one: str, other: str) -> float:
    """0 to 100; names that count otherwise (“Päiväkoti 1”, “Päiväkoti 2”) are not alike."""
    return likeness_between(as_name(one), as_name(other))


def likeness_between(one: Name, other: Name) -> float:
    """The same for names that are compared many times."""
    if one.in_order == other.in_order:
        return 100
    whole = max(
        fuzz.ratio(one.text, other.text, score_cutoff=SOME),
        fuzz.ratio(one.in_order, other.in_order, score_cutoff=SOME),
    )
    if not whole or _DIGITS.findall(one.text) != _DIGITS.findall(other.text):
        return 0
    return min(whole, _word_by_word(one.text, other.text))


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

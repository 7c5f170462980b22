"""How names become the text of an entry, and a question the words that are looked for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from veturi.foundation.search.inflection import forms
from veturi.foundation.text import fold

LONGEST = 6
_NUMBER = re.compile(r"[+(0-9][0-9 ().\-/]{2,}")
_LABEL = re.compile(r"^(?:fi|y-?tunnus|puh|p|tel)[.:]?\s*(?=[+(0-9])", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_DOTTED = str.maketrans("åäö", "aao")
_ADDRESS = re.compile(r"\S*@\S*|[\w-]+(\.[\w-]+)+", re.ASCII)
_WHERE = re.compile(r"[\w-]+(\.[\w-]{2,})+", re.ASCII)
_LAND = ("00358", "358", "0")


class Token(NamedTuple):
    """One word of a question, in the forms in which a name may hold it."""

    word: str
    forms: tuple[str, ...]


def text_of(names: Iterable[str]) -> str:
    """Every name once, folded, with a space before each word and two before a further name."""
    folded = dict.fromkeys(name for one in names if (name := fold(one)))
    return "".join(f" {name} " for name in folded).rstrip()


def names_of(text: str) -> list[str]:
    return [name.strip() for name in text.split("  ")]


def words_of(text: str) -> set[str]:
    """The words worth correcting a mistyped one to."""
    return {word[:80] for word in text.split() if len(word) > 3 and not word.isdigit()}  # noqa: PLR2004 - a shorter word has too many neighbours


def tokens_of(question: str) -> list[Token]:
    """The words of a question; what is past the sixth narrows nothing any more."""
    pieces = re.findall(r"\w+", question)
    folded = ((piece, fold(piece)) for piece in pieces)
    return [Token(plain, forms(piece.lower())) for piece, plain in folded if plain][:LONGEST]


def number_mark(text: str) -> str:
    """A phone or a business ID as it is compared: digits, without the code of the country."""
    digits = re.sub(r"\D", "", text)
    for land in _LAND:
        if digits.startswith(land) and not (land == "358" and "+" not in text):
            return digits.removeprefix(land)
    return digits


def marks_of(*, numbers: Iterable[str] = (), addresses: Iterable[str] = ()) -> tuple[str, ...]:
    """Marks of a thing: its numbers, and its addresses whole and by their domain."""
    found = [number_mark(number) for number in numbers if number]
    for address in addresses:
        bare = re.sub(r"^https?://(www\.)?", "", address.strip().lower()).rstrip("/")
        found += [bare, bare.rpartition("@")[2].partition("/")[0]]
    return tuple(sorted({mark[:254] for mark in found if mark}))


def asked_marks(question: str) -> list[str]:
    """How the marks begin that the question may mean; none when it is made of words."""
    asked = question.strip()
    number = _LABEL.sub("", asked).translate(_DASHES)
    if _NUMBER.fullmatch(number):
        mark = number_mark(number)
        return [mark] if len(mark) > 2 else []  # noqa: PLR2004 - two digits stand everywhere
    if _ADDRESS.fullmatch(asked.lower().translate(_DOTTED)):
        return [_address(asked)]
    return []


def _address(piece: str) -> str:
    return piece.lower().translate(_DOTTED).removeprefix("@").removeprefix("www.")


def words_and_address(question: str) -> tuple[str, str]:
    """A question of words and one address apart: whose name, and where the post goes.

    Of a whole address the part before the @ counts as words.
    """
    pieces = question.lower().translate(_DOTTED).split()
    addresses = [piece for piece in pieces if "@" in piece or re.fullmatch(_WHERE, piece)]
    if len(addresses) != 1:
        return "", ""
    name, at, domain = addresses[0].rpartition("@")
    words = [piece for piece in pieces if piece not in addresses]
    return " ".join((*words, name)).strip(), domain if at else _address(addresses[0])

"""Names as they are compared, ordered and shortened."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ŧ": "t"}
    | {"ŋ": "n", "ħ": "h", "ĸ": "k"}
)
_FINNISH_PLACES = str.maketrans(
    {"æ": "ä", "œ": "ö", "ø": "ö", "ő": "ö", "ü": "y", "ű": "y", "ǿ": "ö", "ǽ": "ä"}
)
# A letter after z must stay after "zz" too, in byte order and in any collation of a database.
_AFTER_Z = str.maketrans({"z": "za", "å": "zb", "ä": "zc", "ö": "zd"})
_ALPHABET_OF_ORDER = re.compile(r"([åäö])")
# Neither database keeps all of them, no page shows them: NUL and its kind, halves of pairs.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\x0b\x0c\x85]")


def without_controls(text: str) -> str:
    """The text without characters that are no writing; tabs and line breaks stay."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


# An organisation's name is its partnership's and stands in the index; lines are often alike.
@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as it is searched and compared: small ASCII letters, digits and single spaces."""
    return _of_ours(text, _FOLDED) or _words_only(_ascii(_small(text)))


def sort_key(text: str) -> str:
    """A key whose plain byte order is the Finnish alphabetical order."""
    return _of_ours(text, _ORDERED) or _words_only(_with_places(text), keep="åäö").translate(
        _AFTER_Z
    )


def _of_ours(text: str, letters: Mapping[int, str]) -> str:
    """The same letter by letter, five times as quickly; nothing if one of them is a rarer one."""
    plain = text.translate(letters)
    return " ".join(plain.split()) if plain.isascii() else ""


def _with_places(text: str) -> str:
    pieces = _ALPHABET_OF_ORDER.split(_small(text).translate(_FINNISH_PLACES))
    return "".join(piece if piece in {"å", "ä", "ö"} else _ascii(piece) for piece in pieces)


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Aino Maria Esimerkki" is AE."""
    words = re.findall(r"\w+(?:[-'’]\w+)*", unicodedata.normalize("NFC", name))
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


def _small(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _ascii(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.translate(_PLAIN))
    bare = (letter for letter in letters if not unicodedata.combining(letter))
    return "".join(bare).translate(_PLAIN)


def _words_only(text: str, *, keep: str = "") -> str:
    return re.sub(rf"[^a-z0-9{keep}]+", " ", text).strip()


# Of these letters none is joined with the one before it, as an accent of its own would be.
_LATIN = range(0x180)
_FOLDED = {one: re.sub(r"[^a-z0-9]", " ", _ascii(_small(chr(one)))) for one in _LATIN}
_ORDERED = {
    one: re.sub(r"[^a-z0-9åäö]", " ", _with_places(chr(one))).translate(_AFTER_Z) for one in _LATIN
}

"""Municipalities by code, and the municipality that people mean by what they write."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import get_language

from veturi.directory.codes.tables import rows
from veturi.foundation.text import fold, sort_key


class Via(StrEnum):
    """By which rule a written place was taken for a municipality."""

    CODE = "code"
    NAME = "name"
    SHORT = "short"
    FORMER = "former"
    PART = "part"
    BRACKETS = "brackets"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; an ended one names the one in force to which it belongs today."""

    code: str
    name_fi: str
    name_sv: str
    region: str
    in_force: bool
    latitude: float | None
    longitude: float | None
    ended_on: str
    now: str
    via: Via = field(default=Via.CODE, compare=False)

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_sv if (get_language() or "").startswith("sv") else self.name_fi

    def __str__(self) -> str:
        return self.name


def municipality(code: str) -> Municipality | None:
    """The municipality of a code, in force or ended."""
    return _by_code().get(code)


@lru_cache(maxsize=1)
def municipalities() -> tuple[Municipality, ...]:
    """Those in force, in Finnish order; "abroad" and "unknown" are left out."""
    real = (place for place in _by_code().values() if place.in_force and place.region)
    return tuple(sorted(real, key=lambda place: sort_key(place.name_fi)))


def municipality_codes() -> Iterable[str]:
    """The codes of all, in force or ended."""
    return _by_code()


# A list names a few hundred places, over and over.
@lru_cache(maxsize=2048)
def find_municipality(text: str) -> Municipality | None:
    """The municipality in force that is meant; its `via` says which rule matched.

    "Korpilahti (Jyväskylä)" is Jyväskylä: the name of one in force wins, inside brackets or out.
    "Turku/Åbo" is one place, "Turku/Salo" are two and thus none.
    """
    meant = [_find(part) for part in text.split("/")]
    return meant[0] if all(place == meant[0] for place in meant) else None


def _find(text: str) -> Municipality | None:
    tries = list(_tries(text))
    for key, inside in tries:
        if found := _by_name().get(key):
            return replace(found, via=Via.BRACKETS if inside else Via.NAME)
    return next((_by_other_names()[key] for key, _ in tries if key in _by_other_names()), None)


def _tries(text: str) -> Iterator[tuple[str, bool]]:
    """Each reading of the text as a folded name, and whether it stood in brackets."""
    yield _key(text), False
    outside = re.sub(r"\([^)]*\)", " ", text)
    yield _key(re.sub(r"^\s*(?:FI-)?\d{5}\s", "", outside)), False
    for inside in re.findall(r"\(([^)]*)\)", text):
        yield _key(inside), True


def _key(name: str) -> str:
    return re.sub(r"\b(?:maalaiskunta|landskommun|lk)$", "mlk", fold(name))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Municipality]:
    return {row["code"]: _municipality(row) for row in rows("municipalities.csv")}


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        code=row["code"],
        name_fi=row["name_fi"],
        name_sv=row["name_sv"],
        region=row["region"],
        in_force=row["in_force"] == "1",
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        ended_on=row["ended_on"],
        now=row["now"],
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Municipality]:
    return {
        _key(name): place
        for place in _by_code().values()
        if place.in_force
        for name in (place.name_sv, place.name_fi)
    }


@lru_cache(maxsize=1)
def _by_other_names() -> dict[str, Municipality]:
    """Former municipalities below, our own list of spellings and places above them."""
    known = _by_code()
    former = {
        _key(name): replace(known[ended.now], via=Via.FORMER)
        for ended in known.values()
        if ended.now
        for name in (ended.name_sv, ended.name_fi)
    }
    written = {
        _key(row["name"]): replace(known[row["municipality"]], via=Via(row["via"]))
        for row in rows("places.csv")
    }
    return former | written

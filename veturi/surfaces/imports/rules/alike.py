"""Which names may be one organisation: the same Y-tunnus, the same name, nearly the same name."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz

from veturi.directory.reading import FORMS_OF_COMPANY, bare_name
from veturi.foundation.text import fold


class Why(StrEnum):
    """Why two are taken for one, or may be; twins are two all the same until somebody says so."""

    BUSINESS_ID = "business_id"
    REGISTER = "register"
    SAME_NAME = "same_name"
    FORMER_NAME = "former_name"
    OPEN_PLACE = "open_place"
    NEAR_NAME = "near_name"
    SHORT_NAME = "short_name"
    PART_OF_NAME = "part_of_name"
    TWIN = "twin"
    NUMBER = "number"
    PERIOD = "period"

    @property
    def is_sure(self) -> bool:
        return self in {Why.BUSINESS_ID, Why.REGISTER, Why.SAME_NAME, Why.FORMER_NAME}


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation by all that it may be recognised by; `key` says which it is."""

    key: Hashable
    name: str
    business_id: str = ""
    oid: str = ""
    municipality: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """`is_only`: the very same name, and nobody else bears it."""

    known: Known
    why: Why
    is_only: bool = False


_WHOLE, _OTHER, _PART, _SHORT = "whole", "other", "part", "short"
_SHORTEST = 4
_NEAR_WORD, _NEAR_NAME = 78, 90
_CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{3,8}\b")
_BRACKETS = re.compile(r"\(([^)]*)\)")


@dataclass(slots=True)
class Index:
    """Organisations by what they may be recognised by; what was added first is found first."""

    _ids: dict[str, Known] = field(default_factory=dict)
    _oids: dict[str, Known] = field(default_factory=dict)
    _names: dict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    _near: dict[tuple[str, ...], list[tuple[str, str, Known]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, known: Known) -> None:
        if known.business_id:
            self._ids.setdefault(known.business_id, known)
        if known.oid:
            self._oids.setdefault(known.oid, known)
        for how, name in _forms(known.name):
            self._names[how, name].append(known)
        for other in known.other_names:
            self._names[_OTHER, bare_name(other)].append(known)
        bare = bare_name(known.name)
        for key, word in _blocks(bare):
            self._near[key].append((word, bare, known))

    def find(self, new: Known) -> Match | None:
        """The surest match, or none."""
        if new.business_id and (known := self._ids.get(new.business_id)):
            return Match(known, Why.BUSINESS_ID)
        if new.oid and (known := self._oids.get(new.oid)):
            return Match(known, Why.REGISTER)
        return self._by_name(new) or self._by_near_name(new) or self._twin(new)

    def _by_name(self, new: Known) -> Match | None:
        return self._by_whole_name(new) or self._by_form_of_name(new)

    def _by_whole_name(self, new: Known) -> Match | None:
        """Of several who bear the name the one in the same place."""
        bearers = [
            known
            for known in self._names.get((_WHOLE, bare_name(new.name)), ())
            if _may_be_one(known, new)
        ]
        if not bearers:
            return None
        known = min(bearers, key=lambda one: one.municipality != new.municipality)
        is_only = len(bearers) == 1 and fold(known.name) == fold(new.name)
        return Match(known, _softened(Why.SAME_NAME, known, new), is_only)

    def _by_form_of_name(self, new: Known) -> Match | None:
        for how, name in _forms(new.name):
            for there, why in _MEETINGS[how]:
                for known in self._names.get((there, name), ()):
                    if _may_be_one(known, new):
                        return Match(known, why)
        return None

    def _by_near_name(self, new: Known) -> Match | None:
        """One word may differ, and only by a slip."""
        bare = bare_name(new.name)
        for key, word in _blocks(bare):
            for other, name, known in self._near.get(key, ()):
                near = fuzz.ratio(word, other) >= _NEAR_WORD and not _numbers_differ(word, other)
                if near and fuzz.ratio(bare, name) >= _NEAR_NAME and _may_be_one(known, new):
                    return Match(known, Why.NEAR_NAME)
        return None

    def _twin(self, new: Known) -> Match | None:
        """The same name in the same place, but each has a number of its own."""
        for known in self._names.get((_WHOLE, bare_name(new.name)), ()):
            if known.municipality == new.municipality:
                return Match(known, Why.TWIN)
        return None


_MEETINGS = {
    _WHOLE: (
        (_OTHER, Why.FORMER_NAME),
        (_SHORT, Why.SHORT_NAME),
        (_PART, Why.PART_OF_NAME),
    ),
    _SHORT: ((_WHOLE, Why.SHORT_NAME), (_OTHER, Why.SHORT_NAME)),
    _PART: ((_WHOLE, Why.PART_OF_NAME), (_OTHER, Why.PART_OF_NAME)),
}


def _forms(name: str) -> Iterator[tuple[str, str]]:
    """The whole name, the parts that may stand for it, and its abbreviations."""
    bare = bare_name(name)
    if bare:
        yield _WHOLE, bare
    parts = [_BRACKETS.sub(" ", name), *_BRACKETS.findall(name), *name.split(" / ")]
    for part in {bare_name(part) for part in parts} - {bare, ""}:
        yield _PART, part
    if not name.isupper():
        for word in _CAPITALS.findall(name):
            short = word.casefold()
            if short not in FORMS_OF_COMPANY and short != bare:
                yield _SHORT, bare_name(word)


def _may_be_one(known: Known, new: Known) -> bool:
    """Two identifiers, or two places, are two organisations however alike their names."""
    pairs = (
        (known.business_id, new.business_id),
        (known.oid, new.oid),
        (known.municipality, new.municipality),
    )
    return all(one == other or not one or not other for one, other in pairs)


def _softened(why: Why, known: Known, new: Known) -> Why:
    """The same name is the same organisation only where the place does not leave it open."""
    if why is Why.SAME_NAME and known.municipality != new.municipality:
        return Why.OPEN_PLACE
    return why


def _blocks(bare: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names that differ in one word meet under the others and the beginning of that one."""
    words = bare.split()
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST:
            yield (*words[:place], f"{word[:2]}*", *words[place + 1 :]), word


def _numbers_differ(one: str, other: str) -> bool:
    return any(letter.isdigit() for letter in one + other) and one != other

"""A HOKS as eHOKS tells it: a period is found in it by its identifier, or put into it."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
ID = "yksiloiva-tunniste"
CODE = "tutkinnon-osa-koodi-uri"
WAYS = "osaamisen-hankkimistavat"
VOCATIONAL = "hankittavat-ammat-tutkinnon-osat"
LOCAL = "hankittavat-paikalliset-tutkinnon-osat"
COMMON = "hankittavat-yhteiset-tutkinnon-osat"
AREAS = "osa-alueet"
AT_WORK = "tyopaikalla-jarjestettava-koulutus"
INSTRUCTOR = "vastuullinen-tyopaikka-ohjaaja"
# What eHOKS adds to what it was given; it takes none of it back (hoks/schema.clj, `:get` only).
ITS_OWN = frozenset({"eid", "manuaalisyotto", "module-id"})
# What Veturi does not know of a period, and leaves as it is.
NOT_OURS = frozenset(
    {"ajanjakson-tarkenne", "jarjestajan-edustaja", "hankkijan-edustaja", "muut-oppimisymparistot"}
)


class NoPart(Exception):
    """None of the units of the period stands in the HOKS."""


@dataclass(frozen=True, slots=True)
class Found:
    """A period in a HOKS, and the code or the name of the part that it stands in."""

    way: Json
    part: str


def found(hoks: Json, unique_id: str) -> Found | None:
    """The period of the identifier; the first when it stands in several parts."""
    rows = (Found(way, name) for name, ways in _parts(hoks) for way in ways if _is(way, unique_id))
    return next(rows, None)


def _parts(hoks: Json) -> Iterator[tuple[str, list[Json]]]:
    """Each part that has ways of learning, by its code or its name."""
    for part in (*_rows(hoks, VOCATIONAL), *_rows(hoks, LOCAL)):
        yield str(part.get(CODE) or part.get("nimi") or ""), _rows(part, WAYS)
    for whole in _rows(hoks, COMMON):
        for area in _rows(whole, AREAS):
            yield str(whole.get(CODE) or ""), _rows(area, WAYS)


def _rows(whole: Json, name: str) -> list[Json]:
    """Those that can be read; the list itself, so that it may be changed in place."""
    rows = whole.get(name)
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    return []


def _is(way: Json, unique_id: str) -> bool:
    return way.get(ID) == unique_id


def with_period(hoks: Json, fragment: Json, *, units: Collection[str]) -> Json:
    """The whole HOKS as it is sent back: all of it as it was, but this one period.

    A period that is not there yet goes into the first of its units that the HOKS has.
    """
    sent: Json = _without_its_own(deepcopy(hoks), is_top=True)
    places = [
        (ways, number)
        for _name, ways in _parts(sent)
        for number, way in enumerate(ways)
        if _is(way, fragment[ID])
    ]
    for ways, number in places:
        ways[number] = _changed(ways[number], fragment)
    if not places:
        _part_for(sent, units).setdefault(WAYS, []).append(deepcopy(fragment))
    return sent


def _without_its_own(value: Any, *, is_top: bool = False) -> Any:
    """Without the keys of eHOKS itself; what is nothing is left out, which says the same."""
    if isinstance(value, list):
        return [_without_its_own(one) for one in value]
    if not isinstance(value, dict):
        return value
    own = ITS_OWN if is_top else ITS_OWN | {"id"}
    return {
        name: _without_its_own(inner)
        for name, inner in value.items()
        if name not in own and inner is not None
    }


def _changed(theirs: Json, ours: Json) -> Json:
    """Ours, with what only they know of it."""
    kept = {name: value for name, value in theirs.items() if name in NOT_OURS}
    return {**kept, **deepcopy(ours), AT_WORK: _at_work(theirs.get(AT_WORK), ours[AT_WORK])}


def _at_work(theirs: Any, ours: Json) -> Json:
    """An address that we lack stays, as long as the instructor is the same."""
    old = theirs.get(INSTRUCTOR) if isinstance(theirs, dict) else None
    new = ours.get(INSTRUCTOR)
    if isinstance(old, dict) and isinstance(new, dict) and old.get("nimi") == new.get("nimi"):
        return {**ours, INSTRUCTOR: {**old, **new}}
    return dict(ours)


def _part_for(hoks: Json, units: Collection[str]) -> Json:
    wanted = {f"tutkinnonosat_{unit}" for unit in units}
    for part in _rows(hoks, VOCATIONAL):
        if part.get(CODE) in wanted:
            return part
    raise NoPart

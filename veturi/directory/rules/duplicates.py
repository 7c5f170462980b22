"""Which of very many may be one and the same: candidates by blocks, scores with reasons.

Two rows are compared only when they share a block: a number, an address, a rare word's beginning or
end. A score is the share of surety from 0 to 100; what is under `SUSPECTED` is not told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, combinations, product, starmap
from operator import attrgetter

from veturi.directory.rules.names import SOME, Name, as_name, bare_name, likeness_between
from veturi.foundation.collecting import uncollected

SUSPECTED = 80
LARGEST_BLOCK = 60
COMMON = 20
PREFIX = 5
SUFFIX = 7
RARE = 2
ALIKE, NEAR = 96, 90


class Reason(StrEnum):
    BUSINESS_ID = "business_id"
    SAME_NAME = "same_name"
    NEAR_NAME = "near_name"
    PHONE = "phone"
    EMAIL = "email"
    DOMAIN = "domain"
    ADDRESS = "address"
    MUNICIPALITY = "municipality"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as it is compared: folded names, and what it is reached by."""

    key: int
    names: tuple[str, ...]
    business_id: str = ""
    municipality: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    partners: frozenset[int] = frozenset()
    place: str = ""


REACHED_BY = ("phones", "emails", "domains", "addresses")


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two rows that may be one; the smaller key first."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]


@uncollected()
def suspects(everybody: Iterable[Row]) -> list[Suspect]:
    """Every suspected pair, surest first."""
    rows = without_the_common(sorted(everybody, key=attrgetter("key")))
    by_key = {row.key: row for row in rows}
    names = {row.key: _names(row) for row in rows}
    found = []
    for one, other in candidates(rows, names):
        if suspect := compare(by_key[one], by_key[other], names[one], names[other]):
            found.append(suspect)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _names(row: Row) -> tuple[Name, ...]:
    bare = dict.fromkeys(bare_name(name, row.place) for name in row.names)
    return tuple(map(as_name, bare))


def without_the_common(rows: Sequence[Row]) -> list[Row]:
    """What very many share, as the domain of a town, tells nothing of any two of them."""
    common = {field: _common(map(attrgetter(field), rows)) for field in REACHED_BY}
    return [_without(row, common) for row in rows]


def _common(held: Iterable[frozenset[str]]) -> set[str]:
    counted = Counter(chain.from_iterable(held))
    return {value for value, n in counted.items() if n > COMMON}


def _without(row: Row, common: Mapping[str, set[str]]) -> Row:
    if all(values.isdisjoint(common[field]) for field, values in _reached_by(row)):
        return row
    return replace(
        row,
        phones=_rare(row.phones, common["phones"]),
        emails=_rare(row.emails, common["emails"]),
        domains=_rare(row.domains, common["domains"]),
        addresses=_rare(row.addresses, common["addresses"]),
    )


def _rare(values: frozenset[str], common: set[str]) -> frozenset[str]:
    return values if values.isdisjoint(common) else values - common


def _reached_by(row: Row) -> Iterator[tuple[str, frozenset[str]]]:
    for field in REACHED_BY:
        if values := getattr(row, field):
            yield field, values


def candidates(rows: Sequence[Row], names: Mapping[int, Sequence[Name]]) -> set[tuple[int, int]]:
    """Pairs of rows in the order of keys that share a block; a block too large says nothing.

    Two with a Y-tunnus each, and not the same, are never one: they make no pair.
    """
    found = set(_of_one_number(rows))
    for without, numbered in _blocks(rows, names):
        if len(without) + len(numbered) <= LARGEST_BLOCK:
            found.update(combinations(without, 2))
            found.update(starmap(_ordered, product(without, numbered)))
    return found


def _of_one_number(rows: Iterable[Row]) -> Iterator[tuple[int, int]]:
    by_number: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_number[row.business_id].append(row.key)
    for number, keys in by_number.items():
        if number and len(keys) <= LARGEST_BLOCK:
            yield from combinations(keys, 2)


def _blocks(
    rows: Sequence[Row], names: Mapping[int, Sequence[Name]]
) -> Iterable[tuple[list[int], list[int]]]:
    """The keys in each block: those without a Y-tunnus, of whom there is one, and the others."""
    counted = Counter(word for some in names.values() for word in _words(some))
    blocks: dict[str, tuple[list[int], list[int]]] = {}
    for row in rows:
        if not row.business_id:
            for block in {*_shared(row), *_worded(row, names[row.key], counted)}:
                blocks.setdefault(block, ([], []))[0].append(row.key)
    for row in rows:
        if row.business_id:
            for block in {*_shared(row), *_worded(row, names[row.key], counted)} & blocks.keys():
                blocks[block][1].append(row.key)
    return blocks.values()


def _words(names: Iterable[Name]) -> set[str]:
    return {word for name in names for word in name.text.split()}


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _shared(row: Row) -> Iterator[str]:
    for field, values in _reached_by(row):
        for value in values:
            yield f"{field} {value}"


def _worded(row: Row, names: Iterable[Name], counted: Counter[str]) -> Iterator[str]:
    """The whole name, and beginnings and ends of its rarest words; in small towns apart."""
    for name in names:
        yield f"name {name.text}"
        telling = dict.fromkeys(word for word in name.text.split() if len(word) > 3)  # noqa: PLR2004 - a shorter word tells little
        words = sorted(telling, key=counted.__getitem__)
        for word in words[:RARE]:
            yield f"^{word[:PREFIX]} {row.municipality}"
            yield f"{word[-PREFIX - 1 :]}$ {row.municipality}"
        for one, other in combinations(sorted(words[:3]), 2):
            yield f"two {one[:PREFIX]} {other[:PREFIX]}"
        for one, other in combinations(sorted(word[-SUFFIX:] for word in words[:3]), 2):
            yield f"ends {one} {other}"


def compare(
    one: Row, other: Row, one_names: Sequence[Name], other_names: Sequence[Name]
) -> Suspect | None:
    """How sure it is that the two are one, and why."""
    if one.business_id and other.business_id and one.business_id != other.business_id:
        return None
    likeness = max([likeness_between(a, b) for a in one_names for b in other_names])
    if likeness < SOME and not (one.business_id and other.business_id):
        return None
    reasons = list(reasons_between(one, other, likeness))
    score = _score(reasons, likeness, apart=_apart(one, other), elsewhere=_elsewhere(one, other))
    if score < SUSPECTED:
        return None
    first, second = sorted((one.key, other.key))
    return Suspect(first, second, score, tuple(reasons))


def reasons_between(one: Row, other: Row, likeness: float) -> Iterator[Reason]:
    """All that the two share, the surest first."""
    if one.business_id and one.business_id == other.business_id:
        yield Reason.BUSINESS_ID
    if likeness == 100:  # noqa: PLR2004 - wholly alike
        yield Reason.SAME_NAME
    elif likeness >= SOME:
        yield Reason.NEAR_NAME
    for reason, mine, theirs in (
        (Reason.EMAIL, one.emails, other.emails),
        (Reason.PHONE, one.phones, other.phones),
        (Reason.DOMAIN, one.domains, other.domains),
        (Reason.ADDRESS, one.addresses, other.addresses),
        (Reason.PARTNER, one.partners, other.partners),
    ):
        if mine & theirs:
            yield reason
    if one.municipality and one.municipality == other.municipality:
        yield Reason.MUNICIPALITY


def _apart(one: Row, other: Row) -> bool:
    """In two towns."""
    return bool(one.municipality and other.municipality and one.municipality != other.municipality)


HARD = frozenset({Reason.EMAIL, Reason.PHONE, Reason.DOMAIN, Reason.ADDRESS, Reason.PARTNER})


def _elsewhere(one: Row, other: Row) -> bool:
    """Two persons of other partners: among many, somebody is always called nearly the same."""
    return bool(one.partners and other.partners and one.partners.isdisjoint(other.partners))


def _score(reasons: Sequence[Reason], likeness: float, *, apart: bool, elsewhere: bool) -> int:
    if Reason.BUSINESS_ID in reasons:
        return 99
    # Shops of a chain have one name and one domain in many towns.
    hard = len(HARD.intersection(reasons) - ({Reason.DOMAIN} if apart else set()))
    together = Reason.MUNICIPALITY in reasons
    ladder = (
        (likeness == 100 and hard > 0, 98),  # noqa: PLR2004 - wholly alike
        (likeness == 100 and together, 95),  # noqa: PLR2004 - wholly alike
        (likeness >= NEAR and hard > 0, 94),
        (likeness >= NEAR and together, 90),
        (likeness >= SOME and hard > 1, 88),
        (likeness >= SOME and hard > 0 and not apart, 85),
        (likeness == 100 and not apart, 84),  # noqa: PLR2004 - wholly alike
        (likeness >= ALIKE and not apart and not elsewhere, 80),
    )
    return next((score for holds, score in ladder if holds), 0)

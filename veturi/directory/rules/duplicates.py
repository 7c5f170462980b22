"""Which of very many may be one and the same: candidates by blocks, scores with reasons.

Two rows are compared only when they share a block: a number, an address, a rare word's beginning or
end. A score is the share of surety from 0 to 100; what is under `SUSPECTED` is not told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from veturi.directory.rules.names import SOME, bare_name, name_likeness

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


def suspects(everybody: Sequence[Row]) -> list[Suspect]:
    """Every suspected pair, surest first."""
    rows = without_the_common(everybody)
    by_key = {row.key: row for row in rows}
    bare = {
        row.key: tuple(dict.fromkeys(bare_name(name, row.place) for name in row.names))
        for row in rows
    }
    found = []
    for one, other in candidates(rows, bare):
        if suspect := compare(by_key[one], by_key[other], bare[one], bare[other]):
            found.append(suspect)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def without_the_common(rows: Sequence[Row]) -> list[Row]:
    """What very many share, as the domain of a town, tells nothing of any two of them."""
    counted = Counter(value for row in rows for value in (*_reached_by(row),))
    common = {value for value, n in counted.items() if n > COMMON}
    if not common:
        return list(rows)
    return [_without(row, common) for row in rows]


def _reached_by(row: Row) -> Iterator[tuple[str, str]]:
    for field in REACHED_BY:
        for value in getattr(row, field):
            yield field, value


def _without(row: Row, common: set[tuple[str, str]]) -> Row:
    if common.isdisjoint(_reached_by(row)):
        return row

    def rare(field: str, values: frozenset[str]) -> frozenset[str]:
        return frozenset(value for value in values if (field, value) not in common)

    return replace(
        row,
        phones=rare("phones", row.phones),
        emails=rare("emails", row.emails),
        domains=rare("domains", row.domains),
        addresses=rare("addresses", row.addresses),
    )


def candidates(rows: Sequence[Row], bare: dict[int, tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pairs that share a block; a block that is too large says nothing.

    Two with a Y-tunnus each, and not the same, are never one: they make no pair.
    """
    counted = Counter(word for names in bare.values() for word in {*" ".join(names).split()})
    blocks: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for block in {*_shared(row), *_worded(row, bare[row.key], counted)}:
            blocks[block].append(row.key)
    ids = {row.key: row.business_id for row in rows}
    found: set[tuple[int, int]] = set()
    for keys in blocks.values():
        if 1 < len(keys) <= LARGEST_BLOCK:
            without = [key for key in keys if not ids[key]]
            numbered = [key for key in keys if ids[key]]
            found |= {_ordered(*pair) for pair in combinations(without, 2)}
            found |= {_ordered(one, other) for one in without for other in numbered}
            found |= {
                _ordered(*pair)
                for pair in combinations(numbered, 2)
                if ids[pair[0]] == ids[pair[1]]
            }
    return found


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _shared(row: Row) -> Iterator[str]:
    if row.business_id:
        yield f"id {row.business_id}"
    for field, value in _reached_by(row):
        yield f"{field} {value}"


def _worded(row: Row, names: Iterable[str], counted: Counter[str]) -> Iterator[str]:
    """The whole name, and beginnings and ends of its rarest words; in small towns apart."""
    for name in names:
        yield f"name {name}"
        words = sorted({word for word in name.split() if len(word) > 3}, key=counted.__getitem__)  # noqa: PLR2004 - a shorter word tells little
        for word in words[:RARE]:
            for part in (f"^{word[:PREFIX]}", f"{word[-PREFIX - 1 :]}$"):
                yield f"{part} {row.municipality}"
        for one, other in combinations(sorted(words[:3]), 2):
            yield f"two {one[:PREFIX]} {other[:PREFIX]}"
        for one, other in combinations(sorted(word[-SUFFIX:] for word in words[:3]), 2):
            yield f"ends {one} {other}"


def compare(
    one: Row, other: Row, one_bare: Sequence[str], other_bare: Sequence[str]
) -> Suspect | None:
    """How sure it is that the two are one, and why."""
    if one.business_id and other.business_id and one.business_id != other.business_id:
        return None
    likeness = max([name_likeness(a, b) for a in one_bare for b in other_bare])
    if likeness < SOME and not one.business_id:
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

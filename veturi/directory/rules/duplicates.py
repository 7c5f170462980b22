"""Which of very many may be one and the same: candidates by blocks, scores with reasons.

Two rows are compared only when they share a block: a number, an address, a rare word's beginning or
end. A score is the share of surety from 0 to 100; what is under `SUSPECTED` is not told.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SUSPECTED = 80
LARGEST_BLOCK = 60
PREFIX = 5
RARE = 2
ALIKE, NEAR, SOME = 96, 90, 84
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
)
_DIGITS = re.compile(r"\d+")


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


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two rows that may be one; the smaller key first."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]


def suspects(rows: Sequence[Row]) -> list[Suspect]:
    """Every suspected pair, surest first."""
    by_key = {row.key: row for row in rows}
    bare = {row.key: tuple(dict.fromkeys(map(bare_name, row.names))) for row in rows}
    found = []
    for one, other in candidates(rows, bare):
        if suspect := compare(by_key[one], by_key[other], bare[one], bare[other]):
            found.append(suspect)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def bare_name(name: str) -> str:
    """A folded name without the form of company."""
    words = [word for word in name.split() if word not in FORMS]
    return " ".join(words or name.split())


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
    for mark, values in (
        ("phone", row.phones),
        ("email", row.emails),
        ("domain", row.domains),
        ("address", row.addresses),
    ):
        for value in values:
            yield f"{mark} {value}"


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


def compare(
    one: Row, other: Row, one_bare: Sequence[str], other_bare: Sequence[str]
) -> Suspect | None:
    """How sure it is that the two are one, and why."""
    if one.business_id and other.business_id and one.business_id != other.business_id:
        return None
    likeness = max(name_likeness(a, b) for a in one_bare for b in other_bare)
    reasons = list(_reasons(one, other, likeness))
    score = _score(reasons, likeness, apart=_apart(one, other))
    if score < SUSPECTED:
        return None
    first, second = sorted((one.key, other.key))
    return Suspect(first, second, score, tuple(reasons))


def name_likeness(one: str, other: str) -> float:
    """0 to 100; names that count otherwise (“Päiväkoti 1”, “Päiväkoti 2”) are not alike."""
    if one == other:
        return 100
    in_order = [" ".join(sorted(name.split())) for name in (one, other)]
    if in_order[0] == in_order[1]:
        return 100
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0
    whole = max(fuzz.ratio(one, other), fuzz.ratio(*in_order))
    return min(whole, _word_by_word(one, other)) if whole >= SOME else 0


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


def _reasons(one: Row, other: Row, likeness: float) -> Iterator[Reason]:
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


def _score(reasons: Sequence[Reason], likeness: float, *, apart: bool) -> int:
    if Reason.BUSINESS_ID in reasons:
        return 99
    hard = len(HARD & set(reasons))
    together = Reason.MUNICIPALITY in reasons
    ladder = (
        (likeness == 100 and hard > 0, 98),  # noqa: PLR2004 - wholly alike
        (likeness == 100 and together, 95),  # noqa: PLR2004 - wholly alike
        (likeness >= NEAR and hard > 0, 94),
        (likeness >= NEAR and together, 90),
        (likeness >= SOME and hard > 1, 88),
        (likeness >= SOME and hard > 0 and not apart, 85),
        (likeness == 100 and not apart, 84),  # noqa: PLR2004 - wholly alike
        (likeness >= ALIKE and not apart, 80),
    )
    return next((score for holds, score in ladder if holds), 0)

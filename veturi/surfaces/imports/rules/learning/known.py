"""What the rows of a student system’s lists are compared with: plain values, loaded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from veturi.foundation.text import fold
from veturi.surfaces.imports.rules.alike import Index

_NEAR = 80


@dataclass(frozen=True, slots=True)
class One:
    """A person, partner, qualification or unit by its key and what it is called."""

    key: int
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class KnownStudent:
    """`values` are as history writes them, with the text in which a person reads them."""

    key: int
    number: str
    name: str
    values: Mapping[str, tuple[str, str]]
    study_right_oid: str = ""
    is_put_away: bool = False
    is_erased: bool = False
    qualification_code: str = ""


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    key: int
    unique_id: str
    student: int
    partner: int
    starts_on: str
    values: Mapping[str, tuple[str, str]]
    is_called_off: bool = False


@dataclass(slots=True)
class Names:
    """Things that are found by name or by code; of several of one name all are found."""

    _by_name: dict[str, list[One]] = field(default_factory=dict)
    _by_code: dict[str, One] = field(default_factory=dict)

    @classmethod
    def of(cls, many: Sequence[tuple[One, Sequence[str]]]) -> "Names":
        """Each with the names that it bears; of a code the first is found."""
        names = cls()
        for one, borne in many:
            if one.code:
                names._by_code.setdefault(fold(one.code), one)
            for name in {fold(name) for name in borne} - {""}:
                names._by_name.setdefault(name, []).append(one)
        return names

    def find(self, text: str) -> list[One]:
        folded = fold(text)
        by_code = self._by_code.get(folded)
        return [by_code] if by_code else self._by_name.get(folded, [])

    def nearest(self, text: str) -> str:
        """The name that is nearly this one, to be proposed."""
        folded = fold(text)
        scored = [(fuzz.token_sort_ratio(folded, name), name) for name in self._by_name]
        score, name = max(scored, default=(0, ""))
        return self._by_name[name][0].name if score >= _NEAR else ""


@dataclass(slots=True)
class Ground:
    """All that is known here and may be meant by a cell."""

    ours: Names
    qualifications: Names
    codes: Mapping[int, str]
    units: Names
    students: Mapping[str, KnownStudent]
    by_study_right: Mapping[str, KnownStudent]
    partners: Index
    partner_names: Mapping[int, str]
    people_of: Mapping[int, Sequence[tuple[One, str]]]
    sites_of: Mapping[int, Names]
    periods_by_id: Mapping[str, KnownPeriod]
    periods: Mapping[tuple[int, int, str], KnownPeriod]

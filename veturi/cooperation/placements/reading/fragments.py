"""Periods as the registers write them, read for many at once, with what eHOKS would say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from veturi.cooperation.placements.models import Period, PeriodUnit
from veturi.cooperation.placements.reading.guarding import guarded
from veturi.cooperation.placements.rules.fragments import (
    Fragment,
    Told,
    hoks_fragment,
    hoks_of,
    koski_fragment,
)
from veturi.cooperation.placements.rules.law.rows import LEARNING
from veturi.cooperation.placements.rules.national.hoks import hoks_problems

# Numbers of the registers' own examples: a fragment is judged in the HOKS of nobody.
NOBODY = "1.2.246.562.24.12312312319"
NO_RIGHT = "1.2.246.562.15.10000000009"
NO_UNIT = "100001"


@dataclass(frozen=True, slots=True)
class Fragments:
    """One period in both registers, and what eHOKS would say against it."""

    key: int
    student_number: str
    told: Told
    units: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def hoks(self) -> Fragment:
        return hoks_fragment(self.told)

    @property
    def koski(self) -> Fragment:
        return koski_fragment(self.told)

    @property
    def written(self) -> dict[str, Any]:
        """As it stands in a file of many."""
        return {
            "jakso": self.key,
            "opiskelijanumero": self.student_number,
            "tutkinnonosat": list(self.units),
            "hoks": self.hoks,
            "koski": self.koski,
            "huomautukset": list(self.problems),
        }


def fragments_of(periods: QuerySet[Period], *, on: date) -> list[Fragments]:
    """Of those that stand in the registers; the others are left out."""
    learning = periods.filter(form__in=LEARNING)
    units: dict[int, list[str]] = {}
    rows = PeriodUnit.objects.filter(period__in=learning.order_by().values("pk"))
    for key, code in rows.order_by("unit__code").values_list("period", "unit__code"):
        units.setdefault(key, []).append(code)
    numbers = dict(learning.order_by().values_list("pk", "student__number"))
    return [
        Fragments(
            row.pk,
            numbers[row.pk],
            row.told,
            tuple(units.get(row.pk, ())),
            _problems(row.told, units.get(row.pk, ()), on=on),
        )
        for row in sorted(guarded(learning, on=on), key=lambda row: row.pk)
    ]


def _problems(told: Told, units: Sequence[str], *, on: date) -> tuple[str, ...]:
    unit = next((code for code in units if code.isdecimal()), NO_UNIT)
    hoks = hoks_of(
        [hoks_fragment(told)], learner=NOBODY, study_right=NO_RIGHT, unit=unit, on=told.starts_on
    )
    return tuple(hoks_problems(hoks, {}, on))

"""What eHOKS could have of students of the demo: their own periods, with believable trouble.

By its number each period is there, is not there yet, or differs in one thing.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.reading.fragments import Fragments, fragments_of
from veturi.surfaces.gateways.ehoks.rules.hoks import AT_WORK, INSTRUCTOR, VOCATIONAL, WAYS, Json

WEEK = timedelta(days=7)
# Of so many students one has no HOKS, of so many periods one is missing or differs.
NO_HOKS, KINDS = 9, 5


def hoks_of(study_right: str) -> Json | None:
    """None of a study right that is nobody’s, and of every ninth."""
    student = Student.objects.filter(study_right_oid=study_right).first()
    if student is None or student.pk % NO_HOKS == 0:
        return None
    periods = Period.objects.filter(student=student).in_force()
    there = fragments_of(periods, on=timezone.localdate())
    return {
        "id": student.pk,
        "oppija-oid": student.learner_oid,
        "opiskeluoikeus-oid": study_right,
        "ensikertainen-hyvaksyminen": str(student.starts_on),
        "osaamisen-hankkimisen-tarve": True,
        VOCATIONAL: _parts(there),
    }


def _parts(there: Sequence[Fragments]) -> list[Json]:
    """A part a unit; a period stands in the first of its units."""
    parts: dict[str, Json] = {}
    for one in there:
        for unit in one.units:
            part = {"tutkinnon-osa-koodi-uri": f"tutkinnonosat_{unit}", WAYS: []}
            parts.setdefault(unit, {**part, "tutkinnon-osa-koodi-versio": 1})
        if one.units and (way := _as_there(one)):
            parts[one.units[0]][WAYS].append(way)
    return list(parts.values())


def _as_there(one: Fragments) -> dict[str, Any] | None:
    way = one.hoks
    match one.key % KINDS:
        case 0:
            return None
        case 1 if one.told.last_day:
            return {**way, "loppu": str(one.told.last_day - WEEK)}
        case 2:
            return {**way, AT_WORK: _without_phone(way[AT_WORK])}
    return way


def _without_phone(at_work: Json) -> Json:
    instructor = dict(at_work.get(INSTRUCTOR) or {})
    instructor.pop("puhelinnumero", None)
    return {**at_work, INSTRUCTOR: instructor} if instructor else at_work

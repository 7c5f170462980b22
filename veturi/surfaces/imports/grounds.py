"""Loads what the rows of a student system’s lists are compared with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F

from veturi.cooperation.placements.models import Period, Qualification, Student, Unit
from veturi.directory.models import Partnership, Person, Position, Site
from veturi.foundation.history.actions import written
from veturi.surfaces.imports.knowing import known_partners
from veturi.surfaces.imports.rules.alike import Index
from veturi.surfaces.imports.rules.learning.known import (
    Ground,
    KnownPeriod,
    KnownStudent,
    Names,
    One,
)

OF_STUDENT = (
    "number",
    "given_name",
    "family_name",
    "group",
    "teacher",
    "qualification",
    "programme",
    "email",
    "phone",
    "language",
    "born_on",
    "municipality",
    "guardian_name",
    "guardian_email",
    "guardian_phone",
    "learner_oid",
    "study_right_oid",
    "starts_on",
    "ends_on",
    "included_in",
)
OF_PERIOD = (
    "site",
    "form",
    "starts_on",
    "ends_on",
    "weekly_hours",
    "part_time",
    "teacher",
    "instructor",
    "key_tasks",
)
_CHOICES: dict[str, Callable[[str], str]] = {
    "programme": lambda value: str(Student.Programme(value).label),
    "form": lambda value: str(Period.Form(value).label),
}


def ground_of(provider: int, *, kind: str, on: date) -> Ground:
    """Of a list of students no partners are needed."""
    ours = _ours(provider)
    qualifications = list(_qualifications(on))
    students = list(_students(provider))
    of_periods = kind == "periods"
    periods = list(_periods(provider)) if of_periods else []
    return Ground(
        ours=ours,
        qualifications=Names.of(qualifications),
        codes=dict(Qualification.objects.values_list("pk", "code")),
        units=Names.of(list(_units())) if of_periods else Names(),
        students={one.number: one for one in students},
        by_study_right={one.study_right_oid: one for one in students if one.study_right_oid},
        partners=known_partners(provider) if of_periods else Index(),
        partner_names=_partner_names(provider) if of_periods else {},
        people_of=_people_of(provider) if of_periods else {},
        sites_of=_sites_of(provider) if of_periods else {},
        periods_by_id={one.unique_id: one for one in periods},
        periods={(one.student, one.partner, one.starts_on): one for one in periods},
    )


def _ours(provider: int) -> Names:
    """By name in either order, by e-mail."""
    rows = Person.objects.filter(provider=provider, is_ours=True, archived_on=None)
    return Names.of(
        [
            (
                One(key, f"{given} {family}".strip()),
                [f"{given} {family}", f"{family} {given}", mail],
            )
            for key, given, family, mail in rows.values_list(
                "pk", "given_name", "family_name", "email"
            )
        ]
    )


def _qualifications(on: date) -> Iterator[tuple[One, list[str]]]:
    """Of the versions of a code the latest in force; older ones only where no other is."""
    rows = Qualification.objects.order_by(F("valid_from").desc(nulls_last=True), "-pk")
    in_force = set(Qualification.objects.on(on).values_list("pk", flat=True))
    seen: set[str] = set()
    for one in sorted(rows, key=lambda row: row.pk not in in_force):
        names = [] if one.code in seen else [one.name_fi, one.name_sv, one.name_en]
        seen.add(one.code)
        yield One(one.pk, one.name, one.code), names


def _units() -> Iterator[tuple[One, list[str]]]:
    rows = Unit.objects.values_list("pk", "code", "name_fi", "name_sv")
    for key, code, name, swedish in rows:
        yield One(key, name, code), [name, swedish]


def _students(provider: int) -> Iterator[KnownStudent]:
    rows = Student.objects.filter(provider=provider).select_related("teacher", "qualification")
    for row in rows.iterator(chunk_size=2000):
        yield KnownStudent(
            row.pk,
            row.number,
            str(row),
            _values(row, OF_STUDENT),
            row.study_right_oid,
            is_put_away=row.archived_on is not None,
            is_erased=row.erased_on is not None,
            qualification_code=row.qualification.code if row.qualification else "",
        )


def _periods(provider: int) -> Iterator[KnownPeriod]:
    rows = Period.objects.filter(provider=provider).select_related(
        "site", "teacher", "instructor", "partnership__absorbed_into"
    )
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        yield KnownPeriod(
            row.pk,
            row.unique_id,
            row.student_id,
            row.partnership.shown.pk,
            row.starts_on.isoformat(),
            _values(row, OF_PERIOD),
            is_called_off=row.called_off_on is not None,
        )


def _values(row: Any, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """As history writes them, and as a person reads them."""
    values = {name: getattr(row, name) for name in names}
    return {name: (written(value), _shown(name, value)) for name, value in values.items()}


def _shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    if value and name in _CHOICES:
        return _CHOICES[name](value)
    return "" if value is None else str(value)


def _partner_names(provider: int) -> dict[int, str]:
    return dict(Partnership.objects.filter(provider=provider).values_list("pk", "name"))


def _people_of(provider: int) -> dict[int, list[tuple[One, str]]]:
    rows = Position.objects.filter(
        provider=provider, person__archived_on=None, partnership__isnull=False
    ).order_by("pk")
    found: dict[int, list[tuple[One, str]]] = defaultdict(list)
    for partner, key, given, family, mail in rows.values_list(
        "partnership", "person", "person__given_name", "person__family_name", "person__email"
    ):
        found[partner].append((One(key, f"{given} {family}".strip()), mail))
    return found


def _sites_of(provider: int) -> dict[int, Names]:
    found: dict[int, list[tuple[One, list[str]]]] = defaultdict(list)
    rows = Site.objects.filter(provider=provider).order_by("pk")
    for partner, key, name, address in rows.values_list("partnership", "pk", "name", "address"):
        found[partner].append((One(key, name), [name, address]))
    return {partner: Names.of(sites) for partner, sites in found.items()}

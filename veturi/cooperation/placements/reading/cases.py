"""The facts that the law asks of periods, read for many in as many questions as for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, prefetch_related_objects

from veturi.cooperation.placements.models import (
    Card,
    Instructor,
    Period,
    Suitability,
    Support,
    Version,
)
from veturi.cooperation.placements.models.periods import FINLAND
from veturi.cooperation.placements.rules.case import Assessment, Case, Form, Guide, Programme
from veturi.cooperation.placements.rules.law import Finding, findings
from veturi.cooperation.placements.rules.words import Paper
from veturi.directory.models import Partnership, Person, Position
from veturi.foundation.business_id import is_business_id

Roots = Mapping[int, int]


def findings_of(period: Period, *, on: date) -> list[Finding]:
    """What the law finds in one period on the day."""
    return findings(case_of(period, on=on), on=on)


def case_of(period: Period, *, on: date) -> Case:
    return cases_of([period], on=on)[period.pk]


def cases_of(periods: Iterable[Period], *, on: date) -> dict[int, Case]:
    """The set form: all that the rules ask, by the keys of the periods."""
    rows = list(periods)
    prefetch_related_objects(
        rows,
        "student__support",
        "site",
        "offer",
        "partnership__organisation",
        "partnership__absorbed_into__organisation",
        "instructor__absorbed_into",
    )
    around = _around(rows)
    return {period.pk: _case(period, around, on=on) for period in rows}


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to the workplaces and persons of the periods; what was merged is one."""

    assessed: Mapping[int, Sequence[Suitability]]
    records: Mapping[int, Instructor]
    positions: Mapping[tuple[int, int], Sequence[Position]]
    arranged: Mapping[int, date]
    cards: Mapping[int, Mapping[str, date]]


def _around(periods: Sequence[Period]) -> _Around:
    partners = _families(Partnership, {_partner(period) for period in periods})
    people = _families(Person, {_root(row.instructor) for row in periods if row.instructor})
    return _Around(
        _assessed(partners),
        _records(people),
        _positions(people, partners),
        _arranged(periods),
        _cards({period.student_id for period in periods}),
    )


def _root(row: Partnership | Person) -> int:
    """The key of what it is shown with."""
    return row.absorbed_into_id or row.pk


def _partner(period: Period) -> int:
    return _root(period.partnership)


def _families(model: type[Partnership] | type[Person], roots: Iterable[int]) -> Roots:
    """The keys of all that are shown with these, each with that of the one that stays."""
    keys = list(roots)
    rows = model._default_manager.filter(Q(pk__in=keys) | Q(absorbed_into__in=keys))
    return {key: stays or key for key, stays in rows.values_list("pk", "absorbed_into")}


def _assessed(partners: Roots) -> Mapping[int, Sequence[Suitability]]:
    found: dict[int, list[Suitability]] = defaultdict(list)
    for row in Suitability.objects.filter(partnership__in=partners):
        found[partners[row.partnership_id]].append(row)
    return found


def _records(people: Roots) -> Mapping[int, Instructor]:
    """The record of the one that stays goes before those of whom it absorbed."""
    rows = Instructor.objects.filter(person__in=people).order_by("pk")
    in_order = sorted(rows, key=lambda row: people[row.person_id] == row.person_id)
    return {people[row.person_id]: row for row in in_order}


def _positions(people: Roots, partners: Roots) -> Mapping[tuple[int, int], Sequence[Position]]:
    found: dict[tuple[int, int], list[Position]] = defaultdict(list)
    for row in Position.objects.filter(person__in=people, partnership__in=partners):
        found[people[row.person_id], partners[row.partnership_id]].append(row)
    return found


def _cards(students: Iterable[int]) -> Mapping[int, Mapping[str, date]]:
    """By student what has been shown, and until when the one that lasts longest is valid."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for row in Card.objects.standing().filter(student__in=list(students)):
        own = found[row.student_id]
        own[row.requirement] = max(row.until, own.get(row.requirement, row.until))
    return found


def _arranged(periods: Sequence[Period]) -> Mapping[int, date]:
    """When the first arrangement agreement was signed by all."""
    rows = Version.objects.filter(
        agreement__period__in=[period.pk for period in periods],
        agreement__paper=Paper.ARRANGEMENT,
        signed_on__isnull=False,
        withdrawn_at=None,
    )
    firsts = rows.order_by().values_list("agreement__period").annotate(Min("signed_on"))
    return dict(firsts)


def _case(period: Period, around: _Around, *, on: date) -> Case:
    student = period.student
    support: Support | None = getattr(student, "support", None)
    suitability = _best(period, around.assessed.get(_partner(period), ()))
    return Case(
        form=Form(period.form),
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        ended_on=period.ended_on,
        programme=Programme(student.programme),
        born_on=student.born_on,
        study_begins_on=student.starts_on,
        study_ends_on=student.ends_on,
        has_special_support=support is not None and support.is_special,
        has_demanding_support=support is not None and support.is_demanding,
        is_workplace_told_of_support=support is not None and bool(support.told_to_workplace),
        cards=around.cards.get(student.pk, {}),
        in_finland=period.country == FINLAND,
        has_business_id=_has_business_id(period.partnership),
        assessment=_assessment(suitability),
        guide=_guide(period, around, on=on),
        requirements=frozenset(_required(period, suitability)),
        weekly_hours=period.weekly_hours,
        day_begins=period.day_begins,
        day_ends=period.day_ends,
        part_time=period.part_time,
        tasks=tuple(period.tasks),
        has_teacher=period.teacher_id is not None,
        wage_basis=period.wage_basis,
        trial_until=period.trial_until,
        compensation=period.compensation,
        arrangement_signed_on=around.arranged.get(period.pk),
        plan_approved_on=period.plan_approved_on,
        plan_approved_by_student_on=period.plan_approved_by_student_on,
        plan_approved_by_workplace_on=period.plan_approved_by_workplace_on,
        safety_told_on=period.safety_told_on,
        safety_acknowledged_on=period.safety_acknowledged_on,
        record_shown_on=period.record_shown_on,
        guardian_told_on=period.guardian_told_on,
        recorded_on=period.recorded_on,
    )


def _best(period: Period, rows: Iterable[Suitability]) -> Suitability | None:
    """Of those of this site and qualification: valid on the first day, most exact, latest."""
    day = period.starts_on
    return max(
        (row for row in rows if _is_of(row, period)),
        key=lambda row: (
            row.assessed_on <= day <= row.valid_until,
            (row.site_id is not None) + (row.qualification_id is not None),
            row.assessed_on,
            row.pk,
        ),
        default=None,
    )


def _is_of(row: Suitability, period: Period) -> bool:
    """One of no site or no qualification is of all; one of a unit is of its workplaces too."""
    sites = {None, period.site_id, period.site.parent_id if period.site else None}
    qualifications = {None, period.student.qualification_id}
    still = row.withdrawn_on is None or row.withdrawn_on > period.starts_on
    return still and row.site_id in sites and row.qualification_id in qualifications


def _assessment(row: Suitability | None) -> Assessment | None:
    if row is None:
        return None
    return Assessment(
        assessed_on=row.assessed_on,
        valid_until=row.valid_until,
        has_activity=row.has_activity,
        has_tools=row.has_tools,
        has_staff=row.has_staff,
        has_orientation=row.has_orientation,
        normal_hours=row.normal_hours,
    )


def _guide(period: Period, around: _Around, *, on: date) -> Guide | None:
    person = period.instructor
    if person is None:
        return None
    record = around.records.get(_root(person))
    positions = around.positions.get((_root(person), _partner(period)), ())
    resting = record.resting_since if record else None
    return Guide(
        is_competent=record is not None and record.is_competent,
        is_resting=resting is not None and resting <= on,
        is_of_workplace=any(_is_held(row, on=period.starts_on) for row in positions),
        is_reached=any(one.email or one.phone for one in (person, person.shown)),
    )


def _is_held(row: Position, *, on: date) -> bool:
    return (row.since is None or row.since <= on) and (row.until is None or on <= row.until)


def _has_business_id(partnership: Partnership) -> bool:
    organisations = (partnership.organisation, partnership.shown.organisation)
    return any(is_business_id(one.business_id) for one in organisations)


def _required(period: Period, suitability: Suitability | None) -> Iterator[str]:
    """Codes of what the workplace asks for, in its assessment or in its offer."""
    for row in (suitability, period.offer):
        codes = row.requirements.split(",") if row else ()
        yield from (code.strip() for code in codes if code.strip())

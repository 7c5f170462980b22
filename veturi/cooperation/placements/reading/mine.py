"""A teacher's students by what each needs now, in as many questions as for one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from veturi.cooperation.placements.models import Period, PlannedVisit, Student, Visit
from veturi.cooperation.placements.reading.cases import cases_of
from veturi.cooperation.placements.rules.groups import ENDED_WITHIN, Group, group_of
from veturi.cooperation.placements.rules.law import findings, hindrances, open_to
from veturi.cooperation.placements.rules.words import State
from veturi.directory.models import Person
from veturi.ledger.models import Deed, Promise

Grouped = dict[Group, list[Period]]


@dataclass(frozen=True, slots=True)
class Looked:
    """The periods of a teacher by group, and the students who have none to come."""

    periods: Grouped
    without: Sequence[Student]

    @property
    def counts(self) -> list[tuple[Group, int]]:
        return [(one, self._count(one)) for one in Group]

    def _count(self, group: Group) -> int:
        return len(self.without if group == Group.WITHOUT else self.periods.get(group, ()))


@dataclass(frozen=True, slots=True)
class Row:
    """One period as the page shows it."""

    period: Period
    state: State
    hindrances: int = 0
    last: Deed | None = None
    next: Promise | None = None


# What tells the group of a period; the desk counts by these alone.
TELLING = (
    *("starts_on", "ends_on", "ended_on", "called_off_on"),
    *("accepted_on", "agreed_on", "host_again", "student"),
)


def looked_after(teacher: Person, *, on: date, to_count: bool = False) -> Looked:
    """In three questions: students, their periods, what interrupts them."""
    students = {
        one.pk: one
        for one in Student.objects.seen_by(teacher)
        .standing()
        .filter(teacher=teacher)
        .order_by("name_sort", "pk")
    }
    mine = Q(teacher=teacher) | Q(student__in=list(students))
    lately = _lately(Period.objects.seen_by(teacher).standing().filter(mine), on=on)
    rows = list(lately.only(*TELLING) if to_count else _in_order(lately))
    grouped: Grouped = defaultdict(list)
    for period in rows:
        if (group := _group(period, on=on)) is not None:
            grouped[group].append(period)
    placed = {one.student_id for one in rows if one.last_day is None or one.last_day >= on}
    return Looked(dict(grouped), [one for key, one in students.items() if key not in placed])


def _lately(rows: QuerySet[Period], *, on: date) -> QuerySet[Period]:
    """What runs, comes or ended lately."""
    since = on - ENDED_WITHIN
    alive = Q(ends_on=None) | Q(ends_on__gte=since) | Q(ended_on__gte=since)
    return rows.filter(alive).prefetch_related("interruptions")


def _in_order(rows: QuerySet[Period]) -> QuerySet[Period]:
    """With all that a row shows, by the first day."""
    shown = rows.shown()  # type: ignore[attr-defined]
    return shown.order_by("starts_on", "student__name_sort", "pk")  # type: ignore[no-any-return]


def _group(period: Period, *, on: date) -> Group | None:
    return group_of(
        period.state_on(on),
        starts_on=period.starts_on,
        last_day=period.last_day,
        is_asked=bool(period.host_again),
        on=on,
    )


def rows_of(looked: Looked, *, sees_support: bool, on: date) -> dict[Group, list[Row]]:
    """With what stands in the way, what was done last and what is promised next."""
    periods = [one for many in looked.periods.values() for one in many]
    in_way = _hindrances(periods, sees_support=sees_support, on=on)
    last, coming = _last(periods), _next(periods)
    return {
        group: [
            Row(
                one,
                one.state_on(on),
                in_way.get(one.pk, 0),
                last.get(one.key),
                coming.get(one.key),
            )
            for one in many
        ]
        for group, many in looked.periods.items()
    }


def _hindrances(periods: Iterable[Period], *, sees_support: bool, on: date) -> Mapping[int, int]:
    """How many things stand in the way of each that has not ended."""
    cases = cases_of([one for one in periods if one.ended_on is None], on=on)
    return {
        key: len(hindrances(open_to(findings(case, on=on), sees_support=sees_support)))
        for key, case in cases.items()
    }


def _last(periods: Sequence[Period]) -> Mapping[str, Deed]:
    """What was done last in each, visits too; the later row takes the place of the earlier."""
    visits = Visit.objects.filter(period__in=[one.pk for one in periods])
    of = {one.key: f"placements.period:{one.period_id}" for one in visits.only("pk", "period")}
    of |= {one.key: one.key for one in periods}
    rows = Deed.objects.standing().filter(source__in=list(of)).order_by("done_on", "number")
    return {of[deed.source]: deed for deed in rows}


def _next(periods: Sequence[Period]) -> Mapping[str, Promise]:
    """What is promised next in each, planned visits too."""
    keys = {one.pk: one.key for one in periods}
    planned = PlannedVisit.objects.waiting().filter(period__in=list(keys))
    coming = [
        (keys[one.period_id], one.promise)
        for one in planned.select_related("promise")
        if one.period_id is not None
    ]
    rows = Promise.objects.unkept().filter(source__in=list(keys.values()))
    coming += [(one.source, one) for one in rows]
    return dict(sorted(coming, key=lambda pair: (pair[1].due, pair[1].pk), reverse=True))

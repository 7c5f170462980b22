"""Visits of a quarter, planned against made; and what somebody needs with them in the field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from veturi.cooperation.placements.models import Period, PlannedVisit, Visit, VisitWords
from veturi.cooperation.placements.rules.visits import Quarter
from veturi.directory.access import Act, may
from veturi.directory.models import Partnership, Person
from veturi.ledger.models import Promise

SHOWN_LATEST, SHOWN_MADE = 3, 20
# Of a list of a quarter; of what is taken along.
SHOWN, MOST = 25, 200
WEEK = timedelta(days=7)
PREFIX = "placements.visit:"


@dataclass(frozen=True, slots=True)
class OfTeacher:
    """What one of ours has planned and made in a quarter, with a plan or without."""

    teacher: Person
    planned: int = 0
    kept: int = 0
    made: int = 0


def words_of(promises: Iterable[Promise], *, to: Person) -> dict[int, str]:
    """The next steps of visits among these promises, read by whoever is to take them.

    They may speak of a student; everybody else sees what kind of promise it is.
    """
    own = [one.pk for one in promises if one.owner_id == to.pk and one.source.startswith(PREFIX)]
    if not own:
        return {}
    rows = Visit.objects.filter(step__in=own).exclude(next_step="")
    return dict(rows.values_list("step", "next_step"))


def plans_in(person: Person, quarter: Quarter, *, of: int | None = None) -> QuerySet[PlannedVisit]:
    """What is or was to be made in the quarter, by one of ours or by all; let go left out."""
    rows = PlannedVisit.objects.seen_by(person).standing().shown()
    due = rows.filter(promise__due__range=(quarter.first, quarter.last))
    mine = due if of is None else due.filter(promise__owner=of)
    return mine.order_by("promise__due", "pk")


def made_in(person: Person, quarter: Quarter, *, of: int | None = None) -> QuerySet[Visit]:
    rows = Visit.objects.seen_by(person).standing().shown()
    there = rows.filter(on__range=(quarter.first, quarter.last))
    mine = there if of is None else there.filter(teacher=of)
    return mine.order_by("-on", "-pk")


def by_teacher(person: Person, quarter: Quarter) -> list[OfTeacher]:
    """One row for each who has planned or made something, by name."""
    plans = plans_in(person, quarter).order_by().values_list("promise__owner")
    counted = {
        key: (planned, kept)
        for key, planned, kept in plans.annotate(n=Count("pk"), k=Count("promise__kept_by"))
    }
    visits = made_in(person, quarter).order_by().values_list("teacher")
    made = dict(visits.annotate(n=Count("pk")))
    who = Person.objects.filter(pk__in=[*counted, *made]).order_by("name_sort", "pk")
    return [OfTeacher(one, *counted.get(one.pk, (0, 0)), made=made.get(one.pk, 0)) for one in who]


def unvisited(person: Person, *, on: date, of: int | None = None) -> QuerySet[Period]:
    """Running periods that nobody has visited; whose plan waits knows it as `is_planned`."""
    visits = Visit.objects.standing().filter(period=OuterRef("pk"))
    plans = PlannedVisit.objects.waiting().filter(period=OuterRef("pk"))
    rows = Period.objects.seen_by(person).in_force().on(on).shown()
    lacking = rows.filter(~Exists(visits)).annotate(is_planned=Exists(plans))
    mine = lacking if of is None else lacking.filter(teacher=of)
    return mine.order_by("ends_on", "pk")


@dataclass(frozen=True, slots=True)
class Panel:
    """The visits of one period or one workplace, for a panel on its page."""

    of: str
    plans: list[PlannedVisit]
    made: list[Visit]
    told: list[VisitWords]
    may_log: bool


def panel_of(of: Period | Partnership, *, by: Person, on: date) -> Panel:
    """Of a workplace with what was merged into it."""
    if isinstance(of, Period):
        name, where = f"period-{of.pk}", Q(period=of)
    else:
        name, where = f"partner-{of.pk}", Q(partnership__in=of.family())
    plans = PlannedVisit.objects.seen_by(by).waiting().filter(where).shown()
    made = Visit.objects.seen_by(by).standing().filter(where).shown()
    return Panel(
        of=name,
        plans=list(plans.order_by("promise__due", "pk")[:MOST]),
        made=list(made.order_by("-on", "-pk")[:SHOWN_MADE]),
        told=list(_told(of, by=by)),
        may_log=may(by, Act.LOG, on=on),
    )


def _told(of: Period | Partnership, *, by: Person) -> QuerySet[VisitWords]:
    """What the workplace wrote of visits."""
    rows = VisitWords.objects.filter(provider=by.provider_id)
    if isinstance(of, Period):
        rows = rows.filter(period=of)
    else:
        rows = rows.filter(period__partnership__in=of.family())
    return rows.select_related("by", "period__student").order_by("-on", "-pk")[:SHOWN_MADE]


@dataclass(frozen=True, slots=True)
class Stop:
    """One row in the field: whom to visit, and what is good to know there."""

    value: str
    name: str
    period: Period | None
    plan: PlannedVisit | None
    latest: Sequence[Visit] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Field:
    """What a person takes along: those to be visited by tomorrow, the rest, what was written."""

    at_hand: list[Stop]
    others: list[Stop]
    written: list[Visit]

    @property
    def is_empty(self) -> bool:
        return not (self.at_hand or self.others)


def field_of(person: Person, *, on: date) -> Field:
    """One's plans that wait and one's running periods, each once."""
    plans = list(_plans(person, on=on))
    taken = {plan.period_id for plan in plans}
    running = Period.objects.seen_by(person).in_force().on(on).filter(teacher=person).shown()
    periods = [one for one in running.order_by("student__name_sort")[:MOST] if one.pk not in taken]
    latest = _latest([*taken, *(one.pk for one in periods)])
    stops = [_planned(plan, latest) for plan in plans] + [_running(one, latest) for one in periods]
    soon = on + timedelta(days=1)
    at_hand = [stop for stop in stops if _is_at_hand(stop, soon)]
    written = Visit.objects.seen_by(person).standing().shown().filter(teacher=person)
    return Field(
        at_hand=at_hand,
        others=[stop for stop in stops if stop not in at_hand],
        written=list(written.filter(on__gte=on - WEEK).order_by("-on", "-pk")[:MOST]),
    )


def _plans(person: Person, *, on: date) -> Iterable[PlannedVisit]:
    """Of one period only the next; those of this quarter, and what is late."""
    rows = PlannedVisit.objects.seen_by(person).waiting().filter(promise__owner=person)
    due = rows.filter(promise__due__lte=max(Quarter.of(on).last, on + WEEK)).shown()
    seen: set[int] = set()
    for plan in due.select_related("period__instructor").order_by("promise__due", "pk")[:MOST]:
        if plan.period_id not in seen:
            yield plan
        if plan.period_id is not None:
            seen.add(plan.period_id)


def _latest(periods: Iterable[int | None]) -> Mapping[int | None, list[Visit]]:
    found: dict[int | None, list[Visit]] = defaultdict(list)
    rows = Visit.objects.standing().filter(period__in=[key for key in periods if key])
    for visit in rows.select_related("teacher").order_by("-on", "-pk"):
        if len(found[visit.period_id]) < SHOWN_LATEST:
            found[visit.period_id].append(visit)
    return found


def _planned(plan: PlannedVisit, latest: Mapping[int | None, list[Visit]]) -> Stop:
    shown = latest.get(plan.period_id, []) if plan.period_id else []
    return Stop(f"plan-{plan.pk}", str(plan), plan.period, plan, shown)


def _running(period: Period, latest: Mapping[int | None, list[Visit]]) -> Stop:
    name = f"{period.student} · {period.partnership.shown.name}"
    return Stop(f"period-{period.pk}", name, period, None, latest.get(period.pk, []))


def _is_at_hand(stop: Stop, soon: date) -> bool:
    plan = stop.plan
    return plan is not None and not plan.whole_quarter and plan.promise.due <= soon

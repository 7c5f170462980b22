"""What is sent on the first days of the coming months: to whom, about how many, of which weight."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.guard_rows import (
    LAST,
    Row,
    Spans,
    ending,
    interruptions_of,
    states_of,
)
from veturi.cooperation.placements.reading.guarding import Guarded, guarded
from veturi.cooperation.placements.rules.law.rows import LEARNING
from veturi.cooperation.placements.rules.national.kesto import kesto
from veturi.directory.models import Person
from veturi.ledger.months import add_months

YEAR = 12


@dataclass(frozen=True, slots=True)
class Bundle:
    """One link to one instructor: about whom, of which weight, until when it is answered."""

    send_on: date
    instructor: str
    instructor_key: int | None
    workplace: str
    workplace_key: int
    address: str
    students: tuple[str, ...]
    days: int
    answer_until: date


@dataclass(frozen=True, slots=True)
class Month:
    """What is sent on one first day, and what is not if nothing is mended."""

    send_on: date
    bundles: tuple[Bundle, ...]
    at_risk: int

    @property
    def key(self) -> str:
        """As the address of the page names it."""
        return f"{self.send_on:%Y-%m}"

    @property
    def students(self) -> int:
        return sum(len(one.students) for one in self.bundles)

    @property
    def days(self) -> int:
        return sum(one.days for one in self.bundles)


def forecast(person: Person, *, on: date) -> list[Month]:
    """The next first day and those of a year after it, the empty ones too."""
    first = on.replace(day=1)
    own = Period.objects.seen_by(person).standing().filter(form__in=LEARNING)
    year = ending(own, since=first, before=add_months(first, YEAR))
    rows = guarded(year, on=on, are_whole=True)
    sent = [row for row in rows if row.is_sent]
    days = days_of(sent)
    by_day: dict[date | None, list[Guarded]] = defaultdict(list)
    for row in sent:
        by_day[row.send_on].append(row)
    months = [add_months(first, n) for n in range(1, YEAR + 1)]
    return [
        Month(
            day,
            _bundles(by_day[day], days),
            sum(row.is_at_risk for row in rows if row.send_on == day),
        )
        for day in months
    ]


def _bundles(rows: Iterable[Guarded], days: dict[int, int]) -> tuple[Bundle, ...]:
    by_key: dict[str, list[Guarded]] = defaultdict(list)
    for row in rows:
        by_key[row.bundle].append(row)
    bundles = [_bundle(mates, days) for mates in by_key.values()]
    return tuple(sorted(bundles, key=lambda one: (one.workplace, one.instructor)))


def _bundle(rows: list[Guarded], days: dict[int, int]) -> Bundle:
    """As its first period tells; it is answered until the latest last day."""
    one = rows[0]
    return Bundle(
        send_on=one.send_on or date.max,
        instructor=one.told.instructor,
        instructor_key=one.keys.instructor,
        workplace=one.workplace,
        workplace_key=one.keys.partner,
        address=_address(one),
        students=tuple(row.student for row in sorted(rows, key=lambda row: row.student_sort)),
        days=sum(days[row.pk] for row in rows),
        answer_until=max(row.answer_until for row in rows if row.answer_until),
    )


def _address(row: Guarded) -> str:
    """The one e-mail of the bundle, else its phone."""
    emails, phones = row.facts.emails, row.facts.phones
    return next(iter(emails if len(emails) == 1 else phones))


def days_of(rows: Iterable[Guarded]) -> dict[int, int]:
    """The duration (kesto) of each: all periods of a student at the time share the days."""
    asked = list(rows)
    students = {row.keys.student for row in asked}
    same = Period.objects.filter(student__in=students, form__in=LEARNING).standing().order_by()
    breaks, states = interruptions_of(same.values("pk")), states_of(students)
    values = same.annotate(last=LAST).values("pk", "student", "starts_on", "last", "part_time")
    jaksot = {row["pk"]: _jakso(row, breaks) for row in values}
    rights = {str(key): states.get(key, ()) for key in students}
    days = kesto(jaksot, rights)
    return {row.pk: days[row.pk] for row in asked}


def _jakso(row: Row, breaks: Spans) -> Row:
    return {
        "oppija_oid": row["student"],
        "opiskeluoikeus_oid": str(row["student"]),
        "alku": row["starts_on"],
        "loppu": row["last"],
        "osa_aikaisuus": row["part_time"],
        "keskeytymisajanjaksot": [
            {"alku": since, "loppu": until} for since, until in breaks.get(row["pk"], ())
        ],
    }

"""Those under 18: when and how long they work, what is dangerous, who guides them (A12)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.requirements import Requirement
from veturi.cooperation.placements.rules.case import HOUR, OF_AGE
from veturi.cooperation.placements.rules.law.hours import rests_less, shifts
from veturi.cooperation.placements.rules.law.rows import (
    ALL,
    APPRENTICED,
    L998,
    LEARNING,
    OTHER,
    TET,
    Asked,
    Place,
    Rule,
    Severity,
    Stage,
    clock,
)

DAYS_A_WEEK = 5
BETWEEN = _("At the age of {age} work is between {begins} and {ends}: move the hours.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The limits of an age, in hours; a change of law ends one and begins another.

    `earliest` and `latest` need a lawful reason: how work is arranged (under 15), two-shift work
    in vocational education (15 and over). Outside them nobody of the age works.
    """

    youngest: int
    under: int
    earliest: int
    begins: int
    ends: int
    latest: int
    rest: int
    daily: int
    since: date = L998
    until: date | None = None

    def only(self, is_broken: Callable[[Asked], bool]) -> Callable[[Asked], bool]:
        """Of those of this age alone."""
        return lambda a: a.age is not None and self.youngest <= a.age < self.under and is_broken(a)

    def begins_before(self, hour: int) -> Callable[[Asked], bool]:
        return self.only(lambda a: _times(a)[0] < hour * HOUR)

    def ends_after(self, hour: int) -> Callable[[Asked], bool]:
        return self.only(lambda a: _times(a)[1] > hour * HOUR)

    def words(self, asked: Asked) -> dict[str, str | int]:
        return {
            "age": asked.age or 0,
            "begins": clock(self.begins * HOUR),
            "ends": clock(self.ends * HOUR),
            "daily": self.daily,
        }


BANDS = (
    Band(youngest=0, under=15, earliest=6, begins=8, ends=20, latest=20, rest=14, daily=7),
    Band(youngest=15, under=OF_AGE, earliest=6, begins=6, ends=22, latest=24, rest=12, daily=8),
)


def _times(asked: Asked) -> tuple[int, int]:
    """The limits of the day in minutes; of a day that is not known, noon, which breaks nothing."""
    return asked.case.working_minutes or (12 * HOUR, 12 * HOUR)


def rows_of(band: Band) -> Iterator[Rule]:
    """All rows of an age."""
    row = partial(
        Rule, code="A12", since=band.since, until=band.until, words=band.words, sentence=BETWEEN
    )
    yield from _outside(band, partial(row, paragraph="L998/1993 7 §"))
    yield from _at_the_edge(band, partial(row, paragraph="L998/1993 7 §", severity=Severity.WARN))
    yield from _too_much(band, row)


def _outside(band: Band, row: Callable[..., Rule]) -> Iterator[Rule]:
    yield row(forms=ALL, is_broken=band.begins_before(band.earliest), field="day_begins")
    yield row(forms=LEARNING, is_broken=band.ends_after(band.latest), field="day_ends")
    yield row(forms=OTHER, is_broken=band.ends_after(band.ends), field="day_ends")


def _at_the_edge(band: Band, row: Callable[..., Rule]) -> Iterator[Rule]:
    too_early, too_late = band.begins_before(band.earliest), band.ends_after(band.latest)
    early, late = band.begins_before(band.begins), band.ends_after(band.ends)
    yield row(
        forms=ALL,
        is_broken=lambda a: early(a) and not too_early(a),
        sentence=_(
            "At the age of {age} work begins before {begins} only when weighty reasons of how it "
            "is arranged demand it: move the hours, or see that they do."
        ),
        field="day_begins",
    )
    yield row(
        forms=LEARNING,
        is_broken=lambda a: late(a) and not too_late(a),
        sentence=_(
            "At the age of {age} work goes on after {ends} only in the two-shift work of "
            "vocational education: move the hours, or see that it is that."
        ),
        field="day_ends",
    )


def _too_much(band: Band, row: Callable[..., Rule]) -> Iterator[Rule]:
    yield row(
        paragraph="L998/1993 8 §",
        forms=ALL,
        limit=band.rest,
        is_broken=band.only(rests_less),
        severity=Severity.WARN,
        sentence=_(
            "From {ends} to {begins} there are fewer than {limit} hours: at the age of {age} the "
            "roster must leave that much rest between two shifts. See that it does."
        ),
        words=lambda a: {**band.words(a), **shifts(a)},
        field="day_ends",
    )
    week = partial(
        row,
        paragraph="L998/1993 4 §",
        limit=band.daily * DAYS_A_WEEK,
        is_broken=band.only(works_more),
        sentence=_(
            "At the age of {age} work is at most {daily} hours a day and {limit} hours in a week "
            "of five days: agree on fewer hours."
        ),
        field="weekly_hours",
    )
    yield week(forms=TET)
    yield week(forms=ALL - TET, severity=Severity.WARN)


def works_more(asked: Asked) -> bool:
    hours = asked.case.weekly_hours
    return hours is not None and hours > asked.limit


def _is_unguided(asked: Asked) -> bool:
    found = asked.case.assessment
    return asked.is_minor and found is not None and not found.has_orientation


YOUNG = (
    *(rule for band in BANDS for rule in rows_of(band)),
    Rule(
        code="A12",
        paragraph="L998/1993 7 §",
        since=L998,
        forms=ALL,
        is_broken=lambda a: a.is_minor and a.case.working_minutes is None,
        severity=Severity.INFO,
        sentence=_(
            "The student is under 18: write when work begins at the earliest and ends at the "
            "latest, so that the hours can be checked."
        ),
        field="day_begins",
    ),
    Rule(
        code="A12",
        paragraph="L998/1993 9 §",
        since=L998,
        forms=TET,
        is_broken=lambda a: a.is_minor and Requirement.OF_AGE in a.case.requirements,
        sentence=_(
            "The workplace takes only those who are of age: choose another workplace for a "
            "student under 18."
        ),
        place=Place.CALLING_OFF,
    ),
    Rule(
        code="A12",
        paragraph="L998/1993 9 §",
        since=L998,
        forms=ALL - TET,
        is_broken=lambda a: a.is_minor and Requirement.OF_AGE in a.case.requirements,
        severity=Severity.WARN,
        sentence=_(
            "The workplace asks for somebody of age: agree on tasks that are not dangerous to a "
            "student under 18, or choose another workplace."
        ),
        field="key_tasks",
    ),
    Rule(
        code="A12",
        paragraph="L998/1993 10 §",
        since=L998,
        forms=ALL,
        is_broken=_is_unguided,
        severity=Severity.WARN,
        before=Stage.START,
        sentence=_(
            "The workplace has no orientation to safety: agree on who teaches the student under "
            "18 to work safely, and assess it again."
        ),
        field="has_orientation",
        place=Place.ASSESSMENT,
    ),
    # Of an apprenticeship A1 says it.
    Rule(
        code="A12",
        paragraph="L998/1993",
        since=L998,
        forms=ALL - APPRENTICED,
        is_broken=lambda a: a.age is None,
        severity=Severity.INFO,
        sentence=_(
            "The student’s date of birth is not known, so that the limits of those under 18 "
            "cannot be checked: write it."
        ),
        field="born_on",
        place=Place.STUDENT,
    ),
)

"""Days as the registers write them, and ranges of them: inclusive, open where an end is missing."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

Row = Mapping[str, Any]
Day = str | date
JULY = 7


def day_of(written: Day | None) -> date | None:
    """The day of "2024-06-30", "2024-06-30T09:00" or a date; None of None and "".

    Raises ValueError for what is no day, TypeError for what is neither a text nor a date.
    """
    if isinstance(written, datetime):
        return written.date()
    if written is None or isinstance(written, date):
        return written
    if not isinstance(written, str):
        raise TypeError(f"a day is a text or a date, not {written!r}")
    text = written.partition("T")[0].strip()
    return date.fromisoformat(text) if text else None


def some_day(written: Day | None) -> date:
    """The day, where there must be one: raises ValueError for None and ""."""
    day = day_of(written)
    if day is None:
        raise ValueError("a day is missing")
    return day


def written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def months_before(day: date, months: int) -> date:
    """The same day of the month earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def in_jakso(jakso: Row, day: Day) -> bool:
    """Whether the day is in the range {alku, loppu}: both ends belong to it, a missing one is open.

    Source: OPH herätepalvelu and eHOKS, duration of a period (`in-jakso?`).
    """
    alku, loppu, then = day_of(jakso.get("alku")), day_of(jakso.get("loppu")), some_day(day)
    return (alku is None or alku <= then) and (loppu is None or then <= loppu)


def period_contains_date(periods: Iterable[Row] | None, day: Day) -> bool:
    """Whether the day is in any of the ranges [{alku, loppu}].

    Source: OPH herätepalvelu, common.
    """
    return any(in_jakso(period, day) for period in periods or ())


def not_in_keskeytymisajanjakso(ranges: Iterable[Row] | None, day: Day) -> bool:
    """Whether the day is in none of the interruptions [{alku, loppu}].

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    return not period_contains_date(ranges, day)

"""Calendar months as numbers: year × 12 + month (kinds.md 5.1, rule 1)."""

import calendar
from datetime import date, timedelta


def month_of(day: date) -> int:
    return day.year * 12 + day.month


def distance(month: int, *, on: date) -> int:
    """How many months back; the day's own month is 0."""
    return month_of(on) - month


def first_day(month: int) -> date:
    year, number = divmod(month - 1, 12)
    return date(year, number + 1, 1)


def last_day(month: int) -> date:
    return first_day(month + 1) - timedelta(days=1)


def written_month(month: int) -> str:
    """2026-11."""
    return f"{first_day(month):%Y-%m}"


def add_months(day: date, months: int) -> date:
    """The same day some months later, clamped to the month's end."""
    target = first_day(month_of(day) + months)
    return target.replace(day=min(day.day, calendar.monthrange(target.year, target.month)[1]))


def default_end(done_on: date, months: int) -> date:
    """The last day of a document of so many months (kinds.md 5.2, rule 8)."""
    return add_months(done_on, months) - timedelta(days=1)

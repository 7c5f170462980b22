"""Days at work: weekdays of a span without its interruptions, month by month."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

Span = tuple[date, date | None]
DAY = timedelta(days=1)
FRIDAY = 4


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The span cut at the ends of months, in order."""
    while first <= last:
        next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield first, min(last, next_month - DAY)
        first = next_month


def worked_days(first: date, last: date, *, stops: Sequence[Span], part_time: int) -> Decimal:
    """Weekdays from the first to the last that no stop covers, × part-time percentage / 100.

    To a tenth of a day. The national duration of feedback counts otherwise: see `national.kesto`.
    """
    days = sum(
        1
        for day in _days(first, last)
        if day.weekday() <= FRIDAY and not any(_covers(stop, day) for stop in stops)
    )
    return (Decimal(days * part_time) / 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _covers(stop: Span, day: date) -> bool:
    since, until = stop
    return since <= day and (until is None or day <= until)

"""Dates as people write them: read with the precision they have, asked about, or refused aloud."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.loose_spans import NoSuchDay, Precision, Span, day_span, read_span

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["Precision", "Reading", "read_date"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. A question must be asked before use; a problem means nothing was read."""

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.NONE
    question: "StrOrPromise | None" = None
    problem: "StrOrPromise | None" = None


def read_date(value: str | date | datetime | float, *, today: date) -> Reading:
    """Read a cell. `first` without `last` goes on; a missing year proposes the latest past one."""
    if isinstance(value, datetime):
        return Reading(value.date(), value.date(), Precision.DAY)
    if isinstance(value, date):
        return Reading(value, value, Precision.DAY)
    shown = f"{value:.15g}" if isinstance(value, int | float) else str(value).strip()
    if len(shown) > _LONGEST:
        return _not_understood(f"{shown[:_LONGEST]}…")
    if _may_be_serial(shown):
        return _from_serial(int(float(shown)), shown=shown)
    try:
        return _read_with_weekday(_plain_form(shown), shown=shown, today=today)
    except NoSuchDay as refusal:
        sentence = _("“{text}” cannot be a date: {reason}")
        return Reading(problem=format_lazy(sentence, text=shown, reason=refusal.sentence))


_LONGEST = 80
_SERIAL = re.compile(r"[3-7]\d{4}(?:\.\d+)?")
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_TIME_OF_DAY = re.compile(
    r"(?<=\d)(?:[ t,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?"
    r"|,? (?:klo|kl)\.? ?\d{1,2}(?:[.:]\d{2})?(?: ?- ?\d{1,2}(?:[.:]\d{2})?)?)"
)
_LAST_STOP = re.compile(r"(?<=\d{4})\.$")
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "ma maanantai maanantaina mån måndag mon monday",
            "ti tiistai tiistaina tis tisdag tue tuesday",
            "ke keskiviikko keskiviikkona ons onsdag wed wednesday",
            "to torstai torstaina tors torsdag thu thursday",
            "pe perjantai perjantaina fre fredag fri friday",
            "la lauantai lauantaina lör lördag sat saturday",
            "su sunnuntai sunnuntaina sön söndag sun sunday",
        )
    )
    for word in words.split()
}
_WEEKDAY = re.compile(rf"(?:^|(?<=- ))({'|'.join(_WEEKDAYS)})\.?,? (?=\d)")
_GOES_ON = (
    r"(?:jatkuva|jatkuvasti|jatkuu|toistaiseksi voimassa|voimassa toistaiseksi|toistaiseksi"
    r"|fortlöpande|löpande|pågående|pågår|kontinuerligt?|tills vidare"
    r"|ongoing|continuous|continuing|until further notice)\.?"
)
_ONGOING = re.compile(_GOES_ON)
_ABOUT = re.compile(
    r"(?:noin|n\.?|cirka|circa|ca\.?|c\.|ungefär|about|around|approx\.?|~)"
    r"(?: (?P<x>\S.*)|(?P<y>\d.*))"
    r"|(?P<z>.*\S) ?\?"
)
_SINCE = re.compile(
    r"(?:alkaen|alk\.?|vuodesta|lähtien|from|since|starting|sedan|från och med|från"
    r"|fr\. ?o\. ?m\.?) ?(?P<x>\S.*)"
    r"|(?P<y>.*\S) ?(?:alkaen|alk\.?|lähtien|och framåt|onwards?)"
    rf"|(?P<z>.*\S) ?-(?: ?{_GOES_ON})?"
)
_UNTIL = re.compile(
    r"(?:-|until|till och med|till|t\. ?o\. ?m\.?) ?(?P<x>\S.*)"
    r"|(?P<y>.*\S) (?:asti|saakka|mennessä)"
)
_BETWEEN = re.compile(r" ?(?:-| to | till | until ) ?")
_OLDEST = date(1900, 1, 1)
_NEWEST = date(2099, 12, 31)
_DAY_ALONE = re.compile(r"(\d{1,2})\.?")


def _may_be_serial(shown: str) -> bool:
    """30000–79999 are the days 1982–2119 where a spreadsheet has lost their format."""
    return _SERIAL.fullmatch(shown) is not None


def _from_serial(serial: int, *, shown: str) -> Reading:
    day = date(1899, 12, 30) + timedelta(days=serial)
    sentence = _("“{text}” looks like a date that has lost its format: is it {day}?")
    question = format_lazy(sentence, text=shown, day=_shown(day))
    return Reading(day, day, Precision.DAY, question=question)


def _plain_form(shown: str) -> str:
    text = _DASHES.sub("-", shown.casefold()).strip(" ()[],;")
    return _LAST_STOP.sub("", _TIME_OF_DAY.sub("", " ".join(text.split())))


def _read_with_weekday(text: str, *, shown: str, today: date) -> Reading:
    """The weekday adds nothing but a doubt, when it is another than the day's own."""
    reading = _read_text(_WEEKDAY.sub("", text), shown=shown, today=today)
    named = _WEEKDAY.match(text)
    if not named or not reading.first or reading.first.weekday() == _WEEKDAYS[named[1]]:
        return reading
    sentence = _("“{text}” names another weekday: is it {day}?")
    question = format_lazy(sentence, text=shown, day=_shown(reading.first))
    return replace(reading, question=question)


def _read_text(text: str, *, shown: str, today: date) -> Reading:
    if not text.strip("-"):
        return Reading()
    if _ONGOING.fullmatch(text):
        return Reading(precision=Precision.ONGOING)
    if span := _read_stretch(text, today=today):
        return _asked(span, Reading(span.first, span.last, span.precision), shown=shown)
    return _read_half(text, shown=shown, today=today) or _not_understood(shown)


def _not_understood(shown: str) -> Reading:
    sentence = _("“{text}” was not understood as a date. Write it as 12.3.2024.")
    return Reading(problem=format_lazy(sentence, text=shown))


def _read_half(text: str, *, shown: str, today: date) -> Reading | None:
    """What is known from one end only, or only about."""
    if span := _inside(_ABOUT, text, today=today):
        about = _("“{text}” is only about: is {days} near enough?")
        question = format_lazy(about, text=shown, days=_days(span))
        return Reading(span.first, span.last, span.precision, question=question)
    if span := _inside(_SINCE, text, today=today):
        return _asked(span, Reading(span.first, None, Precision.ONGOING), shown=shown)
    if span := _inside(_UNTIL, text, today=today):
        return _asked(span, Reading(None, span.last, Precision.RANGE), shown=shown)
    return None


def _inside(pattern: re.Pattern[str], text: str, *, today: date) -> Span | None:
    match = pattern.fullmatch(text)
    inner = next(filter(None, match.groups())) if match else ""
    return _read_stretch(inner, today=today)


def _read_stretch(text: str, *, today: date) -> Span | None:
    if span := read_span(text, today=today):
        return span
    for left, right in _halves(text):
        if span := _read_range(left, right, today=today):
            return span
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for match in _BETWEEN.finditer(text):
        if match.start() and match.end() < len(text):
            yield text[: match.start()], text[match.end() :]


def _read_range(left: str, right: str, *, today: date) -> Span | None:
    """Each end takes what it lacks from the other: `1.–31.5.2020`, `12.12.–3.1.2024`."""
    end = read_span(right, today=today)
    start = end and _start_of(left, end=end, today=today)
    if not end or not start:
        return None
    if end.yearless and not start.yearless:
        end = _at_or_after(start, text=right, today=today) or end
    if start.yearless and start.first > end.last:
        start = read_span(left, today=today, year=end.last.year - 1) or start
    if start.first > end.last:
        raise NoSuchDay(_("the end comes before the beginning."))
    doubt = start.doubt or end.doubt
    return Span(start.first, end.last, Precision.RANGE, doubt, yearless=end.yearless)


def _start_of(left: str, *, end: Span, today: date) -> Span | None:
    if day := _DAY_ALONE.fullmatch(left):
        return _day_in_the_month_of(end, day=int(day[1]))
    start = read_span(left, today=today)
    if start and start.yearless:
        there = read_span(left, today=today, year=end.first.year)
        return there and there._replace(yearless=True)
    return start


def _day_in_the_month_of(end: Span, *, day: int) -> Span | None:
    if end.precision is not Precision.DAY:
        return None
    return day_span(year=end.first.year, month=end.first.month, day=day)


def _at_or_after(start: Span, *, text: str, today: date) -> Span | None:
    for year in (start.first.year, start.first.year + 1):
        span = read_span(text, today=today, year=year)
        if span and span.last >= start.first:
            return span._replace(yearless=True)
    return None


def _asked(span: Span, reading: Reading, *, shown: str) -> Reading:
    """A missing year, two meanings and a far-off year are asked about rather than guessed."""
    days = _days(span)
    if span.yearless:
        question = format_lazy(_("“{text}” has no year: is it {days}?"), text=shown, days=days)
    elif span.doubt:
        sentence = _("“{text}” can be read in two ways. {doubt} Is it {days}?")
        question = format_lazy(sentence, text=shown, doubt=span.doubt, days=days)
    elif span.first < _OLDEST or span.last > _NEWEST:
        question = format_lazy(_("“{text}” is far away: is {days} right?"), text=shown, days=days)
    else:
        return reading
    return replace(reading, question=question)


def _days(span: Span) -> str:
    if span.first == span.last:
        return _shown(span.first)
    return f"{_shown(span.first)}–{_shown(span.last)}"


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"

"""The forms in which one stretch of time is written, each with the days that it covers."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Precision(StrEnum):
    """How much a reading knows: the two days say the rest."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    ONGOING = "ongoing"
    NONE = "none"


class NoSuchDay(ValueError):
    """What is written looks like a date but no calendar has it."""

    def __init__(self, sentence: "StrOrPromise") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Span(NamedTuple):
    """The days that a text covers, and what about it must be asked."""

    first: date
    last: date
    precision: Precision
    doubt: "StrOrPromise | None" = None
    yearless: bool = False


Groups = Mapping[str, str]


class Form(NamedTuple):
    """One way of writing; `covers` is given what the pattern caught, and the year."""

    pattern: re.Pattern[str]
    covers: Callable[[Groups, int], Span]


def read_span(text: str, *, today: date, year: int | None = None) -> Span | None:
    """The one stretch that `text` (in small letters) names; `year` stands in when it has none."""
    for form in FORMS:
        if match := form.pattern.fullmatch(text):
            groups = {name: found for name, found in match.groupdict().items() if found}
            return _in_its_year(form, groups, today=today, year=year)
    return None


def day_span(*, year: int, month: int, day: int) -> Span:
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        raise NoSuchDay(_("there are twelve months in a year."))
    if year < 1:
        raise NoSuchDay(_("there is no such year."))
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NoSuchDay(_how_long(year, month))
    there = date(year, month, day)
    return Span(there, there, Precision.DAY)


def two_digit_year(digits: str, *, today: date) -> int:
    """`24` is the year with that ending from 79 years back to 20 years ahead."""
    newest = today.year + 20
    return newest - (newest - int(digits)) % 100


def _in_its_year(form: Form, groups: Groups, *, today: date, year: int | None) -> Span:
    if written := groups.get("y"):
        full = len(written) == 4  # noqa: PLR2004 - a year written in full
        return form.covers(groups, int(written) if full else two_digit_year(written, today=today))
    if year is not None:
        return form.covers(groups, year)
    return _latest(form, groups, today=today)._replace(yearless=True)


def _latest(form: Form, groups: Groups, *, today: date) -> Span:
    """The latest that has begun; nine years back there is always a leap day and a week 53."""
    refusal = None
    for year in range(today.year, today.year - 10, -1):
        try:
            span = form.covers(groups, year)
        except NoSuchDay as caught:
            refusal = refusal or caught
            continue
        if span.first <= today:
            return span
    raise refusal or NoSuchDay(_("there is no such day."))


def _how_long(year: int, month: int) -> "StrOrPromise":
    days = monthrange(year, month)[1]
    february = format_lazy(_("February {year} has {days} days."), year=year, days=days)
    sentences = {
        2: february,
        4: _("April has 30 days."),
        6: _("June has 30 days."),
        9: _("September has 30 days."),
        11: _("November has 30 days."),
    }
    return sentences.get(month, _("the days of a month go from 1 to 31."))


def _day(groups: Groups, year: int) -> Span:
    month = MONTHS[groups["month"]] if "month" in groups else int(groups["m"])
    return day_span(year=year, month=month, day=int(groups["d"]))


def _day_with_slashes(groups: Groups, year: int) -> Span:
    """`12/3/2024` is the 12th of March here and the 3rd of December elsewhere."""
    former, latter = int(groups["d"]), int(groups["m"])
    if latter > 12 >= former:  # noqa: PLR2004 - the months of a year
        return day_span(year=year, month=former, day=latter)
    span = day_span(year=year, month=latter, day=former)
    if former > 12 or former == latter:  # noqa: PLR2004 - the months of a year
        return span
    return span._replace(doubt=_("The day and the month may stand either way round."))


def _month(groups: Groups, year: int) -> Span:
    month = MONTHS[groups["month"]] if "month" in groups else int(groups["m"])
    first = day_span(year=year, month=month, day=1).first
    return Span(first, first.replace(day=monthrange(year, month)[1]), Precision.MONTH)


def _month_of_short_year(groups: Groups, year: int) -> Span:
    """`5/24` is May 2024; `5/10` may as well be a day in October."""
    month = _month(groups, year)
    if int(groups["y"]) > 12:  # noqa: PLR2004 - the months of a year
        return month
    return month._replace(doubt=_("It may also mean a day and a month."))


def _year(_groups: Groups, year: int) -> Span:
    _refuse_odd(year)
    return Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _refuse_odd(year: int) -> None:
    if not 1900 <= year < 2100:  # noqa: PLR2004 - a number alone is a year only here
        raise NoSuchDay(_("a year alone is understood between 1900 and 2099."))


def _years(groups: Groups, year: int) -> Span:
    _refuse_odd(year)
    until = _last_year(groups, year)
    if until < year:
        raise NoSuchDay(_("the end comes before the beginning."))
    return Span(date(year, 1, 1), date(until, 12, 31), Precision.RANGE)


def _last_year(groups: Groups, year: int) -> int:
    """`2021–23` ends in the same hundred years as it begins."""
    last = groups["y2"]
    return int(last) if len(last) > 2 else year - year % 100 + int(last)  # noqa: PLR2004 - digits


def _month_or_years(groups: Groups, year: int) -> Span:
    """`2021-05` is a month; `2008-12` may be five years as well."""
    month = _month({"m": groups["y2"]}, year)
    if int(groups["y2"]) <= year % 100:
        return month
    return month._replace(doubt=_("It may also mean several years."))


def _school_year(groups: Groups, year: int) -> Span:
    _refuse_odd(year)
    if _last_year(groups, year) != year + 1:
        raise NoSuchDay(_("a school year ends in the year after it began."))
    return Span(date(year, 8, 1), date(year + 1, 7, 31), Precision.RANGE)


def _season(groups: Groups, year: int) -> Span:
    """Spring and autumn are the terms of a school, so that no day is left outside."""
    _refuse_odd(year)
    season = SEASONS[groups["season"]]
    if season == "winter":
        doubt = _("It may mean the winter before or after.")
        return _winter(year - 1)._replace(doubt=doubt)
    (first_month, last_month) = _MONTHS_OF_SEASON[season]
    last = date(year, last_month, monthrange(year, last_month)[1])
    return Span(date(year, first_month, 1), last, Precision.SEASON)


def _winter_of_two_years(groups: Groups, year: int) -> Span:
    _refuse_odd(year)
    if SEASONS[groups["season"]] != "winter" or _last_year(groups, year) != year + 1:
        raise NoSuchDay(_("only a winter has two years, one after the other."))
    return _winter(year)


def _winter(year: int) -> Span:
    return Span(date(year, 12, 1), date(year + 1, 3, 1) - timedelta(days=1), Precision.SEASON)


def _week(groups: Groups, year: int) -> Span:
    first = _monday(year, int(groups["w"]))
    last = _monday(year, int(groups.get("w2", groups["w"]))) + timedelta(days=6)
    if last < first:
        raise NoSuchDay(_("the end comes before the beginning."))
    return Span(first, last, Precision.RANGE if "w2" in groups else Precision.WEEK)


def _monday(year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        sentence = _("the year {year} has no week {week}.")
        raise NoSuchDay(format_lazy(sentence, year=year, week=week)) from None


def _finnish_months() -> dict[str, int]:
    names = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"
    endings = ("kuu", "kuun", "kuuta", "kuussa", "k", "")
    months = {stem + end: n for n, stem in enumerate(names.split(), 1) for end in endings}
    # Alone, "kesä" is the season.
    return {name: number for name, number in months.items() if name != "kesä"}


def _other_months() -> dict[str, int]:
    names = (
        "januari january jan",
        "februari february feb",
        "mars march mar",
        "april apr",
        "maj may",
        "juni june jun",
        "juli july jul",
        "augusti august aug",
        "september sept sep",
        "oktober october okt oct",
        "november nov",
        "december dec",
    )
    return {name: number for number, line in enumerate(names, 1) for name in line.split()}


MONTHS = _finnish_months() | _other_months()
_MONTHS_OF_SEASON = {"spring": (1, 5), "summer": (6, 8), "autumn": (8, 12)}
_SEASON_WORDS = {
    "spring": "kevät keväällä kevätlukukausi vår våren vårterminen spring",
    "summer": "kesä kesällä sommar sommaren summer",
    "autumn": "syksy syksyllä syyslukukausi höst hösten höstterminen autumn fall",
    "winter": "talvi talvella vinter vintern winter",
}
SEASONS = {word: season for season, words in _SEASON_WORDS.items() for word in words.split()}


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PARTS = {
    "Y": r"(?P<y>\d{4}|\d{2})",
    "YYYY": r"(?P<y>\d{4})",
    "D": r"(?P<d>\d{1,2})",
    "M": r"(?P<m>\d{1,2})",
    "MONTH": rf"(?P<month>{_any_of(MONTHS)})\.?",
    "SEASON": rf"(?P<season>{_any_of(SEASONS)})",
    "WEEKWORD": r"(?:viikko|viikolla|viikot|vko|vkot|vk|v|veckan|veckor|vecka|weeks|week|wk|w)\.?",
    "W": r"(?P<w>\d{1,2})(?:-(?P<w2>\d{1,2}))?",
    "SCHOOLYEAR": r"(?:lv|lukuvuosi|lukuvuonna|läsåret|läsår|school year|academic year)\.?",
    "YEARWORD": r"(?:vuonna|vuosi|v\.?|år|year)",
}


def _form(pattern: str, covers: Callable[[Groups, int], Span]) -> Form:
    """`<D>` and its like in a pattern stand for the parts above."""
    full = re.sub(r"<([A-Z]+)>", lambda match: _PARTS[match[1]], pattern)
    return Form(re.compile(full), covers)


FORMS = (
    _form(r"<YYYY>([-/.])<M>\2<D>", _day),
    _form(r"<YYYY>(?P<m>\d\d)(?P<d>\d\d)", _day),
    _form(r"<D>\. ?<M>(?:\. ?<Y>|\.)?", _day),
    _form(r"<D>\. ?<M> <YYYY>", _day),
    _form(r"<D>-<M>-<YYYY>", _day),
    _form(r"<D>/<M>/<Y>", _day_with_slashes),
    _form(r"(?:<YEARWORD> ?)?<YYYY>", _year),
    _form(r"<YYYY> ?[-/] ?(?P<y2>\d{4})", _years),
    _form(r"<YYYY> ?[-/] ?(?P<y2>1[3-9]|[2-9]\d)", _years),
    _form(r"<YYYY>[-/](?P<y2>\d{2})", _month_or_years),
    _form(r"<M> ?[./-] ?<YYYY>", _month),
    _form(r"<M>/(?P<y>\d{2})", _month_of_short_year),
    _form(r"<D>\.? <MONTH>(?: <Y>)?", _day),
    _form(r"<MONTH> <D>(?:st|nd|rd|th)?,? <YYYY>", _day),
    _form(r"<MONTH>(?: ?[-/]? ?<YYYY>)?", _month),
    _form(r"<MONTH> ?['’-](?P<y>\d{2})", _month),
    _form(r"<YYYY> <MONTH>", _month),
    _form(r"<SEASON> <YYYY> ?[-/] ?(?P<y2>\d{4}|\d{2})", _winter_of_two_years),
    _form(r"<SEASON>(?: (?:of )?<YYYY>)?", _season),
    _form(r"<SEASON>(?: |-| -|['’]| ['’])(?P<y>\d{2})", _season),
    _form(r"<YYYY> <SEASON>", _season),
    _form(r"<WEEKWORD> ?<W>(?: ?[/,] ?<Y>)?", _week),
    _form(r"<WEEKWORD> ?<W> <YYYY>", _week),
    _form(r"<YYYY>[ -]?<WEEKWORD> ?<W>", _week),
    _form(r"<SCHOOLYEAR> ?<YYYY> ?[-/] ?(?P<y2>\d{4}|\d{2})", _school_year),
)

"""A row of the law, what it is asked with, and what it finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import lazy
from django.utils.text import format_lazy

from veturi.cooperation.placements.rules.case import Case, Form
from veturi.foundation.web.templates import num

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = Mapping[str, StrPromise | str | int]

LEARNING = frozenset({Form.TRAINING_AGREEMENT, Form.APPRENTICESHIP, Form.ENTREPRENEUR})
AGREED = frozenset({Form.TRAINING_AGREEMENT})
EMPLOYED = frozenset({Form.APPRENTICESHIP})
OWN_FIRM = frozenset({Form.ENTREPRENEUR})
APPRENTICED = EMPLOYED | OWN_FIRM
TET = frozenset({Form.TET})
OTHER = frozenset({Form.TET, Form.PRACTICE})
ALL = LEARNING | OTHER

# When the acts came into force.
L531 = date(2018, 1, 1)
L998 = date(1994, 1, 1)


class Severity(StrEnum):
    """In the order in which they are told."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Stage(StrEnum):
    """Before what it must be mended."""

    SIGNING = "signing"
    START = "start"


class Day(StrEnum):
    """By which day of the period a row is or is not in force."""

    FIRST = "first"
    LAST = "last"
    LOOKED_AT = "looked_at"


class Place(StrEnum):
    """Where it is mended; none where nothing can be."""

    PERIOD = "period"
    FACTS = "facts"
    INSTRUCTOR = "instructor"
    COMPETENCE = "competence"
    CONTACT = "contact"
    ASSESSMENT = "assessment"
    PARTNER = "partner"
    STUDENT = "student"
    SUPPORT = "support"
    AGREEMENTS = "agreements"
    CALLING_OFF = "calling_off"
    CARDS = "cards"
    INTERRUPTIONS = "interruptions"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row is asked with: a period, a day, and the row's own number."""

    case: Case
    on: date
    limit: int = 0

    @property
    def age(self) -> int | None:
        """On the first day, when the student is youngest."""
        return self.case.age_on(self.case.starts_on)

    @property
    def is_minor(self) -> bool:
        return self.case.is_minor_on(self.case.starts_on)


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: which rule, how grave, what is wrong and how it is mended."""

    code: str
    severity: Severity
    paragraph: "StrPromise | str"
    sentence: "StrPromise | str"
    field: str
    place: Place | None = Place.PERIOD
    before: Stage = Stage.SIGNING
    is_private: bool = False  # only for those who may see the student's support

    @property
    def is_blocking(self) -> bool:
        return self.severity == Severity.BLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the law: from when until when, of which forms, what breaks it and what is said."""

    code: str
    paragraph: "StrPromise | str"
    since: date
    until: date | None = None
    day: Day = Day.FIRST
    forms: frozenset[Form]
    is_broken: Callable[[Asked], bool]
    limit: int = 0
    severity: Severity = Severity.BLOCK
    before: Stage = Stage.SIGNING
    sentence: "StrPromise"
    words: "Callable[[Asked], Words]" = lambda _: {}
    field: str = ""
    place: Place | None = Place.PERIOD
    is_private: bool = False

    def finding(self, case: Case, *, on: date) -> Finding | None:
        """What it finds; nothing when it holds or is not asked."""
        asked = Asked(case, on, self.limit)
        if case.form not in self.forms or not self.is_in_force(asked) or not self.is_broken(asked):
            return None
        return Finding(
            self.code,
            self.severity,
            self.paragraph,
            format_lazy(self.sentence, **{"limit": self.limit, **self.words(asked)}),
            self.field,
            self.place,
            self.before,
            self.is_private,
        )

    def is_in_force(self, asked: Asked) -> bool:
        case = asked.case
        day = {
            Day.FIRST: case.starts_on,
            Day.LAST: case.last_day or case.starts_on,
            Day.LOOKED_AT: case.looked_at(asked.on),
        }[self.day]
        return self.since <= day and (self.until is None or day <= self.until)


_written = lazy(num, str)


def number(value: Decimal | float | None) -> str:
    """As the reader's language writes it."""
    return _written(value)


def day(value: date | None) -> str:
    """24.11.2026 in every language; nothing for no day."""
    return f"{value.day}.{value.month}.{value.year}" if value else ""


def clock(minutes: int) -> str:
    """6.00, from the minutes since midnight."""
    return f"{minutes // 60 % 24}.{minutes % 60:02}"

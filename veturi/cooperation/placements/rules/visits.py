"""Visits in words and quarters: what they are for, which deeds they are, when a quarter ends."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MONTHS, LAST = 3, 4
EARLIEST, LATEST = 2000, 2200
# A workplace that proposes a later day has written another year than it meant.
LONGEST_AHEAD = 730  # days


class Purpose(TextChoices):
    START = "start", _("beginning")
    MID = "mid", _("on the way")
    ASSESSMENT = "assessment", _("demonstration")
    OUTREACH = "outreach", _("outreach")
    GROUP = "group", _("group")
    SAFETY = "safety", _("safety")


def kinds_of(purpose: str, *, of_period: bool, triad: bool) -> list[str]:
    """The deeds that a visit is. The first says what was given; the others only that it was so."""
    if not of_period:
        return ["encounters.workplace_visited"]
    kinds = ["visits.period_visited"]
    if triad:
        kinds.insert(0, "placements.triad_met")
    if purpose == Purpose.ASSESSMENT:
        kinds.insert(0, "placements.demonstration_assessed")
    return kinds


def is_too_far(day: date, *, on: date) -> bool:
    """Whether a day is later than anybody agrees on a visit."""
    return (day - on).days > LONGEST_AHEAD


def moment(day: date, clock: time | None) -> str:
    """27.11.2026 9.00, in every language of ours."""
    hour = f" {clock.hour}.{clock.minute:02}" if clock else ""
    return f"{day.day}.{day.month}.{day.year}{hour}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, 2026-4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @classmethod
    def read(cls, text: str) -> "Quarter | None":
        """As an address says it; nothing when it is none."""
        year, _dash, number = text.partition("-")
        if not (year.isdecimal() and number in {"1", "2", "3", "4"}):
            return None
        return cls(int(year), int(number)) if EARLIEST <= int(year) <= LATEST else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """1–3/2026."""
        last = self.number * MONTHS
        return f"{last - MONTHS + 1}–{last}/{self.year}"

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return (
            Quarter(self.year + 1, 1)
            if self.number == LAST
            else Quarter(self.year, self.number + 1)
        )

    @property
    def former(self) -> "Quarter":
        return (
            Quarter(self.year - 1, LAST)
            if self.number == 1
            else Quarter(self.year, self.number - 1)
        )

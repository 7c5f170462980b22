"""What the calendars are narrowed by: as the lists, and which days, in which rows."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.forms.periods import PeriodFilters
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.calendar import By
from veturi.cooperation.placements.rules.bars import Length

YEARS = range(1990, 2101)


class PeriodCalendarFilters(PeriodFilters):
    """Those of the list; what is shown when nothing is asked is all that was not called off."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = list(self.fields["when"].choices)  # type: ignore[attr-defined]
        self.fields["when"].choices = [("", _("not called off")), *choices[1:]]  # type: ignore[attr-defined]

    def _when(self, rows: QuerySet[Period]) -> QuerySet[Period]:
        if self.cleaned_data["when"]:
            return super()._when(rows)
        return rows.filter(called_off_on=None)


def day_asked(written: str, *, on: date) -> date:
    """A month as it stands in the address; what is none is the month of today."""
    try:
        day = date.fromisoformat(f"{written}-01")
    except ValueError:
        return on
    return day if day.year in YEARS else on


def length_asked(written: str) -> Length:
    return Length(written) if written in Length.values else Length.MONTH


def by_asked(written: str) -> By:
    return By(written) if written in By.values else By.GROUP

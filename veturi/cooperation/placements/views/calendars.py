"""Calendars: periods as bars, and places offered against taken."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.forms.calendar import (
    PeriodCalendarFilters,
    by_asked,
    day_asked,
    length_asked,
)
from veturi.cooperation.placements.forms.workplaces import OfferFilters
from veturi.cooperation.placements.models import Offer, Period
from veturi.cooperation.placements.reading.calendar import By, capacity, drawn
from veturi.cooperation.placements.rules.bars import Length, beside, stretch
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import require

OWN = ("month", "length", "by")


@dataclass(frozen=True, slots=True)
class Turning:
    """The addresses beside a page: the same filters, other days or other rows."""

    name: str
    query: QueryDict
    day: date
    length: Length

    def to(self, **changes: str) -> str:
        query = self.query.copy()
        for key, value in changes.items():
            query[key] = value
        return f"{reverse(self.name)}?{query.urlencode()}"

    def at(self, name: str, *, without: tuple[str, ...]) -> str:
        """Another page, or this one, with less asked."""
        query = self.query.copy()
        for key in without:
            query.pop(key, None)
        return f"{reverse(name)}?{query.urlencode()}" if query else reverse(name)

    @property
    def previous(self) -> str:
        return self.to(month=f"{beside(self.length, self.day)[0]:%Y-%m}")

    @property
    def next(self) -> str:
        return self.to(month=f"{beside(self.length, self.day)[1]:%Y-%m}")

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the form of the filters carries along."""
        return [(name, str(self.query[name])) for name in OWN if self.query.get(name)]

    @property
    def cleared(self) -> str:
        """Without the filters, on the same days and rows."""
        query = QueryDict(mutable=True)
        query.update(dict(self.carried))
        return f"{reverse(self.name)}?{query.urlencode()}" if query else reverse(self.name)


@require_safe
def periods(request: PersonRequest) -> HttpResponse:
    """A month or a term of periods, as bars by group or workplace, and the same as a list."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    day = day_asked(request.GET.get("month", ""), on=request.today)
    length, by = length_asked(request.GET.get("length", "")), by_asked(request.GET.get("by", ""))
    filters = PeriodCalendarFilters(request.GET, person=request.person, on=request.today)
    seen = Period.objects.seen_by(request.person)
    rows = filters.narrow(seen) if filters.is_valid() else seen.none()
    shown = stretch(length, day)
    page = {
        "drawn": drawn(rows, shown, by=by),
        "stretch": shown,
        "length": length,
        "lengths": list(Length),
        "by": by,
        "bys": list(By),
        "filters": filters,
        "narrows": any(request.GET.get(name) for name in filters.fields),
        "turning": Turning("placements:calendar", request.GET, day, length),
    }
    return render(request, "placements/calendar.html", page)


@require_safe
def offers(request: PersonRequest) -> HttpResponse:
    """A term of places by workplace and week."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    day = day_asked(request.GET.get("month", ""), on=request.today)
    filters = OfferFilters(request.GET, person=request.person, on=request.today)
    standing = Offer.objects.seen_by(request.person).standing()
    rows = filters.narrow(standing) if filters.is_valid() else standing.none()
    shown = stretch(Length.TERM, day)
    page = {
        "capacity": capacity(rows, shown),
        "stretch": shown,
        "filters": filters,
        "narrows": any(request.GET.get(name) for name in filters.fields),
        "turning": Turning("placements:offer_calendar", request.GET, day, Length.TERM),
    }
    return render(request, "placements/offer_calendar.html", page)

"""Periods as bars by group or workplace, and places offered against taken by week."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Offer, Period
from veturi.cooperation.placements.rules.bars import WEEK, Bar, Cell, Stretch, lanes
from veturi.directory.models import Partnership

# So many are drawn at once; whoever has more narrows.
AT_MOST = 300


class By(TextChoices):
    """What makes a row of the calendar."""

    GROUP = "group", _("by student group")
    WORKPLACE = "workplace", _("by workplace")


@dataclass(frozen=True, slots=True)
class Row:
    """A group or a workplace with its periods, in a list and in lanes."""

    label: str
    url: str
    periods: list[Period]
    lanes: list[list[Cell[Period]]]


@dataclass(frozen=True, slots=True)
class Drawn:
    rows: list[Row]
    is_cut: bool


def drawn(periods: QuerySet[Period], of: Stretch, *, by: By) -> Drawn:
    """Those that fall on the stretch, in two questions."""
    rows = periods.filter(starts_on__lte=of.last).filter(_lasts(of))
    order = "student__group" if by == By.GROUP else "partnership__name_sort"
    shown = rows.shown().prefetch_related("interruptions")  # type: ignore[attr-defined]
    found: list[Period] = list(shown.order_by(order, "starts_on", "pk")[: AT_MOST + 1])
    grouped: dict[str | int, list[Period]] = defaultdict(list)
    for one in found[:AT_MOST]:
        grouped[one.student.group if by == By.GROUP else one.partnership.shown.pk].append(one)
    made = [_row(many, of, by=by) for many in grouped.values()]
    return Drawn(made, is_cut=len(found) > AT_MOST)


def _lasts(of: Stretch) -> Q:
    planned = Q(ends_on=None) | Q(ends_on__gte=of.first)
    return Q(ended_on__gte=of.first) | Q(ended_on=None) & planned


def _row(periods: list[Period], of: Stretch, *, by: By) -> Row:
    drawn_in = lanes([Bar(one, one.starts_on, one.last_day) for one in periods], of)
    if by == By.GROUP:
        return Row(periods[0].student.group, "", periods, drawn_in)
    partner = periods[0].partnership.shown
    return Row(partner.name, partner.get_absolute_url(), periods, drawn_in)


@dataclass(frozen=True, slots=True)
class Week:
    """Places on at least one day of a week."""

    first: date
    offered: int
    taken: int

    @property
    def free(self) -> int:
        return max(self.offered - self.taken, 0)

    @property
    def is_over(self) -> bool:
        return self.taken > self.offered


@dataclass(frozen=True, slots=True)
class Workplace:
    partner: Partnership
    weeks: list[Week]


@dataclass(frozen=True, slots=True)
class Capacity:
    workplaces: list[Workplace]
    is_cut: bool


def capacity(offers: QuerySet[Offer], of: Stretch) -> Capacity:
    """What each workplace offers by week and how much of it is taken, in two questions."""
    taken = Prefetch("periods", Period.objects.standing(), to_attr="taking")
    rows = offers.filter(starts_on__lte=of.last, ends_on__gte=of.first)
    rows = rows.select_related("partnership__absorbed_into").prefetch_related(taken)
    found = list(rows.order_by("partnership__name_sort", "starts_on", "pk")[: AT_MOST + 1])
    by_partner: dict[int, list[Offer]] = defaultdict(list)
    for one in found[:AT_MOST]:
        by_partner[one.partnership.shown.pk].append(one)
    made = [
        Workplace(many[0].partnership.shown, [_week(day, many) for day in of.columns])
        for many in by_partner.values()
    ]
    return Capacity(made, is_cut=len(found) > AT_MOST)


def _week(first: date, offers: Iterable[Offer]) -> Week:
    last = first + WEEK
    on = [one for one in offers if one.starts_on < last and one.ends_on >= first]
    taking = [
        period
        for one in on
        for period in one.taking  # type: ignore[attr-defined]
        if period.starts_on < last and (period.last_day or date.max) >= first
    ]
    return Week(first, sum(one.places for one in on), len(taking))

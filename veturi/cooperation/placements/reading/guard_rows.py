"""The rows behind the guard of the national survey, as few columns of them as it asks."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from veturi.cooperation.placements.models import Interruption, Period, StudyRightState
from veturi.cooperation.placements.rules.guard_facts import Named
from veturi.cooperation.placements.rules.national.bundling import bundle_key

LAST = Coalesce("ended_on", "ends_on")
OF_PERIOD = (
    "pk",
    "provider",
    "form",
    "unique_id",
    "starts_on",
    "last",
    "part_time",
    "key_tasks",
    "recorded_on",
    "called_off_on",
    "municipality",
    "country",
    "teacher_id",
    "teacher__given_name",
    "teacher__family_name",
    "student_id",
)
OF_STUDENT = (
    "student__given_name",
    "student__family_name",
    "student__name_sort",
    "student__group",
    "student__programme",
    "student__qualification__kind",
    "student__included_in",
    "student__qualification__code",
)
# Whoever was merged is asked by what it is shown with.
OF_PARTNER = ("pk", "name", "organisation__business_id")
OF_INSTRUCTOR = ("pk", "given_name", "family_name", "email", "phone")
STAYS = "absorbed_into__"
OF_BUNDLE = (
    *(f"partnership__{name}" for name in OF_PARTNER),
    *(f"partnership__{STAYS}{name}" for name in OF_PARTNER),
    *(f"instructor__{name}" for name in OF_INSTRUCTOR),
    *(f"instructor__{STAYS}{name}" for name in OF_INSTRUCTOR),
)
Columns = Callable[["Row"], tuple[Any, ...]]


def _both(of: str, names: Sequence[str]) -> tuple[Columns, Columns]:
    """What the row says itself, and what the one says that it was merged into."""
    own, staying = ([f"{of}__{way}{name}" for name in names] for way in ("", STAYS))
    return itemgetter(*own), itemgetter(*staying)


PARTNER = _both("partnership", OF_PARTNER)
INSTRUCTOR = _both("instructor", OF_INSTRUCTOR)
Row = Mapping[str, Any]
Spans = Mapping[int, tuple[tuple[date, date | None], ...]]


def ending(
    rows: QuerySet[Period], *, since: date, before: date | None = None, or_open: bool = False
) -> QuerySet[Period]:
    """Of these, those whose last day is since the day and before the other; or is not known."""
    within = Q(ended_on=None, ends_on__gte=since) | Q(ended_on__gte=since)
    if or_open:
        within |= Q(ended_on=None, ends_on=None)
    if before is not None:
        within &= Q(ended_on=None, ends_on__lt=before) | Q(ended_on__lt=before)
    return rows.filter(within)


class Party(NamedTuple):
    """Who a period is with: the workplace and the instructor that stay, and their bundle."""

    partner: int
    workplace: str
    business_id: str
    instructor: int | None
    one: Named
    bundle: str
    month: tuple[int, int] | None


def party(row: Row) -> Party:
    partner, workplace, business_id = _stays(PARTNER, row)
    instructor, given, family, email, phone = _stays(INSTRUCTOR, row)
    name = f"{given or ''} {family or ''}".strip()
    last = row["last"]
    return Party(
        partner,
        workplace,
        business_id,
        instructor,
        Named(name, email or "", phone or "", family or ""),
        bundle_key(name, business_id, "", row["student__qualification__code"] or ""),
        (last.year, last.month) if last else None,
    )


def _stays(of: tuple[Columns, Columns], row: Row) -> tuple[Any, ...]:
    """What the row tells of the one that it is shown with: the first column is the key."""
    own, staying = of
    found = staying(row)
    return found if found[0] else own(row)


def interruptions_of(periods: Any) -> Spans:
    """The interruptions of periods, by their keys, in the order of days."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Interruption.objects.filter(period__in=periods).order_by("since")
    for key, since, until in rows.values_list("period", "since", "until"):
        found[key].append((since, until))
    return {key: tuple(spans) for key, spans in found.items()}


def states_of(students: Any) -> Mapping[int, Sequence[Row]]:
    """The states of study rights as Koski has them, by the keys of the students."""
    found: dict[int, list[Row]] = defaultdict(list)
    rows = StudyRightState.objects.filter(student__in=students).order_by("since")
    for key, since, state, funding in rows.values_list("student", "since", "state", "funding"):
        found[key].append({"alku": since, "tila": state, "rahoitus": funding or None})
    return found


def joined(row: Row, of: str) -> str:
    return f"{row[f'{of}__given_name'] or ''} {row[f'{of}__family_name'] or ''}".strip()

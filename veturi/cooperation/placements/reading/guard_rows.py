"""The rows behind the guard of the national survey, as few columns of them as it asks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Party:
    """Who a period is with: the workplace and the instructor that stay, and their bundle."""

    partner: int
    workplace: str
    business_id: str
    instructor: int | None
    one: Named
    bundle: str
    month: tuple[int, int] | None


def party(row: Row) -> Party:
    partner = _stays("partnership", row)
    guide = _stays("instructor", row)
    name = f"{row[f'{guide}given_name'] or ''} {row[f'{guide}family_name'] or ''}".strip()
    business_id = row[f"{partner}organisation__business_id"]
    last = row["last"]
    return Party(
        row[f"{partner}pk"],
        row[f"{partner}name"],
        business_id,
        row[f"{guide}pk"],
        Named(name, *(row[f"{guide}{field}"] or "" for field in ("email", "phone", "family_name"))),
        bundle_key(name, business_id, "", row["student__qualification__code"] or ""),
        (last.year, last.month) if last else None,
    )


def _stays(of: str, row: Row) -> str:
    """Where the row tells of the one that it is shown with."""
    return f"{of}__{STAYS}" if row[f"{of}__{STAYS}pk"] else f"{of}__"


def interruptions_of(periods: Any) -> Spans:
    """The interruptions of periods, by their keys, in the order of days."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Interruption.objects.filter(period__in=periods).order_by("since")
    for key, since, until in rows.values_list("period", "since", "until"):
        found[key].append((since, until))
    return {key: tuple(spans) for key, spans in found.items()}


def states_of(students: Any) -> Mapping[int, Sequence[Row]]:
    """The states of study rights as Koski writes them, by the keys of the students."""
    found: dict[int, list[Row]] = defaultdict(list)
    rows = StudyRightState.objects.filter(student__in=students).order_by("since")
    for key, since, state, funding in rows.values_list("student", "since", "state", "funding"):
        found[key].append({"alku": since.isoformat(), "tila": state, "rahoitus": funding or None})
    return found


def joined(row: Row, of: str) -> str:
    return f"{row[f'{of}__given_name'] or ''} {row[f'{of}__family_name'] or ''}".strip()

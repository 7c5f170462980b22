"""What an import brought is taken out again; what more has happened to since stays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.timezone import localdate

from veturi.cooperation.placements.actions.changing import change
from veturi.cooperation.placements.actions.periods import edit
from veturi.cooperation.placements.actions.settling import settle, settle_sources
from veturi.cooperation.placements.models import (
    Interruption,
    Period,
    Readiness,
    Student,
    StudyRightState,
    Termination,
    Unit,
)
from veturi.cooperation.placements.models.agreements import Agreement
from veturi.cooperation.placements.models.doors import Pass
from veturi.cooperation.placements.models.voices import ProgressSignal
from veturi.directory.actions.changing import subject_of
from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.search.keeping import forget
from veturi.foundation.search.models import Shelf
from veturi.ledger import journal
from veturi.ledger.models import Promise


@transaction.atomic
def remove_students(
    provider: Provider, keys: Collection[int], *, by: Person, on: date, batch: str
) -> set[int]:
    """Delete them as if they had never been; whoever has a period is put away and returned."""
    rows = list(Student.objects.filter(provider=provider, pk__in=keys))
    held = {row.pk for row in rows if not _is_deleted(row)}
    for row in rows:
        if row.pk in held and row.archived_on is None:
            change(row, by=by, fields={"archived_on": on}, batch=batch)
    gone = [row for row in rows if row.pk not in held]
    forget(Shelf.STUDENT, [row.pk for row in gone])
    _tell_gone(gone, provider, by=by, batch=batch)
    return held


@transaction.atomic
def remove_periods(
    provider: Provider, keys: Collection[int], *, by: Person, at: datetime, batch: str
) -> set[int]:
    """Delete them with what the ledger holds of them; those with papers stay and are returned."""
    rows = list(Period.objects.filter(provider=provider, pk__in=keys))
    held = _with_papers([row.pk for row in rows])
    going = [row for row in rows if row.pk not in held]
    settle_sources([row.key for row in going], [], provider=provider, by=by, at=at)
    _withdraw([row.key for row in going], provider, on=localdate(at))
    gone = [row for row in going if _is_deleted(row)]
    kept = {row.pk for row in going} - {row.pk for row in gone}
    settle(kept, provider=provider, by=by, at=at)
    _tell_gone(gone, provider, by=by, batch=batch)
    return held | kept


def _with_papers(keys: Sequence[int]) -> set[int]:
    """What somebody wrote, checked, ended or was sent a link to is no longer the import's alone."""
    held: set[int] = set()
    for model in (Agreement, Readiness, Termination, Pass, ProgressSignal):
        rows = model._default_manager.filter(period__in=keys)
        held |= set(rows.values_list("period", flat=True))
    return held


def _withdraw(sources: Sequence[str], provider: Provider, *, on: date) -> None:
    rows = Promise.objects.filter(provider=provider, source__in=sources, withdrawn_on=None)
    for row in rows.filter(kept_by=None):
        journal.withdraw(row, on=on)


def _is_deleted(row: models.Model) -> bool:
    """Whether nothing refers to it that must stay; the row keeps its key for history."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).delete()
    except ProtectedError:
        return False
    return True


def _tell_gone(rows: Sequence[Any], provider: Provider, *, by: Person, batch: str) -> None:
    told = [(subject_of(row), [Difference("made", str(row), "")]) for row in rows]
    note_many(told, scope=provider.scope, by=by.user, batch=batch)


def restore_state(row: StudyRightState, *, by: Person, was: Sequence[str] | None) -> None:
    """The state of a study right as it was on that day; one that came with the import goes."""
    if was is None:
        row.delete()
    else:
        change(row, by=by, fields={"state": was[0], "funding": was[1]})


@transaction.atomic
def restore_period(
    period: Period,
    *,
    by: Person,
    at: datetime,
    fields: Mapping[str, Any],
    units: Sequence[Unit] | None = None,
    interruptions: Collection[int] = (),
) -> Period:
    """As it was before the import, its days of agreement too; the ledger follows."""
    Interruption.objects.filter(period=period, pk__in=interruptions).delete()
    if period.called_off_on is not None:
        period = change(period, by=by, fields=dict(fields))
    return edit(period, by=by, at=at, fields=fields, units=units)

"""The one way in which a row of this module changes: locked, compared, saved, told to history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from veturi.cooperation.placements.models import Student
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference, differences, note, note_many
from veturi.foundation.text import fold, sort_key

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def change(
    row: Row,
    *,
    by: Person | None,
    fields: Mapping[str, Any],
    batch: str = "",
    silently: bool = False,
) -> Row:
    """Give the row these values; nothing is written when nothing differs.

    Silently: history says that a field changed, but not from what to what.
    """
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    changes = differences({name: getattr(fresh, name) for name in fields}, fields)
    if not changes:
        return fresh
    for name, value in fields.items():
        setattr(fresh, name, value)
    if isinstance(fresh, Student):
        name_student(fresh)
    fresh.full_clean(validate_unique=True, validate_constraints=True)
    fresh.save()
    told = [replace(one, old="…", new="…") for one in changes] if silently else changes
    tell(fresh, told, by=by, batch=batch)
    return fresh


def tell(row: Any, changes: list[Difference], *, by: Person | None, batch: str = "") -> None:
    """Write the history of a row."""
    user = by.user if by else None
    note(subject_of(row), changes, scope=row.provider.scope, by=user, batch=batch)


def tell_new(rows: Sequence[Any], *, by: Person | None, at: datetime, batch: str = "") -> None:
    """History of rows that came into being, in one insert."""
    if rows:
        made = [(subject_of(row), [Difference("made", "", str(row))]) for row in rows]
        scope, user = rows[0].provider.scope, by.user if by else None
        note_many(made, scope=scope, by=user, at=at, batch=batch)


def subject_of(row: models.Model) -> str:
    return f"{row._meta.app_label}.{row._meta.model_name}:{row.pk}"


def name_student(student: Student) -> None:
    """Fill the folded columns from the name; called before every save of a name."""
    whole = f"{student.family_name} {student.given_name}".strip()
    student.name_folded = fold(f"{student.given_name} {student.family_name}")[:170]
    student.name_sort = sort_key(whole)[:340]

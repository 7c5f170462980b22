"""How a row of this module changes: as in the directory, checked whole, told or kept silent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.reading.finding import named_students
from veturi.directory.actions.changing import given, subject_of, tell
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.search.keeping import put
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
    fresh, changes = given(row, fields)
    if not changes:
        return fresh
    if isinstance(fresh, Student):
        name_student(fresh)
    fresh.full_clean(validate_unique=True, validate_constraints=True)
    fresh.save()
    if isinstance(fresh, Student):
        put(named_students([fresh]))
    told = [replace(one, old="…", new="…") for one in changes] if silently else changes
    tell(fresh, told, by=by, batch=batch)
    return fresh


def tell_new(rows: Sequence[Any], *, by: Person | None, at: datetime, batch: str = "") -> None:
    """History of rows that came into being, in one insert."""
    if rows:
        made = [(subject_of(row), [Difference("made", "", str(row))]) for row in rows]
        scope, user = rows[0].provider.scope, by.user if by else None
        note_many(made, scope=scope, by=user, at=at, batch=batch)


def name_student(student: Student) -> None:
    """Fill the folded columns from the name; called before every save of a name."""
    whole = f"{student.family_name} {student.given_name}".strip()
    student.name_folded = fold(f"{student.given_name} {student.family_name}")[:170]
    student.name_sort = sort_key(whole)[:340]

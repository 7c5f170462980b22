"""Writing history: one call in each action, in its own transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from veturi.foundation.accounts.models import User
from veturi.foundation.append_only import new_salt
from veturi.foundation.history.models import Change
from veturi.foundation.rows import insert


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    old: str
    new: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields whose written form differs."""
    return [
        Difference(field, old, new)
        for field in after
        if (old := written(before.get(field))) != (new := written(after[field]))
    ]


def written(value: Any) -> str:
    """A value as history keeps it: days as ISO, things by their key, nothing as nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def note(
    subject: str,
    changes: Iterable[Difference],
    *,
    scope: str,
    by: User | None,
    at: datetime | None = None,
    batch: str = "",
) -> None:
    note_many([(subject, changes)], scope=scope, by=by, at=at, batch=batch)


def note_many(
    subjects: Iterable[tuple[str, Iterable[Difference]]],
    *,
    scope: str,
    by: User | None,
    at: datetime | None = None,
    batch: str = "",
) -> None:
    """The set form: many subjects in one insert."""
    moment, user = at or timezone.now(), by.pk if by else None
    insert(
        Change,
        ("scope", "subject", "field", "old", "new", "at", "by_id", "batch", "salt", "erased"),
        [
            (
                *(scope, subject, change.field, change.old, change.new),
                *(moment, user, batch, new_salt(), ""),
            )
            for subject, changes in subjects
            for change in changes
        ],
    )

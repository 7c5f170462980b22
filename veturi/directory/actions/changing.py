"""The one way in which a row of the directory changes: locked, compared, saved, told to history."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from veturi.directory.actions.findable import keep_findable
from veturi.directory.actions.naming import name_folds
from veturi.directory.models import Partnership, Person, Site
from veturi.foundation.history.actions import Difference, differences, note

Row = TypeVar("Row", bound=models.Model)
NAMED = {Partnership: "name", Person: "family_name", Site: "name"}


@transaction.atomic
def change(row: Row, *, by: Person | None, fields: Mapping[str, Any], batch: str = "") -> Row:
    """Give the row these values; nothing is written when nothing differs."""
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    before = {field: getattr(fresh, field) for field in fields}
    changes = differences(before, fields)
    if not changes:
        return fresh
    for field, value in fields.items():
        setattr(fresh, field, value)
    if type(fresh) in NAMED:
        name_folds(fresh)
    fresh.full_clean(validate_unique=False, validate_constraints=True)
    fresh.save()
    if type(fresh) in NAMED:
        keep_findable(fresh)
    tell(fresh, changes, by=by, batch=batch)
    return fresh


def tell(row: Any, changes: list[Difference], *, by: Person | None, batch: str = "") -> None:
    """Write the history of a provider's own row."""
    note(
        subject_of(row),
        changes,
        scope=row.provider.scope,
        by=by.user if by else None,
        batch=batch,
    )


def subject_of(row: models.Model) -> str:
    return f"{row._meta.app_label}.{row._meta.model_name}:{row.pk}"

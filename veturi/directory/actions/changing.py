"""The one way in which a row of the directory changes: locked, compared, saved, told to history."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.db import models, transaction

from veturi.directory.actions.findable import keep_findable, keep_partners_findable
from veturi.directory.actions.naming import name_folds
from veturi.directory.models import Organisation, PartnerAttachment, Partnership, Person, Site
from veturi.foundation.history.actions import Difference, differences, note

Row = TypeVar("Row", bound=models.Model)
NAMED = (Partnership, Person, Site)
FOLDED = (*NAMED, PartnerAttachment)


@transaction.atomic
def change(row: Row, *, by: Person | None, fields: Mapping[str, Any], batch: str = "") -> Row:
    """Give the row these values; nothing is written when nothing differs."""
    fresh, changes = given(row, fields)
    if not changes:
        return fresh
    if isinstance(fresh, FOLDED):
        name_folds(fresh)
    fresh.full_clean(validate_unique=False, validate_constraints=True)
    fresh.save()
    if isinstance(fresh, NAMED):
        keep_findable(fresh)
    tell(fresh, changes, by=by, batch=batch)
    return fresh


def given(row: Row, fields: Mapping[str, Any]) -> tuple[Row, list[Difference]]:
    """The row, locked and with these values, not saved yet; and what differs."""
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    changes = differences({field: getattr(fresh, field) for field in fields}, fields)
    for field, value in fields.items():
        setattr(fresh, field, value)
    return fresh, changes


@transaction.atomic
def change_facts(
    organisation: Organisation, facts: Mapping[str, Any]
) -> tuple[Organisation, list[Difference]]:
    """Give the organisation these facts; the caller tells what differed to whose history it is."""
    fresh, changes = given(organisation, facts)
    if changes:
        name_folds(fresh)
        fresh.public_twin = _public_twin(fresh)
        fresh.full_clean(validate_unique=False)
        fresh.save()
        partners = Partnership.objects.filter(organisation=fresh)
        keep_partners_findable(partners.values_list("pk", flat=True))
    return fresh, [replace(one, field=f"organisation.{one.field}") for one in changes]


def _public_twin(organisation: Organisation) -> Organisation | None:
    """The public row of the same Y-tunnus, for one that was typed in by hand."""
    if organisation.is_public or not organisation.business_id:
        return None
    rows = Organisation.objects.filter(private_to=None, business_id=organisation.business_id)
    return rows.first()


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

"""Mending cells and choosing rows in the grid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from veturi.foundation.rows import keep
from veturi.surfaces.imports.actions.bringing import refuse_begun
from veturi.surfaces.imports.actions.checking import check_again
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.findings import Severity


@dataclass(slots=True)
class Mended:
    """What a person typed and chose for one row."""

    cells: Mapping[str, str] = field(default_factory=dict)
    choice: str | None = None


@transaction.atomic
def mend(imported: Import, mended: Mapping[int, Mended], *, at: datetime) -> None:
    """Keep what was typed and chosen, then check everything again."""
    refuse_begun(imported)
    rows = list(imported.rows.filter(pk__in=mended))
    for row in rows:
        row.fixed = {**row.fixed, **mended[row.pk].cells}
        choice = mended[row.pk].choice
        if choice is not None and choice != row.decision and _is_open(row, choice):
            row.choice = choice
    keep(rows, fields=["fixed", "choice"])
    check_again(imported, at=at)


def _is_open(row: Row, choice: str) -> bool:
    """Only what may be the same as something can be brought into it."""
    known = choice in Row.Choice.values or not choice
    return known and (choice != Row.Choice.UPDATE or bool(row.why))


@transaction.atomic
def leave_out_bad_cells(imported: Import, *, at: datetime) -> None:
    """Bring the rows in without the cells that cannot be used; a name cannot be left out."""
    on = timezone.localdate(at)
    rows = imported.rows.filter(severity__gte=Severity.QUESTION)
    mend(imported, {row.pk: Mended(_emptied(row, imported, on=on)) for row in rows}, at=at)


def _emptied(row: Row, imported: Import, *, on: date) -> dict[str, str]:
    findings = row.findings(imported, on=on)
    bad = (one.field for one in findings if one.hinders)
    return {field: "" for field in bad if field != "name"}

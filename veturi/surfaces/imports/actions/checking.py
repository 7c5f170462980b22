"""Checking the rows: what each cell says, and which rows may be the same organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from veturi.directory.models import Partnership
from veturi.foundation.rows import create, keep
from veturi.foundation.sheets.grid import Row as SheetRow
from veturi.foundation.sheets.grid import text_of
from veturi.foundation.sheets.tables import Table
from veturi.surfaces.imports.knowing import known_partners
from veturi.surfaces.imports.learning.judging import judged as judged_of_learning
from veturi.surfaces.imports.learning.judging import kept_cells
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.alike import Index, Known, Match, Why
from veturi.surfaces.imports.rules.cells import UNKNOWN_FORMULA
from veturi.surfaces.imports.rules.findings import worst
from veturi.surfaces.imports.rules.values import Values

_JUDGED = ("severity", "choice", "proposed", "why", "same_as_row", "same_as")
_AT_ONCE = 2000


@transaction.atomic
def read_rows(imported: Import, *, table: Table, at: datetime) -> None:
    """Keep every row of the table as it stands, and check them all."""
    imported.rows.all().delete()
    imported.others = [[other.number, other.kind.value, other.text] for other in table.others]
    filled: set[int] = set()
    imported.checked_at = at
    new = _filling(imported, _new_rows(imported, table), filled)
    judged = _judging(imported, new, on=timezone.localdate(at))
    while rows := list(islice(judged, _AT_ONCE)):
        create(rows)
    imported.left_out = _left_out(imported, filled)
    imported.save(update_fields=["others", "left_out", "checked_at"])


def _judging(imported: Import, rows: Iterable[Row], *, on: date) -> Iterator[Row]:
    judge = judged_of_learning if imported.is_learning else _judged
    return judge(imported, rows, on=on)


def _filling(imported: Import, rows: Iterable[Row], filled: set[int]) -> Iterator[Row]:
    """Notes which columns hold something; of a list of students only what is mapped is kept."""
    for row in rows:
        filled.update(place for place, text in enumerate(row.cells) if text)
        if imported.is_learning:
            row.cells = kept_cells(imported, row.cells)
        yield row


def _new_rows(imported: Import, table: Table) -> Iterator[Row]:
    keys = {"provider_id": imported.provider_id, "imported_id": imported.pk}
    for row in table.rows:
        yield Row(**keys, number=row.number, cells=_texts(row))


def _texts(row: SheetRow) -> list[str]:
    """What each cell says; a formula without a value is marked as one."""
    texts = [text_of(cell) for cell in row.cells]
    if not row.unknown:
        return texts
    texts += [""] * (max(row.unknown) + 1 - len(texts))
    return [UNKNOWN_FORMULA if place in row.unknown else text for place, text in enumerate(texts)]


def _left_out(imported: Import, filled: set[int]) -> list[tuple[int, str]]:
    """The columns that no field takes although something stands in them."""
    taken = {int(column) for column in imported.mapping}
    names = dict(enumerate(imported.headers))
    return [(place, names.get(place, "")) for place in sorted(filled - taken)]


@transaction.atomic
def check_again(imported: Import, *, at: datetime) -> None:
    """Judge all rows anew: what one person mends may settle or raise a question elsewhere."""
    rows = list(imported.rows.order_by("number"))
    before = [_judgement(row) for row in rows]
    judged = _judging(imported, rows, on=timezone.localdate(at))
    changed = [row for row, was in zip(judged, before, strict=True) if _judgement(row) != was]
    keep(changed, fields=_JUDGED)
    imported.checked_at = at
    imported.save(update_fields=["checked_at"])


def _judgement(row: Row) -> tuple[object, ...]:
    return (row.severity, row.choice, row.proposed, row.why, row.same_as_row, row.same_as_id)


def _judged(imported: Import, rows: Iterable[Row], *, on: date) -> Iterator[Row]:
    """In the order of the sheet, so that a row is compared with those above it."""
    there, index = known_partners(imported.provider_id), Index()
    away = PutAway.of(imported.provider_id)
    for row in rows:
        values, findings = row.understood(imported, on=on)
        row.severity = worst(findings)
        new = _as_known(row.number, values)
        _compare(row, there.find(new), index.find(new), away)
        if values.name:
            index.add(new)
        yield row


@dataclass(frozen=True, slots=True)
class PutAway:
    """Partners that are archived, and those that stay only as traces of a reversal."""

    archived: frozenset[int]
    traces: frozenset[int]

    @classmethod
    def of(cls, provider: int) -> "PutAway":
        rows = Partnership.objects.filter(provider=provider, archived_on__isnull=False)
        keys = dict(rows.values_list("pk", "taken_back_on"))
        traces = frozenset(key for key, taken_back in keys.items() if taken_back)
        return cls(frozenset(keys) - traces, traces)


def _as_known(number: int, values: Values) -> Known:
    return Known(
        number,
        values.name,
        business_id=values.business_id,
        oid=values.oid,
        municipality=values.municipality,
    )


def _compare(row: Row, there: Match | None, above: Match | None, away: PutAway) -> None:
    """A partner that is there weighs more than a row above, unless only the row is sure.

    What is not sure is asked, and whether a partner that was put away comes back.
    """
    row.same_as_row = row.same_as_id = None
    row.why, row.proposed = "", Row.Choice.CREATE
    is_trace = there is not None and _key(there) in away.traces
    if above and (above.why.is_sure or not there or is_trace):
        row.same_as_row, row.why = _key(above), above.why.value
        row.proposed = _proposed(above)
    elif there and is_trace:
        row.same_as_id = _key(there) if there.why.is_sure else None
    elif there:
        row.same_as_id, row.why = _key(there), there.why.value
        is_known = there.why is Why.OPEN_PLACE and there.is_only
        row.proposed = Row.Choice.UPDATE if is_known else _proposed(there)
        if _key(there) in away.archived:
            row.proposed = ""
    if row.choice == Row.Choice.UPDATE and not row.why:
        row.choice = ""


def _proposed(match: Match) -> str:
    if match.why is Why.TWIN:
        return Row.Choice.CREATE
    return Row.Choice.UPDATE if match.why.is_sure else ""


def _key(match: Match) -> int:
    return int(str(match.known.key))

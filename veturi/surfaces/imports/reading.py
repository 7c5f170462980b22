"""What is asked of imports: problems by row and column, reasons in words, the report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import merge
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.sheets.grid import column_letters
from veturi.foundation.sheets.tables import NonRowKind
from veturi.surfaces.imports.applying.work import Reason, Told
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.alike import Why
from veturi.surfaces.imports.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHYS: Mapping[str, "StrOrPromise"] = {
    Why.BUSINESS_ID: _("the same Y-tunnus"),
    Why.REGISTER: _("the same number in the register"),
    Why.SAME_NAME: _("the same name"),
    Why.FORMER_NAME: _("the same former or other name"),
    Why.OPEN_PLACE: _("the same name, but only one has a municipality"),
    Why.NEAR_NAME: _("nearly the same name"),
    Why.SHORT_NAME: _("one name is the short form of the other"),
    Why.PART_OF_NAME: _("one name holds the other"),
    Why.TWIN: _("the same name in the same place, but another number"),
    Why.NUMBER: _("the same student"),
    Why.PERIOD: _("the same period"),
}
REASONS: Mapping[str, "StrOrPromise"] = {
    Reason.BAD_CELLS: _("A cell was not mended:"),
    Reason.UNANSWERED: _("Nobody said whether it is the same organisation:"),
    Reason.CHOSEN: _("It was left out by choice."),
    Reason.TARGET_MISSING: _("The organisation that it belongs to was not brought in."),
    Reason.ID_TAKEN: _("Another partner has this Y-tunnus: bring the row into that one."),
    Reason.NOTHING_DIFFERS: _("Nothing in it differs from what is known."),
    Reason.KNOWN_STAYS: _("What is known stays as it is."),
    Reason.NOT_POSSIBLE: _("What is here does not allow it."),
}
TOLD: Mapping[str, "StrOrPromise"] = {
    Told.PUBLIC: _("{field} is public and is not changed by an import; the list says {text}."),
    Told.KEPT: _("{field} stays as it is; what the list says is in the notes: {text}."),
    Told.REFUSED: _("{field} was not taken: {text}"),
}
NON_ROWS: Mapping[str, "StrOrPromise"] = {
    NonRowKind.TITLE: _("It stands above the header."),
    NonRowKind.BLANK: _("It is blank."),
    NonRowKind.HEADING: _("It is a heading among the rows."),
    NonRowKind.SUM: _("It is a sum."),
    NonRowKind.NOTE: _("It is a note below the table."),
}
_AT_ONCE = 1000
_NOT_REACHED = _("The work was stopped before this row.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is the matter with one cell, where it stands in the sheet."""

    row: int
    column: str
    field: str
    sentence: str
    severity: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet in the report; rows that are no data too."""

    number: int
    name: str
    outcome: str
    reason: str
    row: Row | None = None


def day_of(imported: Import) -> date:
    """The day on which its dates were read."""
    return timezone.localdate(imported.run_at or imported.checked_at)


def sameness(row: Row) -> "StrOrPromise":
    """Why the row may be another, in words; nothing when it is on its own."""
    if not row.why:
        return ""
    if row.same_as_row is not None:
        sentence = _("Duplicate of row {row}: {why}.")
        return format_lazy(sentence, row=row.same_as_row, why=WHYS[row.why])
    if row.why in {Why.NUMBER, Why.PERIOD}:
        return format_lazy(_("It is here already: {why}."), why=WHYS[row.why])
    sentence = _("Duplicate of the partner {name}: {why}.")
    if row.meets_archived:
        sentence = _("Duplicate of {name}, a partner that is archived: {why}.")
    return format_lazy(sentence, name=row.same_as or "–", why=WHYS[row.why])


def problems(imported: Import, rows: Iterable[Row]) -> Iterator[Problem]:
    """Every finding of these rows, cell by cell, and which rows may be others."""
    columns = {field: int(column) for column, field in imported.mapping.items()}
    on = day_of(imported)
    for row in rows:
        for one in row.findings(imported, on=on):
            yield _problem(row, one, columns)
        if row.why:
            severity = Severity.QUESTION if row.is_question else Severity.INFO
            finding = Finding("name", severity, sameness(row))
            yield _problem(row, finding, columns)
        for field, told in told_of(imported, row):
            yield _problem(row, Finding(field, Severity.INFO, told), columns)


def told_of(imported: Import, row: Row) -> Iterator[tuple[str, "StrOrPromise"]]:
    """What was not taken as the list says it, in words."""
    for field, why, text in row.told:
        label = imported.label_of(field)
        yield field, format_lazy(TOLD[why], field=label, text=text)


def _problem(row: Row, finding: Finding, columns: Mapping[str, int]) -> Problem:
    column = columns.get(finding.field)
    return Problem(
        row.number,
        "" if column is None else column_letters(column),
        finding.field,
        str(finding.sentence),
        finding.severity.word,
    )


def lines(imported: Import, rows: Iterable[Row]) -> Iterator[Line]:
    """These rows as they ended; only what a bad cell says of itself is read once more."""
    on = day_of(imported)
    for row in rows:
        is_bad = row.reason == Reason.BAD_CELLS
        findings = row.findings(imported, on=on) if is_bad else []
        reason = _reason(imported, row, findings)
        outcome = row.get_outcome_display() if row.outcome else str(_("not reached"))
        yield Line(row.number, row.name(imported.mapping), outcome, reason, row)


def each_line(imported: Import) -> Iterator[Line]:
    """Every row of the sheet but its header, in the sheet's order, a few at a time."""
    rows = imported.rows.select_related("same_as").defer("before").order_by("number")
    both = (lines(imported, rows.iterator(chunk_size=_AT_ONCE)), non_rows(imported))
    return merge(*both, key=lambda line: line.number)


def left_out(imported: Import) -> list[tuple[str, str]]:
    """The columns with data that were not brought in: letters and name."""
    return [(column_letters(place), name) for place, name in imported.left_out]


def non_rows(imported: Import) -> list[Line]:
    return [
        Line(number, text, str(_("no data")), str(NON_ROWS[kind]))
        for number, kind, text in imported.others
    ]


def _reason(imported: Import, row: Row, findings: list[Finding]) -> str:
    if not row.outcome:
        return str(_NOT_REACHED)
    told = [str(sentence) for _field, sentence in told_of(imported, row)]
    if not row.reason:
        return " ".join(filter(None, [str(sameness(row)), *told]))
    sentences = [str(REASONS[row.reason]), *told]
    if row.reason == Reason.BAD_CELLS:
        bad = (one for one in findings if one.severity >= Severity.QUESTION)
        sentences += [f"{imported.label_of(one.field)}: {one.sentence}" for one in bad]
    if row.reason in {Reason.UNANSWERED, Reason.TARGET_MISSING, Reason.ID_TAKEN}:
        sentences.append(str(sameness(row)))
    return " ".join(filter(None, sentences))

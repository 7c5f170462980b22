"""The grid of an import: a page of rows, each cell with what must be said about it."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.organisation_types import OrganisationType
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.reading import sameness
from veturi.surfaces.imports.rules.alike import Why
from veturi.surfaces.imports.rules.cells import shown
from veturi.surfaces.imports.rules.findings import Finding, Severity, worst
from veturi.surfaces.imports.rules.own import is_own, shown_own

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALL, PROBLEMS, QUESTIONS, DUPLICATES = "all", "problems", "questions", "duplicates"
_SHOWN = {
    PROBLEMS: Q(severity=Severity.ERROR),
    QUESTIONS: Q(severity=Severity.QUESTION) | Q(choice="", proposed=""),
    DUPLICATES: ~Q(why=""),
}
_NEEDED = frozenset({"name", "number", "student", "family_name", "starts_on"})
_LABELS = {
    ALL: _("All rows"),
    PROBLEMS: _("Problems"),
    QUESTIONS: _("Questions"),
    DUPLICATES: _("Duplicates"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    field: str
    label: "StrOrPromise"
    text: str
    findings: list[Finding]

    @property
    def severity(self) -> str:
        return worst(self.findings).word

    @property
    def is_open(self) -> bool:
        """Somebody must mend it or answer."""
        return worst(self.findings) >= Severity.QUESTION

    @property
    def may_be_mended(self) -> bool:
        """Something was said of it: whoever knows better may write it otherwise."""
        return bool(self.findings) and not self.is_open

    @property
    def proposal(self) -> str:
        return next((one.proposal for one in self.findings if one.proposal), "")

    @property
    def may_be_left_out(self) -> bool:
        return self.field not in _NEEDED


@dataclass(frozen=True, slots=True)
class GridRow:
    row: Row
    name: str
    cells: list[Cell]
    kind: "StrOrPromise"
    kind_is_guessed: bool
    sameness: "StrOrPromise"
    choices: list[tuple[str, "StrOrPromise"]]


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    label: "StrOrPromise"
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would come of the rows as they stand."""

    create: int
    update: int
    skip: int
    refused: int
    unanswered: int


def narrowed(rows: QuerySet[Row], show: str) -> QuerySet[Row]:
    return rows.filter(_SHOWN[show]) if show in _SHOWN else rows


def filters(imported: Import, *, show: str) -> list[Filter]:
    counted = {key: Count("pk", filter=wanted) for key, wanted in _SHOWN.items()}
    counts = imported.rows.aggregate(all=Count("pk"), **counted)
    return [Filter(key, label, counts[key], key == show) for key, label in _LABELS.items()]


def ahead(imported: Import) -> Ahead:
    mended = Q(severity__lt=Severity.QUESTION)
    chosen = {
        choice: Count("pk", filter=mended & (Q(choice=choice) | Q(choice="", proposed=choice)))
        for choice in ("create", "update", "skip")
    }
    counts = imported.rows.aggregate(
        refused=Count("pk", filter=~mended),
        unanswered=Count("pk", filter=mended & Q(choice="", proposed="")),
        **chosen,
    )
    return Ahead(**counts)


def grid_rows(
    imported: Import,
    rows: Iterable[Row],
    *,
    on: date,
    hidden: Container[str] = frozenset(),
) -> list[GridRow]:
    """What stands in `hidden` fields is not for the eyes of whoever looks."""
    if imported.is_learning:
        return [_learning_row(imported, row, on=on, hidden=hidden) for row in rows]
    return [_grid_row(imported, row, on=on) for row in rows]


def _learning_row(imported: Import, row: Row, *, on: date, hidden: Container[str]) -> GridRow:
    """Also the cells that are lacking and of which something must be said."""
    findings = row.findings(imported, on=on)
    texts = row.texts(imported.mapping)
    texts |= {one.field: "" for one in findings if one.field not in texts}
    cells = [
        Cell(
            field,
            imported.label_of(field),
            " ".join(text.split()),
            [one for one in findings if one.field == field],
        )
        for field, text in texts.items()
        if field not in hidden
    ]
    return GridRow(
        row,
        name=row.name(imported.mapping),
        cells=cells,
        kind="",
        kind_is_guessed=False,
        sameness=sameness(row),
        choices=_learning_choices(imported, row),
    )


_OF_STUDENTS = (_("new student"), _("the student who is here"))
_OF_PERIODS = (_("new period"), _("the period that is here"))


def _learning_choices(imported: Import, row: Row) -> list[tuple[str, "StrOrPromise"]]:
    """Numbers and identifiers are sure: what is here is not made twice."""
    new, there = _OF_STUDENTS if imported.kind == Import.Kind.STUDENTS else _OF_PERIODS
    offered: list[tuple[str, StrOrPromise]] = [("", _("choose"))] if row.is_question else []
    offered.append((Row.Choice.UPDATE.value, there) if row.why else (Row.Choice.CREATE.value, new))
    return [*offered, (Row.Choice.SKIP.value, Row.Choice.SKIP.label)]


def _grid_row(imported: Import, row: Row, *, on: date) -> GridRow:
    values, findings = row.understood(imported, on=on)
    texts = row.texts(imported.mapping)
    cells = [
        Cell(
            field,
            imported.label_of(field),
            shown_own(imported.own.get(field), text) if is_own(field) else shown(field, text),
            [one for one in findings if one.field == field],
        )
        for field, text in texts.items()
    ]
    return GridRow(
        row,
        name=values.name,
        cells=cells,
        kind=OrganisationType(values.kind).label,
        kind_is_guessed=not values.kind_is_told and not imported.lists_networks,
        sameness=sameness(row),
        choices=_choices(row),
    )


def _choices(row: Row) -> list[tuple[str, "StrOrPromise"]]:
    """Two partners never share a Y-tunnus, so that is not offered."""
    offered: list[tuple[str, StrOrPromise]] = []
    if row.is_question:
        offered.append(("", _("choose")))
    if row.why != Why.BUSINESS_ID:
        offered.append((Row.Choice.CREATE.value, Row.Choice.CREATE.label))
    if row.why:
        update = _("bring the archived partner back") if row.meets_archived else None
        offered.append((Row.Choice.UPDATE.value, update or Row.Choice.UPDATE.label))
    return [*offered, (Row.Choice.SKIP.value, Row.Choice.SKIP.label)]

"""Lists, once for all modules: sorting, filters in the address, columns, pages, export."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse, QueryDict

from veturi.foundation.sheets.writing import Column as SheetColumn
from veturi.foundation.sheets.writing import Kind, write_csv, write_xlsx
from veturi.foundation.web.columns import Choice, Column, Head, Page, Row, Section
from veturi.foundation.web.downloads import download
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.prepared import Prepared

PER_PAGE = 50
# What the address holds beside the filters.
CARRIED = ("sort", "columns", "group", "by", "view")
MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Listing:
    """A list page: what the template draws and what the export writes, from one query."""

    def __init__(
        self,
        query: QueryDict,
        rows: QuerySet[Any] | Prepared,
        *,
        path: str,
        columns: Sequence[Column],
        filters: Any,
        default_order: str,
        prepare: Callable[[list[Any]], None] = lambda _rows: None,
        may_export: bool = True,
        may_choose: bool = False,
        edit_url: Callable[[Any, str], str] = lambda _row, _field: "",
    ) -> None:
        self.query = query
        self.path = path
        self.filters: forms.Form = filters
        self.columns_all = list(columns)
        self.may_export = may_export
        self.may_choose = may_choose
        self._rows: Any = self._chosen(filters.narrow(rows) if filters.is_valid() else rows.none())
        self._default_order = default_order
        self._prepare = prepare
        self._edit_url = edit_url

    def _chosen(self, rows: Any) -> Any:
        """Of these only what was chosen by its boxes, if anything was."""
        keys = keys_in(self.query.getlist("chosen"))
        return rows.filter(pk__in=keys) if keys and self.may_choose else rows

    @cached_property
    def shown(self) -> list[Column]:
        """The chosen columns, else those shown by default; the first one always."""
        chosen = set(self.query.getlist("columns"))
        return [
            column
            for index, column in enumerate(self.columns_all)
            if index == 0 or (column.key in chosen if chosen else column.shown)
        ]

    @cached_property
    def ordered(self) -> QuerySet[Any] | Prepared:
        by, backwards = self._sort
        order = self._default_order if by is None else f"{'-' if backwards else ''}{by.order}"
        first = [self.grouped.order or self.grouped.group] if self.grouped else []
        ordered: QuerySet[Any] | Prepared = self._rows.order_by(*first, order, "pk")
        needs = [path for column in self.shown for path in column.needs]
        if isinstance(ordered, Prepared) or not needs:
            return ordered
        return ordered.prefetch_related(*needs)

    @cached_property
    def _sort(self) -> tuple[Column | None, bool]:
        asked = self.query.get("sort", "")
        key = asked.removeprefix("-")
        by = next((c for c in self.columns_all if c.key == key and c.order), None)
        return by, asked.startswith("-")

    @cached_property
    def grouped(self) -> Column | None:
        """The column that rows are grouped by."""
        asked = self.query.get("group", "")
        return next((c for c in self.columns_all if c.key == asked and c.group), None)

    @property
    def groupings(self) -> list[Choice]:
        return [Choice(c.key, c.label, c == self.grouped) for c in self.columns_all if c.group]

    @cached_property
    def columns(self) -> list[Head]:
        by, backwards = self._sort
        return [
            Head(
                key=column.key,
                label=str(column.label),
                numeric=column.kind == "number",
                sortable=bool(column.order),
                sort_url=self._url(sort=f"{'' if backwards or column != by else '-'}{column.key}"),
                sort=None if column != by else "descending" if backwards else "ascending",
            )
            for column in self.shown
        ]

    @cached_property
    def _page(self) -> Any:
        return Paginator(self.ordered, PER_PAGE).get_page(self.query.get("page"))

    @property
    def total(self) -> int:
        return int(self._page.paginator.count)

    @property
    def keys(self) -> list[int]:
        """The keys of all that the filters find, on whatever page."""
        return list(self._rows.order_by().values_list("pk", flat=True))

    @cached_property
    def things(self) -> list[Any]:
        """What stands on this page."""
        page = self._page.object_list
        if self.is_prepared:
            return list(page)
        return self.in_order(list(page.values_list("pk", flat=True)))

    @cached_property
    def sections(self) -> list[Section]:
        """The rows of this page, under the headings of their groups; one section without them."""
        by = self.grouped
        if by is None:
            return [Section(None, None, self.rows)] if self.rows else []
        totals, rows = self.totals_by(by), iter(self.rows)
        return [
            Section(by.read(things[0]), totals.get(key), [next(rows) for _thing in things])
            for key, of_group in groupby(self.things, key=by.group_of)
            for things in [list(of_group)]
        ]

    def totals_by(self, column: Column) -> dict[Any, int]:
        """How many rows each value of the column has."""
        rows = self._rows.order_by().values_list(column.group)
        return dict(rows.annotate(n=Count("pk")))

    @cached_property
    def rows(self) -> list[Row]:
        return self.rows_of(self.things)

    def rows_of(self, things: list[Any]) -> list[Row]:
        """Things of this list as its rows."""
        self._prepare(things)
        return [
            Row(thing.pk, thing.get_absolute_url(), self._cells(thing), self._edits(thing))
            for thing in things
        ]

    def _edits(self, thing: Any) -> dict[str, str]:
        """Where the cells are edited that may be."""
        asked = [(column.key, column.edit) for column in self.shown if column.edit]
        return {key: url for key, field in asked if (url := self._edit_url(thing, field))}

    def _cells(self, thing: Any) -> list[tuple[Head, Any]]:
        return [
            (head, (column.html or column.read)(thing))
            for head, column in zip(self.columns, self.shown, strict=True)
        ]

    @cached_property
    def page(self) -> Page:
        page = self._page
        back = page.previous_page_number() if page.has_previous() else None
        on = page.next_page_number() if page.has_next() else None
        return Page(
            page.number,
            page.paginator.num_pages,
            self._url(page=back) if back else None,
            self._url(page=on) if on else None,
        )

    @property
    def all_columns(self) -> list[Choice]:
        shown = {column.key for column in self.shown}
        return [Choice(c.key, c.label, c.key in shown) for c in self.columns_all]

    @property
    def query_string(self) -> str:
        return self.query.urlencode()

    @property
    def is_filtered(self) -> bool:
        return any(self.query.get(name) for name in self.filters.fields)

    @property
    def clear_url(self) -> str:
        return self.path

    @property
    def export_urls(self) -> dict[str, str]:
        if not self.may_export:
            return {}
        return {kind: self._url(export=kind, page=None) for kind in MIME}

    @property
    def query_hidden(self) -> list[tuple[str, str]]:
        """What a filter form must carry along: the order, the columns, the groups, the view."""
        return [(name, value) for name in CARRIED for value in self.query.getlist(name)]

    @property
    def filter_hidden(self) -> list[tuple[str, str]]:
        """What the column chooser must carry along: the order, the view and the filters."""
        names = ("sort", "by", "view", *self.filters.fields)
        return [(name, value) for name in names for value in self.query.getlist(name) if value]

    def _url(self, **changes: Any) -> str:
        return self.url_with(self.path, **changes)

    def url_with(self, path: str, **changes: Any) -> str:
        """The address of a picture of this list with some things asked otherwise."""
        query = self.query.copy()
        query.pop("page", None)
        query.pop("export", None)
        for name, value in changes.items():
            if value is None:
                query.pop(name, None)
            else:
                query[name] = str(value)
        return f"{path}?{query.urlencode()}" if query else path

    def export(self, kind: str, *, name: str) -> HttpResponse:
        """Exactly what is filtered, in its order, in the columns shown."""
        content = self.written(kind, self._exported())
        return download(content, name=f"{name}.{kind}", content_type=MIME[kind])

    def written(self, kind: str, records: Iterable[dict[str, Any]]) -> bytes:
        """These records as a file of the columns shown."""
        columns = [SheetColumn(key=c.key, label=c.label, kind=Kind(c.kind)) for c in self.shown]
        return (write_csv if kind == "csv" else write_xlsx)(columns, records)

    def _exported(self) -> Iterable[dict[str, Any]]:
        chunk = 500
        for start in range(0, self.total, chunk):
            yield from self.records(list(self.ordered[start : start + chunk]))

    def records(self, things: list[Any]) -> Iterable[dict[str, Any]]:
        """Things of this list as an export writes them."""
        self._prepare(things)
        for thing in things:
            yield {column.key: column.read(thing) for column in self.shown}

    @property
    def is_prepared(self) -> bool:
        """Whether its rows are worked out anew each time it is made."""
        return isinstance(self.ordered, Prepared)

    @property
    def ordered_keys(self) -> list[Any]:
        """The keys of all rows in their order."""
        if isinstance(self.ordered, Prepared):
            return [row.pk for row in self.ordered]
        return list(self.ordered.values_list("pk", flat=True))

    def in_order(self, keys: Sequence[Any]) -> list[Any]:
        """The things of these keys in the order of the keys, but for those that have gone."""
        if isinstance(self.ordered, Prepared):
            found = {row.pk: row for row in self.ordered}
        else:
            found = {row.pk: row for row in self.ordered.filter(pk__in=keys).order_by()}
        return [found[key] for key in keys if key in found]


class NoFilters(forms.Form):
    """For lists that nothing narrows."""

    def narrow(self, rows: Any) -> Any:
        return rows

"""Cells of a list, written at once: a macro called for each of them costs many times as much."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from veturi.foundation.design.icons import icon
from veturi.foundation.web.columns import Head, Row

Writer = Callable[[Any], Any]


def shown(
    value: Any,
    address: str | None,
    field: str,
    of: str,
    href: str = "",
    *,
    focus: bool = False,
    after: str = "",
    cell: Writer,
) -> Markup:
    """A value that a pencil opens for editing where it stands; without script it opens a page."""
    text = _linked(escape(cell(value)), href)
    if not address:
        return Markup(text)  # noqa: S704 - every part is escaped
    sentence = Markup(_("Edit %(field)s: %(of)s")) % {"field": field, "of": of}  # noqa: S704 - ours
    pencil = _pencil(escape(address), sentence, " autofocus" if focus else "")
    return Markup(  # noqa: S704 - every part is escaped
        f'<span class="editable"><span>{text}</span>{escape(after)}{pencil}</span>'
    )


def _linked(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{text}</a>' if href else text


def _pencil(address: str, sentence: str, focus: str) -> str:
    return (
        f'<a class="pencil noprint" href="{address}" hx-get="{address}"'
        ' hx-target="closest .editable" hx-swap="outerHTML settle:0ms"'
        f' aria-label="{sentence}"{focus}>{icon("pencil")}</a>'
    )


def body(rows: Iterable[Row], *, choosable: bool, cell: Writer) -> Markup:
    """The rows of a table, each with its box if rows can be chosen."""
    choose = _("Choose")
    written = [_row(row, choose if choosable else "", cell) for row in rows]
    return Markup("".join(written))  # noqa: S704 - every part is escaped


def _row(row: Row, choose: str, cell: Writer) -> str:
    (head, name), *rest = row.cells
    first = shown(name, row.edits.get(head.key), head.label, name, row.url, cell=cell)
    others = [
        f"{_opened(head)}{shown(value, row.edits.get(head.key), head.label, name, cell=cell)}</td>"
        for head, value in rest
    ]
    box = _box(row, f"{escape(choose)} {escape(name)}") if choose else ""
    return f'<tr>{box}<th scope="row">{first}</th>{"".join(others)}</tr>'


def _opened(head: Head) -> str:
    look = ' class="r num"' if head.numeric else ""
    return f'<td data-label="{escape(head.label)}"{look}>'


def _box(row: Row, label: str) -> str:
    return (
        '<td class="pick"><input type="checkbox" form="chosen" name="chosen"'
        f' value="{escape(row.key)}" aria-label="{label}"></td>'
    )

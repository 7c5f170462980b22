"""Columns of a provider's own fields for the lists: read by one query, ordered by one value."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from veturi.directory.models import OwnField, OwnValue, Partnership
from veturi.directory.own_fields import held
from veturi.directory.rules.own_fields import LARGEST, Kind, in_words
from veturi.foundation.web.columns import Column

_KINDS = {Kind.NUMBER: "number", Kind.DAY: "date"}
# By what a kind is ordered, and what stands for nothing when it comes first, and when last.
# A key of order has an a, b, c or d after each z, so “zz” is after all of them.
_ORDERS: dict[str, tuple[Any, Any, Any]] = {
    Kind.TEXT: (F("text_sort"), "", "zz"),
    Kind.ADDRESS: (F("text_sort"), "", "zz"),
    Kind.NUMBER: (F("number"), -LARGEST, LARGEST),
    Kind.DAY: (F("day"), date.min, date.max),
    Kind.TRUTH: (Cast("truth", IntegerField()), -1, 2),
    Kind.CHOICE: (F("choice__place"), -1, 1_000_000),
}


def own_columns(fields: Sequence[OwnField]) -> list[Column]:
    """A column a field, hidden until somebody chooses it."""
    return [
        Column(
            field.name,
            field.label,
            partial(_read, field),
            order=f"{field.name}_order" if field.kind in _ORDERS else "",
            kind=_KINDS.get(Kind(field.kind), "text"),
            shown=False,
        )
        for field in fields
    ]


def _read(field: OwnField, row: Any) -> Any:
    value = held([field], row.own_values.all())[field.name]
    words = in_words(field.shape, value)
    return None if words == "" and field.kind in _KINDS else words


def with_own(rows: QuerySet[Any], fields: Sequence[OwnField], *, sort: str) -> QuerySet[Any]:
    """The rows with their values at hand, and with the one by which they are ordered."""
    if not fields:
        return rows
    rows = rows.prefetch_related("own_values")
    by = next((one for one in fields if one.name == sort.removeprefix("-")), None)
    if by is None or by.kind not in _ORDERS:
        return rows
    ordered: QuerySet[Any] = rows.annotate(
        **{f"{by.name}_order": _order(by, rows.model, backwards=sort.startswith("-"))}
    )
    return ordered


def _order(by: OwnField, model: type[Any], *, backwards: bool) -> Coalesce:
    """What is nothing stands last, whichever way the rows run and whichever database it is."""
    owner = "partnership" if model is Partnership else "person"
    held_here, least, most = _ORDERS[by.kind]
    values = OwnValue.objects.filter(field=by, **{owner: OuterRef("pk")})
    nothing = Value(least if backwards else most)
    return Coalesce(Subquery(values.values(ordered=held_here)), nothing)

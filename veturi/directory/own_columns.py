"""Columns of a provider's own fields for the lists: read by one query, ordered by one value."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from veturi.directory.models import OwnField, OwnValue, Partnership
from veturi.directory.own_fields import held
from veturi.directory.rules.own_fields import Kind, in_words
from veturi.foundation.web.listing import Column

_KINDS = {Kind.NUMBER: "number", Kind.DAY: "date"}
_ORDERS = {
    Kind.TEXT: F("text_sort"),
    Kind.ADDRESS: F("text_sort"),
    Kind.NUMBER: F("number"),
    Kind.DAY: F("day"),
    Kind.TRUTH: F("truth"),
    Kind.CHOICE: F("choice__place"),
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
    owner = "partnership" if rows.model is Partnership else "person"
    values = OwnValue.objects.filter(field=by, **{owner: OuterRef("pk")})
    order = Subquery(values.values(ordered=_ORDERS[Kind(by.kind)]))
    ordered: QuerySet[Any] = rows.annotate(**{f"{by.name}_order": order})
    return ordered

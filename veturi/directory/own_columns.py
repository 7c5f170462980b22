"""Columns of a provider's own fields for the lists: read by one query, ordered by one value.

A field of one choice also groups a list, and makes the stages of a board.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

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
            order=_ordered(field) if field.kind in _ORDERS else "",
            kind=_KINDS.get(Kind(field.kind), "text"),
            shown=False,
            group=_grouped(field) if field.kind == Kind.CHOICE else "",
            stages=partial(_stages, field) if field.kind == Kind.CHOICE else None,
        )
        for field in fields
    ]


def _ordered(field: OwnField) -> str:
    return f"{field.name}_order"


def _grouped(field: OwnField) -> str:
    return f"{field.name}_choice"


def _stages(field: OwnField, _there: Collection[Any]) -> list[tuple[Any, Any]]:
    """Each choice in its order; what nobody has chosen yet comes first."""
    return [(None, _("Not given")), *((one.pk, one.label) for one in field.choices.all())]


def _read(field: OwnField, row: Any) -> Any:
    value = held([field], row.own_values.all())[field.name]
    words = in_words(field.shape, value)
    return None if words == "" and field.kind in _KINDS else words


def with_own(
    rows: QuerySet[Any], fields: Sequence[OwnField], *, asked: Mapping[str, str]
) -> QuerySet[Any]:
    """The rows with their values at hand, and with those by which they are ordered or grouped."""
    if not fields:
        return rows
    rows = rows.prefetch_related("own_values")
    sort, apart = asked.get("sort", ""), {asked.get("group"), asked.get("by")}
    for field in fields:
        is_apart = field.kind == Kind.CHOICE and field.name in apart
        if is_apart:
            rows = rows.annotate(**{_grouped(field): _held(field, rows.model, F("choice"))})
        if field.kind in _ORDERS and (is_apart or field.name == sort.removeprefix("-")):
            backwards = sort == f"-{field.name}"
            order = _order(field, rows.model, backwards=backwards)
            rows = rows.annotate(**{_ordered(field): order})
    return rows


def _order(by: OwnField, model: type[Any], *, backwards: bool) -> Coalesce:
    """What is nothing stands last, whichever way the rows run and whichever database it is."""
    held_here, least, most = _ORDERS[by.kind]
    nothing = Value(least if backwards else most)
    return Coalesce(_held(by, model, held_here), nothing)


def _held(field: OwnField, model: type[Any], column: Any) -> Subquery:
    """What the row has in the field, in this column of the value."""
    owner = "partnership" if model is Partnership else "person"
    values = OwnValue.objects.filter(field=field, **{owner: OuterRef("pk")})
    return Subquery(values.values(held=column))

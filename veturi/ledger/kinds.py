"""The catalogue of deeds and promises, asked by code."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from veturi.foundation.words import Words
from veturi.foundation.written import not_this
from veturi.ledger.catalogue import DEED_KINDS, PROMISE_KINDS
from veturi.ledger.terms import (
    CURRENCY_NAMES,
    Currency,
    DeedKind,
    Gift,
    Layer,
    Number,
    PromiseKind,
    Purpose,
    Side,
    Unit,
    read_gifts,
)

__all__ = [
    "CURRENCY_NAMES",
    "Currency",
    "DeedKind",
    "Gift",
    "Layer",
    "Number",
    "PromiseKind",
    "Purpose",
    "Side",
    "Unit",
    "UnknownKind",
    "Words",
    "all_deed_kinds",
    "all_promise_kinds",
    "deed_kind",
    "kind_of",
    "promise_kind",
    "read_gifts",
]

T = TypeVar("T")
_DEEDS = {kind.code: kind for kind in DEED_KINDS}
_PROMISES = {kind.code: kind for kind in PROMISE_KINDS}


class UnknownKind(LookupError):
    """No kind of the catalogue has this code."""


def deed_kind(code: str) -> DeedKind:
    try:
        return _DEEDS[code]
    except KeyError:
        raise UnknownKind(code) from None


def promise_kind(code: str) -> PromiseKind:
    try:
        return _PROMISES[code]
    except KeyError:
        raise UnknownKind(code) from None


def kind_of(find: Callable[[str], T]) -> Callable[[Any], T]:
    """Read a kind's code that somebody wrote."""

    def read(value: Any) -> T:
        try:
            return find(value if isinstance(value, str) else "")
        except UnknownKind:
            raise not_this(_("the catalogue has no kind %(found)s."), value) from None

    return read


def all_deed_kinds() -> tuple[DeedKind, ...]:
    """Every kind, in the order of the catalogue."""
    return DEED_KINDS


def all_promise_kinds() -> tuple[PromiseKind, ...]:
    """Every kind of promise, in the order of the catalogue."""
    return PROMISE_KINDS

"""The catalogue of deeds and promises, asked by code."""

from veturi.foundation.words import Words
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
    "promise_kind",
    "read_gifts",
]


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


def all_deed_kinds() -> tuple[DeedKind, ...]:
    """Every kind, in the order of the catalogue."""
    return DEED_KINDS


def all_promise_kinds() -> tuple[PromiseKind, ...]:
    """Every kind of promise, in the order of the catalogue."""
    return PROMISE_KINDS

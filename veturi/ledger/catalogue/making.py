"""How an entry of the catalogue is written down.

Purposes: R renewing competence, P paths to working life, Q quality with customers.
A gift: currency:amount/unit, several joined by +; "euros:record" is the sum in the record.
"""

from veturi.foundation.words import Words
from veturi.ledger.terms import (
    DeedKind,
    Layer,
    Number,
    PromiseKind,
    Purpose,
    Side,
    read_gifts,
)


def deed(
    code: str,
    name: Words,
    sentence: Words,
    *,
    layer: Layer,
    purposes: str,
    by: str,
    seed: str,
    number: Number | None = None,
    partner_gives: str = "",
    we_give: str = "",
    stamp: bool = False,
    counts: bool = False,
    document_months: int | None = None,
) -> DeedKind:
    return DeedKind(
        code=code,
        layer=layer,
        name=name,
        purposes=frozenset(Purpose(letter) for letter in purposes),
        number=number or Number(),
        partner_gives=read_gifts(partner_gives),
        we_give=read_gifts(we_give),
        stamp=stamp,
        counts=counts,
        by=by,
        sentence=sentence,
        document_months=document_months,
        seed=seed,
    )


def promise(code: str, name: Words, side: Side, ahead: int, *kept_by: str) -> PromiseKind:
    """A promise without deeds named may be kept by any kind."""
    return PromiseKind(code=code, name=name, side=side, ahead=ahead, kept_by=kept_by or None)

"""The weights of currencies in force on a day: the provider's own set, else the proposal."""

from datetime import date
from decimal import Decimal

from veturi.directory.models import Provider
from veturi.ledger.models import WeightSet
from veturi.ledger.points import PROPOSED_WEIGHTS, Weights


def weights_on(provider: Provider, day: date) -> Weights:
    own = set_on(provider, day)
    if own is None:
        return PROPOSED_WEIGHTS
    given = {currency: Decimal(text) for currency, text in own.weights.items()}
    return {**PROPOSED_WEIGHTS, **given}


def set_on(provider: Provider, day: date) -> WeightSet | None:
    return (
        WeightSet.objects.filter(provider=provider, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )

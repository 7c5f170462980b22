"""The weights of currencies in force on a day: the provider's own set, else the proposal."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from veturi.directory.models import Provider
from veturi.foundation.written import Unreadable, mapping, number
from veturi.ledger.kinds import Currency
from veturi.ledger.models import WeightSet
from veturi.ledger.points import PROPOSED_WEIGHTS, Weights

HEAVIEST = 1000
_written = mapping(number(0, HEAVIEST), "currency", list(Currency))


def weights_on(provider: Provider, day: date) -> Weights:
    own = set_on(provider, day)
    return PROPOSED_WEIGHTS if own is None else read_weights(own.weights)


def read_weights(data: Any) -> Weights:
    """A whole set: every currency, none below zero, not all of them nothing."""
    weights = _written(data)
    if not any(weights.values()):
        raise Unreadable(_("at least one weight is above zero."))
    return weights


def set_on(provider: Provider, day: date) -> WeightSet | None:
    own: WeightSet | None = (
        WeightSet.objects.filter(provider=provider, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    return own

"""A provider's own weights and default amounts, in force from a day on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Provider
from veturi.ledger.kinds import Currency, DeedKind, Unit
from veturi.ledger.models import KindSetting, WeightSet
from veturi.ledger.terms import read_gifts


class NotAdopted(Exception):
    """The set is refused; the sentence says why."""


@transaction.atomic
def adopt_weights(
    provider: Provider, *, weights: Mapping[Currency, Decimal], valid_from: date, why: str
) -> WeightSet:
    """The weights from a day on; a report made before keeps the name of its own set."""
    if any(weight < 0 for weight in weights.values()):
        raise NotAdopted(_("A weight is not below zero."))
    row, _made = WeightSet.objects.update_or_create(
        provider=provider,
        valid_from=valid_from,
        defaults={
            "name": f"weights-{valid_from:%Y-%m-%d}",
            "weights": {currency.value: str(weight) for currency, weight in weights.items()},
            "why": why,
        },
    )
    return row


@transaction.atomic
def adopt_gifts(
    provider: Provider, *, kind: DeedKind, partner_gives: str, we_give: str, valid_from: date
) -> KindSetting:
    """What a kind gives by default from a day on; deeds recorded before keep what they gave."""
    for text in (partner_gives, we_give):
        _refuse_unreadable(text, kind)
    row, _made = KindSetting.objects.update_or_create(
        provider=provider,
        kind=kind.code,
        valid_from=valid_from,
        defaults={"partner_gives": partner_gives.strip(), "we_give": we_give.strip()},
    )
    return row


def _refuse_unreadable(text: str, kind: DeedKind) -> None:
    try:
        gifts = read_gifts(text)
    except (ValueError, LookupError) as wrong:
        raise NotAdopted(
            _("Write amounts as guidance_hours:0.5/day + visibility:1/deed.")
        ) from wrong
    number = kind.number
    asked = {
        Unit.HOUR: number.hours is not None,
        Unit.PERSON: number.persons is not None,
        Unit.DAY: number.days is not None,
    }
    if any(not asked.get(gift.unit, True) for gift in gifts):
        raise NotAdopted(_("This kind does not ask for that number."))

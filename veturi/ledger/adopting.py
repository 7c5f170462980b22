"""A provider's own weights, default amounts and other dated sets, in force from a day on."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import differences, note
from veturi.foundation.written import Unreadable
from veturi.ledger.kinds import Currency, DeedKind, Gift, Number, Unit
from veturi.ledger.models import Dated, KindSetting, WeightSet
from veturi.ledger.terms import read_gifts
from veturi.ledger.weights import read_weights

Set = TypeVar("Set", bound=Dated)
LARGEST_GIFT = 1000


class NotAdopted(Exception):
    """The set is refused; the sentence says why."""


@transaction.atomic
def adopt(row: Set, *, by: Person, at: datetime) -> Set:
    """Put a set in force from its day on: never backwards, never over another one."""
    Provider.objects.select_for_update(no_key=True).get(pk=row.provider_id)
    if row.valid_from < localdate(at):
        raise NotAdopted(_("A set is valid from today or later: what was stays as it was."))
    if not row.source.strip():
        raise NotAdopted(_("Say where the set comes from: a decision, a paragraph."))
    series = {name: getattr(row, name) for name in row.SERIES}
    if type(row).objects.filter(**series, valid_from=row.valid_from).exists():
        raise NotAdopted(_("There is a set from this day already. Choose a later day."))
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    changes = differences({}, {name: getattr(row, name) for name in row.TOLD})
    subject = f"{row._meta.app_label}.{row._meta.model_name}:{row.pk}"
    note(subject, changes, scope=row.provider.scope, by=by.user, at=at)
    return row


def adopt_weights(
    provider: Provider,
    *,
    weights: Mapping[Currency, Decimal],
    valid_from: date,
    source: str,
    why: str,
    by: Person,
    at: datetime,
) -> WeightSet:
    """The weights from a day on; a report made before keeps the name of its own set."""
    written = {currency.value: f"{weight:f}" for currency, weight in weights.items()}
    try:
        read_weights(written)
    except Unreadable as wrong:
        raise NotAdopted(str(wrong)) from wrong
    row = WeightSet(
        provider=provider,
        name=f"weights-{valid_from:%Y-%m-%d}",
        valid_from=valid_from,
        source=source,
        weights=written,
        why=why,
    )
    return adopt(row, by=by, at=at)


def adopt_gifts(
    provider: Provider,
    *,
    kind: DeedKind,
    partner_gives: str,
    we_give: str,
    valid_from: date,
    source: str,
    by: Person,
    at: datetime,
) -> KindSetting:
    """What a kind gives by default from a day on; deeds recorded before keep what they gave."""
    for text in (partner_gives, we_give):
        for gift in _read(text):
            _refuse_impossible(gift, kind.number)
    row = KindSetting(
        provider=provider,
        kind=kind.code,
        valid_from=valid_from,
        source=source,
        partner_gives=partner_gives.strip(),
        we_give=we_give.strip(),
    )
    return adopt(row, by=by, at=at)


def _read(text: str) -> tuple[Gift, ...]:
    try:
        return read_gifts(text)
    except (ValueError, LookupError) as wrong:
        raise NotAdopted(
            _("Write amounts as guidance_hours:0.5/day + visibility:1/deed.")
        ) from wrong


def _refuse_impossible(gift: Gift, number: Number) -> None:
    asked = {
        Unit.HOUR: number.hours is not None,
        Unit.PERSON: number.persons is not None,
        Unit.DAY: number.days is not None,
    }
    if not asked.get(gift.unit, True):
        raise NotAdopted(_("This kind does not ask for that number."))
    if gift.unit == Unit.RECORD and gift.currency != Currency.EUROS:
        raise NotAdopted(_("Only euros are taken from the record."))
    if gift.amount > LARGEST_GIFT:
        raise NotAdopted(_("An amount is at most %(most)s.") % {"most": LARGEST_GIFT})

"""Weighing partners' exchanges on a day, from tallies alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from veturi.directory.models import Partnership, Provider
from veturi.insight.reciprocity.rules import Reciprocity, weigh
from veturi.ledger import reading as ledger
from veturi.ledger.months import month_of
from veturi.ledger.past import Past
from veturi.ledger.weights import weights_on


def weigh_all(
    partners: Sequence[Partnership], *, provider: Provider, on: date, years: int
) -> dict[int, Reciprocity]:
    """Exchanges of many partners in a constant number of queries."""
    weights = weights_on(provider, on)
    since = month_of(on) - 12 * years
    pasts = ledger.pasts(ledger.families(partners), since=since, until=month_of(on))
    return {
        partner.pk: weigh(pasts.get(partner.pk, Past()).sums, on=on, years=years, weights=weights)
        for partner in partners
    }


def weigh_one(partner: Partnership, *, on: date, years: int) -> Reciprocity:
    return weigh_all([partner], provider=partner.provider, on=on, years=years)[partner.pk]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One partner in the list of exchanges."""

    partner: Partnership
    reciprocity: Reciprocity

    def get_absolute_url(self) -> str:
        return reverse("reciprocity:show", args=[self.partner.pk])

    @property
    def pk(self) -> int:
        return self.partner.pk

    @property
    def name_sort(self) -> str:
        return self.partner.name_sort

    @property
    def share(self) -> Decimal | None:
        return self.reciprocity.share

    @property
    def balance(self) -> Decimal | None:
        return self.reciprocity.balance


def weigh_everyone(provider: Provider, *, on: date, years: int) -> list[Weighed]:
    """Every standing partner that has given or got something, in three queries."""
    partners = Partnership.objects.standing().filter(provider=provider)
    rows = {row.pk: row for row in partners.order_by("name_sort")}
    weights = weights_on(provider, on)
    totals = ledger.totals(
        provider, since=month_of(on) - 12 * years, until=month_of(on), month=month_of(on)
    )
    return [
        Weighed(row, weigh(totals[key], on=on, years=years, weights=weights))
        for key, row in rows.items()
        if key in totals
    ]

"""What comes in about reciprocity: the years, the direction, a provider's own weights."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.foundation.web.fields import AmountField
from veturi.foundation.web.prepared import Prepared
from veturi.ledger.forms import DatedForm
from veturi.ledger.kinds import Currency


class ExchangeFilters(forms.Form):
    years = forms.TypedChoiceField(
        label=_("Window"),
        required=False,
        choices=[("1", _("1 year")), ("3", _("3 years")), ("5", _("5 years"))],
        coerce=int,
        empty_value="",
    )
    direction = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[
            ("", _("all")),
            ("we_take", _("we take more than we give")),
            ("we_give", _("we give more than we take")),
            ("even", _("even")),
        ],
    )

    def narrow(self, rows: Prepared) -> Prepared:
        direction = self.cleaned_data["direction"]
        if not direction:
            return rows
        return Prepared(row for row in rows if row.reciprocity.direction == direction)


class WeightsForm(DatedForm):
    why = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for currency in Currency:
            self.fields[currency.value] = AmountField(
                label=str(currency.label), min_value=0, max_value=1000, decimal_places=3
            )

    def dated(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("valid_from", "source", "why")}

    def weights(self) -> dict[Currency, Decimal]:
        return {currency: self.cleaned_data[currency.value] for currency in Currency}

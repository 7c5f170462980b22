"""What a student shows: a card, its day, its last day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.requirements import CARDS
from veturi.foundation.web.fields import DayField


class CardForm(forms.Form):
    requirement = forms.ChoiceField(label=_("Card or pass"), choices=CARDS)
    shown_on = DayField(label=_("Shown on"), help_text=_("No copy of it is kept."))
    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("Empty when it does not expire.")
    )

    def __init__(self, *args: Any, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.on = on

    def clean_shown_on(self) -> date:
        shown: date = self.cleaned_data["shown_on"]
        if shown > self.on:
            raise forms.ValidationError(_("This day is still to come."))
        return shown

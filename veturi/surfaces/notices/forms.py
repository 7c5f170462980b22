"""What comes in: how one wishes to be told, and until when something is mute."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.foundation.web.fields import DayField
from veturi.surfaces.notices.kinds import MANNERS, Kind, Where
from veturi.surfaces.notices.rules import Often


class WishForm(forms.Form):
    often = forms.ChoiceField(
        label=_("A letter of what is new"), choices=Often.choices, widget=forms.RadioSelect
    )
    quiet_until = DayField(
        label=_("No letters until"),
        required=False,
        help_text=_("For a holiday: the last day without letters."),
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for kind, manner in MANNERS.items():
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=Where.choices,
                help_text=manner.hint,
                initial=manner.where.value,
            )

    @property
    def letter_fields(self) -> list[forms.BoundField]:
        return [self["often"], self["quiet_until"]]

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        return [self[kind.value] for kind in MANNERS]

    def wishes(self) -> dict[str, Any]:
        """As the action takes them."""
        given: Mapping[str, Any] = self.cleaned_data
        where = {kind: Where(given[kind.value]) for kind in MANNERS}
        return {"often": given["often"], "quiet_until": given["quiet_until"], "where": where}


class MuteForm(forms.Form):
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("The last day. Left empty it holds until you end it."),
    )


class MuteKindForm(MuteForm):
    kind = forms.ChoiceField(label=_("Kind of notices"), choices=Kind.choices)
    field_order = ("kind", "until")

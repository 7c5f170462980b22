"""What comes in about levels: a judgement of one's own, filters, a set of rules."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField
from veturi.foundation.written import Unreadable, braced, parse
from veturi.insight.levels.ruleset import read_rules
from veturi.insight.levels.wording import DEPTHS, STATES
from veturi.ledger.forms import DatedForm
from veturi.ledger.kinds import Layer

LAYERS = [(layer.value, layer.label) for layer in Layer]


def depth_choices() -> list[tuple[str, str]]:
    return [(str(depth), f"{depth} · {name}") for depth, name in enumerate(DEPTHS)]


def with_all(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("all")), *choices]


class OverrideForm(forms.Form):
    layer = forms.ChoiceField(label=_("Layer"), choices=LAYERS)
    depth = forms.TypedChoiceField(label=_("Depth"), choices=depth_choices, coerce=int)
    reason = forms.CharField(label=_("Why"), max_length=300)
    until = DayField(label=_("Until"), help_text=_("At most twelve months."))


class LevelFilters(forms.Form):
    q = forms.CharField(label=_("Name"), required=False)
    layer = forms.ChoiceField(label=_("Layer"), required=False, choices=with_all(LAYERS))
    depth = forms.ChoiceField(label=_("Depth at least"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["depth"].choices = with_all(depth_choices()[1:])  # type: ignore[attr-defined]
        states = [(code, str(name)) for code, name in STATES.items()]
        self.fields["state"].choices = with_all(states)  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        given = self.cleaned_data
        rows = rows.filter(depth__gte=int(given["depth"] or 1))
        for word in fold(given["q"]).split():
            rows = rows.filter(partner__name_folded__contains=word)
        lookups = {"layer": given["layer"], "state": given["state"]}
        return rows.filter(**{name: value for name, value in lookups.items() if value})


class RulesForm(DatedForm):
    why = forms.CharField(label=_("Why"), max_length=300, required=False)
    rules = forms.CharField(
        label=_("Rules"), widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})
    )

    def clean_rules(self) -> dict[str, Any]:
        first = self.cleaned_data.get("valid_from") or timezone.localdate()
        try:
            written = braced(parse(self.cleaned_data["rules"]))
            read_rules({**written, "valid_from": first.isoformat(), "valid_until": None})
        except Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return written

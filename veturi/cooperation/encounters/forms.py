"""What comes in about an encounter, a promise, a file."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.encounters.actions import Logged
from veturi.cooperation.encounters.models import Encounter
from veturi.directory.models import Partnership, Person
from veturi.foundation.files.fields import CheckedFileField
from veturi.foundation.web.fields import AmountField, DayField, ManyField
from veturi.ledger.forms import DatedForm
from veturi.ledger.kinds import Layer, all_deed_kinds, deed_kind


def kinds_by_layer() -> list[tuple[Any, Any]]:
    """Every kind of the catalogue, grouped by layer, for a select."""
    groups: dict[Layer, list[tuple[str, Any]]] = {layer: [] for layer in Layer}
    for kind in all_deed_kinds():
        groups[kind.layer].append((kind.code, str(kind.name)))
    return [("", "–"), *((str(layer.label), rows) for layer, rows in groups.items())]


EARLIEST = 1980


class EncounterForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=kinds_by_layer)
    on = DayField(label=_("When"))
    until = DayField(label=_("Last day"), required=False)
    line = forms.CharField(
        label=_("In one line"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    present = ManyField(
        Person.objects.none(),
        label=_("With whom"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hours = AmountField(label=_("Hours"), required=False, min_value=0, max_value=9999)
    people = forms.IntegerField(label=_("Persons"), required=False, min_value=0, max_value=99999)
    days = AmountField(label=_("Days"), required=False, min_value=0, max_value=999)
    euros = AmountField(label=_("Euros"), required=False, min_value=0, max_value=9_999_999)
    sight = forms.ChoiceField(
        label=_("Who sees the line"),
        choices=Encounter.Sight.choices,
        initial=Encounter.Sight.INTERNAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people_there: Iterable[Person] | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if people_there is not None:
            self.fields["present"].queryset = people_there  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still to come. Write what is agreed as the next step instead.")
            )
        if day.year < EARLIEST:
            raise forms.ValidationError(_("Check the year: this is very long ago."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("on"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day follows the first."))
        return cleaned

    def logged(self, partners: list[Partnership]) -> Logged:
        given = self.cleaned_data
        asked = deed_kind(given["kind"]).number
        return Logged(
            kind=given["kind"],
            on=given["on"],
            until=given["until"],
            partners=partners,
            line=given["line"].strip(),
            sight=given["sight"],
            hours=given["hours"] if asked.hours is not None else None,
            people=given["people"] if asked.persons is not None else None,
            days=given["days"] if asked.days is not None else None,
            euros=given["euros"] or Decimal(0),
            present=list(given["present"]),
        )


class PromiseForm(forms.Form):
    """What is agreed next: words, day, owner."""

    text = forms.CharField(label=_("What is agreed next"), max_length=200)
    due = DayField(label=_("By when"))
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("Who sees to it"))

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        ours = Person.objects.seen_by(person).standing().ours().order_by("name_sort")
        self.fields["owner"].queryset = ours  # type: ignore[attr-defined]

    def clean_due(self) -> Any:
        day = self.cleaned_data["due"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Give a day that is to come."))
        return day


class MoveForm(PromiseForm):
    text = None  # type: ignore[assignment]  # only the day and the owner change


class AttachmentForm(forms.Form):
    file = CheckedFileField()


class GiftsForm(DatedForm):
    """What a kind gives by default from a day on."""

    field_order = ("kind", "partner_gives", "we_give")

    kind = forms.ChoiceField(label=_("Kind"), choices=kinds_by_layer)
    partner_gives = forms.CharField(
        label=_("The partner gives"),
        max_length=200,
        required=False,
        help_text=_("For example guidance_hours:0.5/day + visibility:1/deed."),
    )
    we_give = forms.CharField(label=_("We give"), max_length=200, required=False)

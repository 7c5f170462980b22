"""What is typed behind a link, and by us about links."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.visit_words import Words
from veturi.cooperation.placements.models import Pass, Period, ProgressSignal
from veturi.foundation.web.fields import ClockField, DayField, PhoneField

AREA = forms.Textarea(attrs={"rows": 3})
TOLD = ("needs", "capacity", "issues")


class DigitsForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Six digits."),
        error_messages={"required": _("Type the six digits of the code.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )


class RefusalForm(forms.Form):
    why = forms.CharField(
        label=_("Why do you not sign?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )


class SignalForm(forms.Form):
    tone = forms.ChoiceField(
        label=_("How is it going?"),
        choices=ProgressSignal.Tone.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=500,
        required=False,
        help_text=_("Do not write about health or other private matters here."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HostAgainForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Would you take a student again?"),
        choices=Period.Again.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class AddressForm(forms.Form):
    """Where somebody is reached."""

    email = forms.EmailField(label=_("E-mail"))
    phone = PhoneField(
        label=_("Phone"), required=False, help_text=_("One-time codes come here as text messages.")
    )

    @classmethod
    def of(cls, data: Any, row: Pass) -> "AddressForm":
        return cls(data, initial={"email": row.email, "phone": row.phone})


class VisitTimeForm(forms.Form):
    """When the workplace would have the visit."""

    on = DayField(label=_("Day"), help_text=_("For example 3.12."))
    clock = ClockField(label=_("Time"), required=False, help_text=_("For example 13.30."))
    words = forms.CharField(label=_("In your own words"), max_length=200, required=False)


class VisitWordsForm(forms.Form):
    """The workplace's own part of a visit; its number is made on the device."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    owner = forms.CharField(widget=forms.HiddenInput, max_length=30, required=False)
    target = forms.ChoiceField(
        label=_("About whom"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    on = DayField(label=_("Day"))
    needs = forms.CharField(label=_("What you need from the school"), required=False, widget=AREA)
    capacity = forms.CharField(
        label=_("How many students you can take next"),
        help_text=_("For example: two in the spring."),
        required=False,
        max_length=200,
    )
    issues = forms.CharField(
        label=_("What should be better"),
        help_text=_("Do not write about health or other private matters here."),
        required=False,
        widget=AREA,
    )

    def __init__(self, *args: Any, periods: Iterable[Period], writer: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.periods = {str(one.pk): one for one in periods}
        self.writer = writer
        choices = [(key, str(one.student)) for key, one in self.periods.items()]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial["target"] = choices[0][0]

    def clean_owner(self) -> str:
        """What one wrote is not sent by another who came in on the same device."""
        if self.cleaned_data["owner"] not in {"", self.writer}:
            raise forms.ValidationError(_("Somebody else wrote this on the same device."))
        return self.writer

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in TOLD):
            self.add_error("needs", _("Write something in one of the fields."))
        return cleaned

    def given(self) -> Words:
        given = self.cleaned_data
        told = {name: given[name] for name in TOLD}
        return Words(given["uuid"], self.periods[given["target"]], given["on"], told)

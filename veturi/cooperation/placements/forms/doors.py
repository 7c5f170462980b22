"""What is typed behind a link, and by us about links."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Pass, Period, ProgressSignal
from veturi.foundation.web.fields import PhoneField


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

"""What comes in: that one knows what switching on means."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SwitchOnForm(forms.Form):
    is_agreed = forms.BooleanField(
        label=_("We have agreed that periods are changed in eHOKS from Veturi"),
        error_messages={
            "required": _(
                "Agree on it first with whoever keeps the student system, then tick this."
            )
        },
    )

"""What is asked of every dated set: from when, and where it comes from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.foundation.web.fields import DayField


class DatedForm(forms.Form):
    valid_from = DayField(label=_("Valid from"), help_text=_("Today or later."))
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=300,
        help_text=_("A decision and its paragraph, for example: management group 12.3.2026, § 4."),
    )

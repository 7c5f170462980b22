"""How places are narrowed for one student."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 600


class WayForm(forms.Form):
    longest = forms.IntegerField(
        label=_("At most, minutes by car"), required=False, min_value=5, max_value=LONGEST
    )
    fitting = forms.BooleanField(label=_("Only for the student’s qualification"), required=False)

"""The form that asks a role for a second step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Role
from veturi.foundation.web.fields import DayField


class SecondStepRuleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    since = DayField(
        label=_("From"), help_text=_("Give people time: tell them of the day beforehand.")
    )

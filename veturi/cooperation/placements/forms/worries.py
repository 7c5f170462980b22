"""Forms of worries: writing, following up, closing."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.forms.students import teachers
from veturi.cooperation.placements.models import Worry
from veturi.directory.models import Grant, Person, Role
from veturi.foundation.web.fields import DayField


def coordinators(person: Person, *, on: date) -> QuerySet[Person]:
    """Who of ours coordinates on the day."""
    grants = Grant.objects.filter(
        Q(until=None) | Q(until__gte=on), since__lte=on, role=Role.COORDINATOR
    )
    return teachers(person).filter(pk__in=grants.values("person"))


class FollowUpForm(forms.ModelForm):
    due = DayField(label=_("By which day"), required=False)

    class Meta:
        model = Worry
        fields = ("named", "owner", "due")

    def __init__(self, *args: Any, person: Person, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        named = coordinators(person, on=on) | teachers(person).filter(pk=self.instance.named_id)
        self.fields["named"].queryset = named  # type: ignore[attr-defined]
        self.fields["owner"].queryset = teachers(person)  # type: ignore[attr-defined]


class WorryForm(FollowUpForm):
    severity = forms.ChoiceField(
        label=_("How grave"), choices=Worry.Severity.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Worry
        fields = ("text", "severity", "named", "owner", "due")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class WorryClosingForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )

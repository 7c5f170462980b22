"""Forms of new uses of agreements, and how their library is narrowed."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import NewUse, Period
from veturi.foundation.text import fold
from veturi.foundation.web.fields import PastDayField

AREA = forms.Textarea(attrs={"rows": 4})


class NewUseForm(forms.ModelForm):
    tried_on = PastDayField(label=_("Tried on"))

    class Meta:
        model = NewUse
        fields = ("variant", "tried_on", "what", "outcome", "again")
        widgets = {"what": AREA, "outcome": AREA, "again": forms.RadioSelect}

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = [("", _("not known yet")), *Period.Again.choices]
        self.fields["again"].choices = choices  # type: ignore[attr-defined]


class NewUseFilters(forms.Form):
    q = forms.CharField(label=_("Workplace or words"), required=False, max_length=100)
    variant = forms.ChoiceField(
        label=_("What is new"), required=False, choices=[("", _("all")), *NewUse.Variant.choices]
    )
    again = forms.ChoiceField(
        label=_("Would do again"), required=False, choices=[("", _("all")), *Period.Again.choices]
    )

    def narrow(self, rows: QuerySet[NewUse]) -> QuerySet[NewUse]:
        given = self.cleaned_data
        if text := given["q"]:
            rows = rows.filter(
                Q(partnership__name_folded__contains=fold(text))
                | Q(what__icontains=text)
                | Q(outcome__icontains=text)
            )
        if given["variant"]:
            rows = rows.filter(variant=given["variant"])
        if given["again"]:
            rows = rows.filter(again=given["again"])
        return rows

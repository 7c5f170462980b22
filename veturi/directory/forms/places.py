"""Filters by place: a region, or near a municipality or a site."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.regions import regions
from veturi.directory.models import Partnership, Person
from veturi.directory.placing import NotAPlace, Spot, find_spot, in_region, within

KM_BY_DEFAULT = 30
KM_AT_MOST = 1300


class PlaceFilters(forms.Form):
    """Where a partner is; distances are those of a crow."""

    region = forms.ChoiceField(label=_("Region"), required=False)
    near = forms.CharField(
        label=_("Near a municipality or site"), required=False, max_length=200, strip=True
    )
    km = forms.IntegerField(
        label=_("At most km as the crow flies"),
        required=False,
        min_value=1,
        max_value=KM_AT_MOST,
        widget=forms.NumberInput(attrs={"placeholder": KM_BY_DEFAULT}),
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person
        choices = [(one.code, str(one)) for one in regions()]
        self.fields["region"].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    def clean_near(self) -> Spot | None:
        text = self.cleaned_data["near"]
        if not text:
            return None
        try:
            return find_spot(text, seen_by=self.person)
        except NotAPlace as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    @property
    def kilometres(self) -> int:
        return int(self.cleaned_data["km"] or KM_BY_DEFAULT)

    def narrow_by_place(self, rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
        given = self.cleaned_data
        if given["region"]:
            rows = in_region(rows, given["region"])
        if given["near"]:
            rows = within(rows, given["near"], self.kilometres, seen_by=self.person)
        return rows

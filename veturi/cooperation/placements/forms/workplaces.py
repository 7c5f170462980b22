"""Forms of what is known of a workplace: preconditions, instructors, offers of places."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.requirements import Requirement
from veturi.cooperation.placements.models import Instructor, Offer, Qualification, Suitability, Unit
from veturi.directory.models import Partnership, Person, Site
from veturi.foundation.text import fold
from veturi.foundation.web.fields import AmountField, DayField, PastDayField

LONGEST = 168


class OfPartner(forms.ModelForm):
    """A form about one partner: its sites, the qualifications of the day."""

    requirements = forms.MultipleChoiceField(
        label=_("What is required"),
        choices=Requirement.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, partnership: Partnership, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        sites = Site.objects.filter(partnership__in=partnership.family(), until=None)
        self.fields["site"].queryset = sites.order_by("name_folded")  # type: ignore[attr-defined]
        rows = Qualification.objects.on(on).order_by("name_fi")
        self.fields["qualification"].queryset = rows  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["requirements"] = self.instance.requirements.split(",")

    def clean_requirements(self) -> str:
        return ",".join(self.cleaned_data["requirements"])


class SuitabilityForm(OfPartner):
    assessed_on = PastDayField(label=_("Assessed on"))
    valid_until = DayField(label=_("Valid until"))
    normal_hours = AmountField(
        label=_("Normal weekly hours"), required=False, min_value=1, max_value=LONGEST
    )

    class Meta:
        model = Suitability
        fields = (
            "site",
            "qualification",
            "has_activity",
            "has_tools",
            "has_staff",
            "has_orientation",
            "at_once",
            "normal_hours",
            "requirements",
            "method",
            "assessed_on",
            "valid_until",
            "notes",
        )
        help_texts = {"qualification": _("Empty: for any qualification.")}
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("assessed_on"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("It is valid from the day of the assessment on."))
        return cleaned


class InstructorForm(forms.ModelForm):
    trained_on = PastDayField(label=_("Trained as an instructor on"), required=False)
    oriented_on = PastDayField(label=_("Oriented as an assessor on"), required=False)
    resting_since = DayField(label=_("Resting since"), required=False)

    class Meta:
        model = Instructor
        fields = (
            "by_skill",
            "by_education",
            "by_experience",
            "basis",
            "trained_on",
            "oriented_on",
            "at_most",
            "resting_since",
        )


class OfferForm(OfPartner):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    class Meta:
        model = Offer
        fields = (
            "places",
            "starts_on",
            "ends_on",
            "site",
            "qualification",
            "unit",
            "instructor",
            "tasks",
            "requirements",
        )
        widgets = {"tasks": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, partnership: Partnership, person: Person, **kw: Any) -> None:
        super().__init__(*args, partnership=partnership, **kw)
        people = Person.objects.seen_by(person).standing()
        theirs = people.filter(positions__partnership__in=partnership.family()).distinct()
        self.fields["instructor"].queryset = theirs.order_by("name_sort")  # type: ignore[attr-defined]
        units = Unit.objects.filter(parts__qualification__in=Qualification.objects.on(kw["on"]))
        self.fields["unit"].queryset = units.distinct().order_by("name_fi")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day follows the first."))
        return cleaned


class OfferFilters(forms.Form):
    q = forms.CharField(label=_("Workplace or task"), required=False, max_length=100)
    on = DayField(label=_("Places on the day"), required=False)
    qualification = forms.ModelChoiceField(
        Qualification.objects.none(), label=_("Qualification"), required=False, empty_label=_("all")
    )

    def __init__(self, *args: Any, person: Person, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        offered = Offer.objects.seen_by(person).values("qualification")
        rows = Qualification.objects.filter(pk__in=offered).order_by("name_fi")
        self.fields["qualification"].queryset = rows  # type: ignore[attr-defined]
        self.day = on

    def narrow(self, rows: QuerySet[Offer]) -> QuerySet[Offer]:
        given = self.cleaned_data
        if given["q"]:
            text = given["q"]
            rows = rows.filter(
                Q(partnership__name_folded__contains=fold(text)) | Q(tasks__icontains=text)
            )
        if given["on"]:
            rows = rows.filter(starts_on__lte=given["on"], ends_on__gte=given["on"])
        if given["qualification"]:
            rows = rows.filter(qualification=given["qualification"])
        return rows

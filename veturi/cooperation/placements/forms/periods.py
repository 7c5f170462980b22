"""Forms of periods: proposing, changing, and every act on the way to the end."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.forms.students import teachers
from veturi.cooperation.placements.models import Period, Readiness, Student, Termination, Unit
from veturi.cooperation.placements.reading.finding import find_students
from veturi.cooperation.placements.rules.words import Ground, Side
from veturi.directory.forms.fields import MunicipalityField
from veturi.directory.models import Partnership, Person, Site
from veturi.directory.reading import find_partners, find_people
from veturi.foundation.text import fold
from veturi.foundation.web.fields import (
    AmountField,
    ClockField,
    DayField,
    ManyField,
    PastDayField,
)
from veturi.foundation.web.picking import PickField

MOST_HOURS = 60
AREA = forms.Textarea(attrs={"rows": 4})


class Spanned(forms.Form):
    """From a day to a day."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day follows the first."))
        return cleaned


class NewPeriodForm(Spanned, forms.Form):
    student = PickField(url_name="placements:student_suggestions", label=_("Student"))
    partnership = PickField(url_name="directory:suggestions", label=_("Workplace"))
    form = forms.ChoiceField(label=_("Form"), choices=Period.Form.choices)
    way = forms.ChoiceField(label=_("How the place was found"), choices=Period.Way.choices)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False)
    weekly_hours = AmountField(
        label=_("Hours a week"), required=False, min_value=1, max_value=MOST_HOURS
    )
    part_time = forms.IntegerField(
        label=_("Part-time percentage"),
        required=False,
        initial=100,
        min_value=1,
        max_value=100,
        help_text=_("100 when the whole week is spent at the workplace."),
    )
    instructor = PickField(
        url_name="directory:people_suggestions", label=_("Workplace instructor"), required=False
    )
    key_tasks = forms.CharField(
        label=_("Key work tasks"), help_text=_("One a line."), required=False, widget=AREA
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        students = Student.objects.seen_by(person).standing()
        partners = Partnership.objects.seen_by(person).standing()
        people = Person.objects.seen_by(person).standing().of_partners()
        for name, rows, find in (
            ("student", students, find_students),
            ("partnership", partners, find_partners),
            ("instructor", people, find_people),
        ):
            self.fields[name].among(rows, find=partial(find, person))  # type: ignore[attr-defined]


class PeriodForm(Spanned, forms.ModelForm):
    groups = (
        (
            _("Place and time"),
            (
                "site",
                "municipality",
                "starts_on",
                "ends_on",
                "weekly_hours",
                "part_time",
                "day_begins",
                "day_ends",
            ),
        ),
        (_("What is learnt"), ("teacher", "units", "key_tasks", "goals")),
        (_("Terms"), ("form", "way", "wage_basis", "trial_until", "compensation")),
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    weekly_hours = AmountField(
        label=_("Hours a week"), required=False, min_value=1, max_value=MOST_HOURS
    )
    part_time = forms.IntegerField(
        label=_("Part-time percentage"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("100 when the whole week is spent at the workplace."),
    )
    trial_until = DayField(label=_("Trial period until"), required=False)
    compensation = AmountField(
        label=_("Compensation, euros a month"), required=False, min_value=0, max_value=99_999
    )
    units = ManyField(
        Unit.objects.none(),
        label=_("Qualification units"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    day_begins = ClockField(label=_("Work begins at the earliest"), required=False)
    day_ends = ClockField(label=_("Work ends at the latest"), required=False)
    municipality = MunicipalityField(
        label=_("Municipality of the work"),
        required=False,
        help_text=_("When it is another than the workplace's."),
    )

    class Meta:
        model = Period
        fields = (
            "site",
            "form",
            "way",
            "starts_on",
            "ends_on",
            "weekly_hours",
            "part_time",
            "day_begins",
            "day_ends",
            "teacher",
            "key_tasks",
            "goals",
            "units",
            "municipality",
            "wage_basis",
            "trial_until",
            "compensation",
        )
        help_texts = {"key_tasks": _("One a line.")}
        widgets = {
            "key_tasks": AREA,
            "goals": AREA,
        }

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        period = self.instance
        sites = Site.objects.filter(partnership__in=period.partnership.shown.family())
        self.fields["site"].queryset = sites.order_by("name_folded")  # type: ignore[attr-defined]
        self.fields["teacher"].queryset = teachers(person)  # type: ignore[attr-defined]
        chosen = period.units.values("unit")
        units = Unit.objects.filter(
            Q(parts__qualification=period.student.qualification_id) | Q(pk__in=chosen)
        )
        self.fields["units"].queryset = units.distinct().order_by("name_fi")  # type: ignore[attr-defined]
        self.initial["units"] = [row.unit_id for row in period.units.all()]

    def given(self) -> dict[str, Any]:
        """Fields of the period itself; units are a table of their own."""
        return {name: value for name, value in self.cleaned_data.items() if name != "units"}


class InterruptionForm(forms.Form):
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)


class ResumptionForm(forms.Form):
    until = DayField(label=_("Last day of the interruption"))


class InstructorChangeForm(forms.Form):
    instructor = PickField(
        url_name="directory:people_suggestions", label=_("New workplace instructor")
    )
    since = DayField(label=_("From the day"))

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        people = Person.objects.seen_by(person).standing().of_partners()
        find = partial(find_people, person)
        self.fields["instructor"].among(people, find=find)  # type: ignore[attr-defined]


class CallingOffForm(forms.Form):
    side = forms.ChoiceField(label=_("Who called it off"), choices=Side.choices)
    why = forms.CharField(label=_("Why"), max_length=200)


class EndForm(forms.Form):
    on = DayField(label=_("Last day"))
    host_again = forms.ChoiceField(
        label=_("Would the workplace host again?"),
        choices=[("", _("not asked")), *Period.Again.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    hired = forms.BooleanField(label=_("The student stayed in work there"), required=False)


class FactsForm(forms.Form):
    """What has been seen to, each by its day."""

    plan_approved_on = PastDayField(label=_("Plan approved by us"), required=False)
    plan_approved_by_student_on = PastDayField(
        label=_("Plan approved by the student"), required=False
    )
    plan_approved_by_workplace_on = PastDayField(
        label=_("Plan approved by the workplace"), required=False
    )
    safety_told_on = PastDayField(label=_("Safety notice delivered"), required=False)
    safety_acknowledged_on = PastDayField(label=_("Safety notice acknowledged"), required=False)
    record_shown_on = PastDayField(
        label=_("Criminal-record extract shown"),
        required=False,
        help_text=_("The day on which it was shown; the extract itself is not kept."),
    )
    guardian_told_on = PastDayField(label=_("Guardian informed"), required=False)
    recorded_on = PastDayField(
        label=_("Recorded in eHOKS"),
        required=False,
        help_text=_("At the latest on the day before the period ends."),
    )


class ReadinessForm(forms.ModelForm):
    class Meta:
        model = Readiness
        fields = ("is_ready", "by_student", "notes")
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}


class TerminationForm(forms.ModelForm):
    on = DayField(label=_("Ends on"))
    heard_on = PastDayField(label=_("Other side heard on"), required=False)
    permitted_on = PastDayField(label=_("Our permission given on"), required=False)
    see_to_it_by = DayField(label=_("By which day"), required=False)

    class Meta:
        model = Termination
        fields = (
            "ground",
            "on",
            "notes",
            "heard_on",
            "permitted_on",
            "see_to_it",
            "see_to_it_by",
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, person: Person, grounds: list[Ground], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["ground"].choices = [(one.value, one.label) for one in grounds]  # type: ignore[attr-defined]
        self.fields["see_to_it"].queryset = teachers(person)  # type: ignore[attr-defined]


class PeriodFilters(forms.Form):
    q = forms.CharField(label=_("Student or workplace"), required=False, max_length=100)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("all periods")), ("mine", _("where I am the teacher"))],
    )
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            ("", _("now and to come")),
            ("now", _("now")),
            ("coming", _("to come")),
            ("past", _("ended")),
            ("off", _("called off")),
            ("every", _("all")),
        ],
    )
    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("all")), *Period.Form.choices]
    )
    group = forms.CharField(label=_("Student group"), required=False, max_length=40)
    agreed = forms.ChoiceField(
        label=_("Agreement"),
        required=False,
        choices=[("", _("all")), ("no", _("not in force")), ("yes", _("in force"))],
    )

    def __init__(self, *args: Any, person: Person, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person
        self.day = on

    def narrow(self, rows: QuerySet[Period]) -> QuerySet[Period]:
        given = self.cleaned_data
        if given["q"]:
            text = fold(given["q"])
            rows = rows.filter(
                Q(student__name_folded__contains=text) | Q(partnership__name_folded__contains=text)
            )
        if given["whose"]:
            rows = rows.filter(teacher=self.person)
        if given["form"]:
            rows = rows.filter(form=given["form"])
        if given["group"]:
            rows = rows.filter(student__group__iexact=given["group"])
        if given["agreed"]:
            rows = rows.filter(agreed_on__isnull=given["agreed"] == "no")
        return self._when(rows)

    def _when(self, rows: QuerySet[Period]) -> QuerySet[Period]:
        ended = Q(ended_on__lte=self.day) | Q(ended_on=None, ends_on__lt=self.day)
        match self.cleaned_data["when"]:
            case "now":
                return rows.filter(called_off_on=None).on(self.day)  # type: ignore[attr-defined,no-any-return]
            case "coming":
                return rows.filter(called_off_on=None, starts_on__gt=self.day)
            case "past":
                return rows.filter(ended, called_off_on=None)
            case "off":
                return rows.exclude(called_off_on=None)
            case "every":
                return rows
        return rows.filter(called_off_on=None).exclude(ended)

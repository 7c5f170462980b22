"""Forms of students: who they are, the state of their study right, the support they need."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.funding import Funding
from veturi.cooperation.placements.forms.travel import LONGEST
from veturi.cooperation.placements.models import Qualification, Student, StudyRightState, Support
from veturi.directory.forms.fields import MunicipalityField
from veturi.directory.models import Person
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField, PastDayField, PhoneField


def teachers(person: Person) -> QuerySet[Person]:
    """Who of ours may be responsible for a student or a period."""
    return Person.objects.seen_by(person).standing().ours().order_by("name_sort")


class StudentForm(forms.ModelForm):
    born_on = PastDayField(label=_("Date of birth"), required=False)
    starts_on = DayField(label=_("Study right begins"), required=False)
    ends_on = DayField(label=_("Study right ends (estimate)"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    municipality = MunicipalityField(label=_("Home municipality"), required=False)
    longest_way = forms.IntegerField(
        label=_("Longest way to work, minutes"),
        required=False,
        min_value=5,
        max_value=LONGEST,
        help_text=_("How far the student can travel, one way."),
    )
    guardian_phone = PhoneField(label=_("Guardian’s phone"), required=False)

    groups = (
        (_("Student"), ("given_name", "family_name", "email", "phone", "language", "born_on")),
        (_("Studies"), ("number", "group", "teacher", "programme", "qualification")),
        (
            _("Study right"),
            ("starts_on", "ends_on", "study_right_oid", "included_in", "learner_oid"),
        ),
        (_("Guardian of a minor"), ("guardian_name", "guardian_email", "guardian_phone")),
    )

    class Meta:
        model = Student
        help_texts = {
            "number": _("The student system's own number, never a henkilötunnus."),
            "included_in": _(
                "The wider study right of which this is a part. Then no feedback is asked."
            ),
        }
        fields = (
            "given_name",
            "family_name",
            "number",
            "group",
            "teacher",
            "programme",
            "qualification",
            "email",
            "phone",
            "language",
            "born_on",
            "municipality",
            "longest_way",
            "guardian_name",
            "guardian_email",
            "guardian_phone",
            "learner_oid",
            "study_right_oid",
            "included_in",
            "starts_on",
            "ends_on",
        )

    def __init__(self, *args: Any, person: Person, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.provider = person.provider_id
        self.fields["teacher"].queryset = teachers(person)  # type: ignore[attr-defined]
        rows = Qualification.objects.on(on)
        if self.instance.qualification_id:
            rows = rows | Qualification.objects.filter(pk=self.instance.qualification_id)
        self.fields["qualification"].queryset = rows.order_by("name_fi")  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip()
        if looks_like_personal_id(number):
            raise forms.ValidationError(
                _("This looks like a henkilötunnus. Write the student system’s own number.")
            )
        others = Student.objects.filter(provider=self.provider, number=number)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another student has this number."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The study right ends after it begins."))
        return cleaned


class StateForm(forms.Form):
    """From a day on the study right is in a state."""

    since = DayField(label=_("Since"))
    state = forms.ChoiceField(label=_("State"), choices=StudyRightState.State.choices)
    funding = forms.ChoiceField(label=_("Funding"), choices=Funding.choices)


class SupportForm(forms.ModelForm):
    class Meta:
        model = Support
        fields = ("is_special", "is_demanding", "needs", "told_to_workplace")
        help_texts = {
            "told_to_workplace": _("Only what guidance needs, agreed with the student."),
        }
        widgets = {
            "needs": forms.Textarea(attrs={"rows": 4}),
            "told_to_workplace": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_demanding") and not cleaned.get("is_special"):
            self.add_error("is_special", _("Demanding support is special support too."))
        return cleaned


class StudentFilters(forms.Form):
    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("all students")), ("mine", _("my students"))],
    )
    group = forms.CharField(label=_("Student group"), required=False, max_length=40)
    programme = forms.ChoiceField(
        label=_("Education"),
        required=False,
        choices=[("", _("all")), *Student.Programme.choices],
    )
    archived = forms.BooleanField(label=_("Put away too"), required=False)

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person

    def narrow(self, rows: QuerySet[Student]) -> QuerySet[Student]:
        given = self.cleaned_data
        if given["q"]:
            rows = rows.filter(
                Q(name_folded__contains=fold(given["q"])) | Q(number__startswith=given["q"])
            )
        if given["whose"]:
            rows = rows.filter(teacher=self.person)
        if given["group"]:
            rows = rows.filter(group__iexact=given["group"])
        if given["programme"]:
            rows = rows.filter(programme=given["programme"])
        if not given["archived"]:
            rows = rows.filter(archived_on=None)
        return rows

"""Whose students are looked at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.forms.students import teachers
from veturi.directory.models import Person


class TeacherForm(forms.Form):
    teacher = forms.ModelChoiceField(
        Person.objects.none(), label=_("Teacher"), required=False, empty_label=_("me")
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["teacher"].queryset = teachers(person)  # type: ignore[attr-defined]

"""What is asked of agreements of many periods."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.rounds import Wanted
from veturi.cooperation.placements.forms.agreements import FEW, HowForm
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.contents import Terms
from veturi.directory.models import Person
from veturi.foundation.web.fields import DayField


class RoundFilters(forms.Form):
    """Which periods are shown to choose from."""

    group = forms.CharField(label=_("Student group"), required=False, max_length=40)
    since = DayField(label=_("Begins on or after"), required=False)
    until = DayField(label=_("Begins on or before"), required=False)
    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("all")), *Period.Form.choices]
    )

    def narrow(self, rows: QuerySet[Period], *, on: date) -> QuerySet[Period]:
        """Not in force, not called off and not over on the day."""
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        waiting = rows.filter(called_off_on=None, agreed_on=None, ended_on=None)
        rows = waiting.exclude(ends_on__lt=on)
        if given["group"]:
            rows = rows.filter(student__group__iexact=given["group"])
        if given["since"]:
            rows = rows.filter(starts_on__gte=given["since"])
        if given["until"]:
            rows = rows.filter(starts_on__lte=given["until"])
        if given["form"]:
            rows = rows.filter(form=given["form"])
        return rows


class RoundForm(HowForm):
    """What all of them say, who signs for us, and whether they are sent."""

    ours = forms.ModelChoiceField(Person.objects.none(), label=_("Signs for us"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the paper"),
        choices=[("", _("each student’s own")), *settings.LANGUAGES],
        required=False,
    )
    demonstrations = forms.CharField(
        label=_("Competence demonstrations"), required=False, max_length=2000, widget=FEW
    )
    elsewhere = forms.CharField(
        label=_("Learning elsewhere than at work"), required=False, max_length=2000, widget=FEW
    )
    other = forms.CharField(label=_("Other terms"), required=False, max_length=2000, widget=FEW)
    sends = forms.BooleanField(label=_("Send them for signing too"), required=False, initial=True)
    field_order = (
        "language",
        "demonstrations",
        "elsewhere",
        "other",
        "ours",
        "sends",
        "how",
    )

    def __init__(self, *args: Any, ours: QuerySet[Person], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["ours"].queryset = ours  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data
        names = ("demonstrations", "elsewhere", "other")
        return Wanted(
            Terms(**{name: given[name] for name in names}),
            ours=given["ours"],
            language=given["language"],
            sends=given["sends"],
            by_letter=self.by_letter,
        )

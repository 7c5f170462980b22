"""What a student tells of a workplace, and what we make of it."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.forms.periods import Spanned
from veturi.cooperation.placements.models import Period, PlaceProposal, Student
from veturi.cooperation.placements.rules.proposals import Asked, Declined, is_possible
from veturi.directory.forms.fields import BusinessIdField, MunicipalityField
from veturi.directory.look_alikes.telling import Alike
from veturi.directory.models import Partnership, Person
from veturi.directory.reading import find_partners
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField, PhoneField
from veturi.foundation.web.picking import PickField

WHEN = _("Write the day for example like this: 24.11.2026.")
LEAD, OTHER = "lead", "other"


class PlaceForm(Spanned, forms.Form):
    """Filled on a phone by somebody who may read slowly: short words, few musts."""

    name = forms.CharField(label=_("Name of the workplace"), max_length=200, required=False)
    business_id = BusinessIdField(
        label=_("Y-tunnus"),
        required=False,
        help_text=_("Only if you do not know the name. You find it on the web page of the firm."),
    )
    municipality = MunicipalityField(
        label=_("In which town?"),
        error_messages={"required": _("Write the town, for example Jyväskylä.")},
    )
    work = forms.CharField(
        label=_("What would you do there?"),
        max_length=1000,
        help_text=_("Do not write about health or other private matters here."),
        error_messages={"required": _("Write in a few words what you would do there.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asked = forms.ChoiceField(
        label=_("Have you asked them?"),
        choices=Asked.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    contact_name = forms.CharField(
        label=_("Who can we talk with there?"),
        max_length=160,
        required=False,
        help_text=_("First name and last name. Leave it empty if you do not know."),
    )
    contact_phone = PhoneField(label=_("Their phone number"), required=False)
    contact_email = forms.EmailField(label=_("Their e-mail"), required=False)
    starts_on = DayField(label=_("When could you begin?"), required=False, help_text=WHEN)
    ends_on = DayField(label=_("Last day"), required=False, help_text=WHEN)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("name") == "" and given.get("business_id") == "":
            self.add_error("name", _("Write the name of the workplace or its Y-tunnus."))
        if given.get("asked", Asked.NO) != Asked.NO and given.get("contact_name") == "":
            self.add_error("contact_name", _("Write whom you asked."))
        self._refuse_days(given)
        self._refuse_numbers(given)
        return given

    def _refuse_days(self, given: dict[str, Any]) -> None:
        today = timezone.localdate()
        for name in ("starts_on", "ends_on"):
            if not is_possible(given.get(name), on=today):
                self.add_error(name, _("Check the day: write when you could be there."))

    def _refuse_numbers(self, given: dict[str, Any]) -> None:
        """Nobody's henkilötunnus is kept here, one's own neither."""
        for name in ("name", "work", "contact_name"):
            if looks_like_personal_id(str(given.get(name, ""))):
                self.add_error(name, _("Do not write a henkilötunnus here."))


class TakingForm(Spanned, forms.Form):
    """With which partner, and whether a period is proposed at once."""

    partner = forms.ChoiceField(
        label=_("Which workplace is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    other = PickField(
        url_name="directory:suggestions",
        label=_("The other partner"),
        required=False,
        help_text=_("If it is another partner of ours."),
    )
    name = forms.CharField(
        label=_("Name of the new partner"),
        max_length=200,
        required=False,
        help_text=_("If it is a new one."),
    )
    keeps_contact = forms.BooleanField(label=_("Keep the contact person"), required=False)
    proposes = forms.BooleanField(label=_("Propose a workplace period at once"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Period.Form.choices, required=False)
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)
    answer = forms.CharField(
        label=_("Words to the student"),
        max_length=500,
        required=False,
        help_text=_("The student reads them on their own page."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, row: PlaceProposal, person: Person, alike: list[Alike], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.alike = alike
        self.found = {str(one.shown.pk): one.shown for one in alike}
        named = [(key, str(one)) for key, one in self.found.items()]
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            *named,
            (OTHER, _("another partner of ours")),
            (LEAD, _("a new one: make it a partner in the phase identified")),
        ]
        rows = Partnership.objects.seen_by(person).standing()
        find = partial(find_partners, person)
        self.fields["other"].among(rows, find=find)  # type: ignore[attr-defined]
        if not row.contact_name:
            del self.fields["keeps_contact"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("partner") == OTHER and not given.get("other") and "other" not in self.errors:
            self.add_error("other", _("Choose one from the list."))
        if given.get("partner") == LEAD and not given.get("name"):
            self.add_error("name", _("Write the name of the workplace."))
        if given.get("proposes"):
            for name in ("form", "starts_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("A period needs this."))
        return given

    @property
    def partnership(self) -> Any:
        """The partner that was chosen; none: a new one."""
        chosen = self.cleaned_data["partner"]
        return self.cleaned_data["other"] if chosen == OTHER else self.found.get(chosen)

    @property
    def period(self) -> dict[str, Any]:
        """Fields of the period that is proposed; none when none is."""
        given = self.cleaned_data
        names = ("form", "starts_on", "ends_on")
        return {name: given[name] for name in names} if given["proposes"] else {}


class DecliningForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why?"),
        choices=Declined.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    answer = forms.CharField(
        label=_("Words to the student"),
        max_length=500,
        required=False,
        help_text=_("The student reads a kind sentence of the reason, and these words below it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PlaceFilters(forms.Form):
    q = forms.CharField(label=_("Workplace or student"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("waiting")), ("settled", _("settled")), ("all", _("all"))],
    )
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("all students")), ("mine", _("my students"))],
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person

    def narrow(self, rows: "QuerySet[PlaceProposal]") -> "QuerySet[PlaceProposal]":
        given = self.cleaned_data
        if text := fold(given["q"]):
            rows = rows.filter(name_folded__contains=text) | rows.filter(
                student__name_folded__contains=text
            )
        if given["whose"]:
            rows = rows.filter(student__teacher=self.person)
        match given["state"]:
            case "":
                return rows.waiting()  # type: ignore[attr-defined,no-any-return]
            case "settled":
                return rows.settled()  # type: ignore[attr-defined,no-any-return]
        return rows


class GroupForm(forms.Form):
    """Which students get a link for finding a place."""

    group = forms.ChoiceField(
        label=_("Student group"), error_messages={"required": _("Choose a group.")}
    )
    without = forms.BooleanField(
        label=_("Only those who have no period now or to come"), required=False, initial=True
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = Student.objects.seen_by(person).standing().exclude(group="")
        groups = rows.order_by("group").values_list("group", flat=True).distinct()
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *((one, one) for one in groups),
        ]
        self.rows = Student.objects.seen_by(person).standing().order_by("name_sort", "pk")

    def students(self, *, on: date) -> "QuerySet[Student]":
        rows = self.rows.filter(group=self.cleaned_data["group"])
        if not self.cleaned_data["without"]:
            return rows
        ending = Period.objects.standing().filter(ended_on=None)
        there = ending.filter(ends_on=None) | ending.filter(ends_on__gte=on)
        return rows.exclude(pk__in=there.values("student"))

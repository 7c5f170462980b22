"""Forms of visits: a plan, a visit, its correction, the list of a quarter."""

import base64
import binascii
import re
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.visits import NewVisit
from veturi.cooperation.placements.forms.students import teachers
from veturi.cooperation.placements.models import Period, PlannedVisit
from veturi.cooperation.placements.rules.visits import Purpose, Quarter
from veturi.directory.models import Partnership, Person
from veturi.foundation.files.checking import CheckedFile, check
from veturi.foundation.files.fields import CheckedFileField
from veturi.foundation.files.refusals import NotKept
from veturi.foundation.web.fields import AmountField, ClockField, DayField

AREA = forms.Textarea(attrs={"rows": 3})
TARGET = re.compile(r"(plan|period|partner)-(\d{1,18})")
DRAWN = "data:image/png;base64,"
LONGEST_DRAWING = 400_000


class Target(NamedTuple):
    """What is visited: a plan, a period, or a partner alone."""

    plan: PlannedVisit | None
    period: Period | None
    partnership: Partnership


def target_of(text: str, *, person: Person) -> Target | None:
    """Read `period-12`, `plan-5`, `partner-7` among what the person sees."""
    found = TARGET.fullmatch(text)
    if found is None:
        return None
    what, key = found[1], int(found[2])
    if what == "plan":
        plan = PlannedVisit.objects.seen_by(person).shown().filter(pk=key).first()
        return Target(plan, plan.period, plan.partnership) if plan else None
    if what == "period":
        period = Period.objects.seen_by(person).shown().filter(pk=key).first()
        return Target(None, period, period.partnership) if period else None
    partner = Partnership.objects.seen_by(person).with_names().filter(pk=key).first()
    return Target(None, None, partner.shown) if partner else None


class VisitForm(forms.Form):
    """What is written of a visit, and corrected later."""

    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Day"))
    hours = AmountField(
        label=_("Hours"), min_value=0.25, max_value=24, max_digits=4, decimal_places=2
    )
    student_present = forms.BooleanField(label=_("The student was present"), required=False)
    instructor_present = forms.BooleanField(
        label=_("The workplace instructor was present"), required=False
    )
    others_present = forms.CharField(
        label=_("Who else was present"), required=False, max_length=200
    )
    findings = forms.CharField(label=_("What was found"), required=False, widget=AREA)
    needs = forms.CharField(label=_("Needs heard"), required=False, widget=AREA)
    capacity = forms.CharField(
        label=_("Places to come"),
        help_text=_("For example: two in the spring."),
        required=False,
        max_length=200,
    )
    issues = forms.CharField(label=_("What must be mended"), required=False, widget=AREA)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_on = DayField(label=_("By which day"), required=False)
    signed_name = forms.CharField(label=_("The instructor’s name"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("next_step") and "next_on" in cleaned and not cleaned["next_on"]:
            self.add_error("next_on", _("Give the next step and its day together."))
        if cleaned.get("next_on") and "next_step" in cleaned and not cleaned["next_step"]:
            self.add_error("next_step", _("Give the next step and its day together."))
        return cleaned

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Plan the visit instead."))
        return day


class PhotoField(CheckedFileField):
    """A picture, when there is one."""

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:  # type: ignore[override]
        if data in self.empty_values:
            return None
        file = super().clean(data, initial)
        if not file.content_type.startswith("image/"):
            raise forms.ValidationError(_("Choose a picture: JPEG, PNG or WebP."))
        return file


class NewVisitForm(VisitForm):
    """A visit for the first time, with its number, its writer, and what was brought."""

    uuid = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("The number of this visit is missing. Open the form anew.")
        ),
    )
    owner = forms.IntegerField(widget=forms.HiddenInput, required=False)
    target = forms.CharField(
        label=_("Whom you visited"),
        max_length=30,
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose whom you visited.")},
    )
    photo = PhotoField(label=_("Photo"), required=False)
    signature = forms.CharField(label=_("Signature"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person
        self.fields["photo"].widget.attrs["accept"] = "image/*"

    def clean_owner(self) -> int | None:
        """What one wrote is not sent by another who signed in on the same device."""
        owner: int | None = self.cleaned_data["owner"]
        if owner is not None and owner != self.person.pk:
            raise forms.ValidationError(_("Somebody else wrote this on the same device."))
        return owner

    def clean_target(self) -> Target:
        found = target_of(self.cleaned_data["target"], person=self.person)
        if found is None:
            raise forms.ValidationError(_("This is no longer here, or it is not yours."))
        return found

    def clean_signature(self) -> CheckedFile | None:
        """The drawing as a picture that was checked; nothing when nothing was drawn."""
        text = self.cleaned_data["signature"]
        if not text:
            return None
        sentence = _("The signature did not come through. Draw it again or type the name.")
        if not text.startswith(DRAWN) or len(text) > LONGEST_DRAWING:
            raise forms.ValidationError(sentence)
        try:
            content = base64.b64decode(text.removeprefix(DRAWN), validate=True)
            return check(SimpleUploadedFile("signature.png", content))
        except (binascii.Error, NotKept) as refusal:
            raise forms.ValidationError(sentence) from refusal

    def visit(self) -> NewVisit:
        given = dict(self.cleaned_data)
        target: Target = given.pop("target")
        uuid, photo, signature = (given.pop(name) for name in ("uuid", "photo", "signature"))
        given.pop("owner")
        return NewVisit(uuid, {**given, **target._asdict()}, [photo] if photo else [], signature)


class PlanForm(forms.Form):
    """When somebody goes, and what for."""

    teacher = forms.ModelChoiceField(Person.objects.none(), label=_("Who goes"))
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    due = DayField(label=_("Day"), required=False)
    clock = ClockField(
        label=_("Time"), required=False, help_text=_("For example 13.30, when it is known.")
    )
    quarter = forms.ChoiceField(label=_("Or some day of the quarter"), required=False)
    ask = forms.BooleanField(
        label=_("Ask the workplace whether it suits"),
        required=False,
        help_text=_("The instructor gets a letter with a link, and may propose another time."),
    )

    def __init__(
        self, *args: Any, person: Person, others: bool, may_ask: bool = False, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        if not may_ask:
            del self.fields["ask"]
        chosen = teachers(person)
        self.fields["teacher"].queryset = (  # type: ignore[attr-defined]
            chosen if others else chosen.filter(pk=person.pk)
        )
        now = Quarter.of(timezone.localdate())
        quarters = [now, now.next, now.next.next, now.next.next.next]
        self.fields["quarter"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((str(one), one.label) for one in quarters),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "due" in cleaned and bool(cleaned["due"]) == bool(cleaned.get("quarter")):
            self.add_error("due", _("Give a day or a quarter, one of the two."))
        if cleaned.get("clock") and not cleaned.get("due"):
            self.add_error("clock", _("Give the day too."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """The day by which it is promised, and whether any day before will do."""
        quarter = Quarter.read(self.cleaned_data["quarter"])
        return {
            "due": quarter.last if quarter else self.cleaned_data["due"],
            "whole_quarter": quarter is not None,
            "clock": self.cleaned_data["clock"],
            "teacher": self.cleaned_data["teacher"],
        }


class MovedPlanForm(PlanForm):
    """Another day, another who; the purpose stays."""

    purpose = None  # type: ignore[assignment]


def quarter_in(query: QueryDict) -> Quarter:
    """The quarter that the address asks for, else that of today."""
    return Quarter.read(query.get("quarter", "")) or Quarter.of(timezone.localdate())

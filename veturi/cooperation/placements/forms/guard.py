"""What narrows the work-list of the guard, and what is mended on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.guarding import Guarded
from veturi.cooperation.placements.rules.guard_facts import SOON, Code
from veturi.directory.models import Person
from veturi.foundation.text import fold
from veturi.foundation.web.prepared import Prepared
from veturi.foundation.web.templates import month

NEAR = SOON.days
# The tabs of the list, in their order: what stands in each.
STATES: Mapping[str, Callable[[Guarded], bool]] = {
    "": lambda row: row.is_asked and bool(row.reasons) and row.is_in_time,
    "soon": lambda row: row.is_soon,
    "late": lambda row: row.is_at_risk and not row.is_in_time,
    "sent": lambda row: row.is_sent,
    "never": lambda row: not row.is_asked,
}


class GuardFilters(forms.Form):
    state = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(key, key) for key in STATES]
    )
    q = forms.CharField(label=_("Student or workplace"), required=False, max_length=100)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("all periods")), ("mine", _("where I am the teacher"))],
    )
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("all")), *Code.choices]
    )
    month = forms.ChoiceField(label=_("Ends in"), required=False)

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person

    def among(self, rows: Sequence[Guarded]) -> None:
        """Offer the months in which these end."""
        days = {row.ends_on for row in rows}
        firsts = sorted({day.replace(day=1) for day in days if day})
        choices = [(f"{day:%Y-%m}", month(day)) for day in firsts]
        self.fields["month"].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    def own(self, rows: QuerySet[Period]) -> QuerySet[Period]:
        """Those that are asked of the database at all."""
        return rows.filter(teacher=self.person) if self.is_own else rows

    @property
    def is_own(self) -> bool:
        return bool(self.data.get("whose") == "mine")

    def narrow(self, rows: Prepared) -> Prepared:
        given = self.cleaned_data
        text = fold(given["q"])
        return Prepared(
            row
            for row in rows
            if STATES[given["state"]](row)
            and (not given["reason"] or given["reason"] in row.codes)
            and (not given["month"] or row.month == given["month"])
            and (not text or text in fold(f"{row.student} {row.workplace}"))
        )


class AddressForm(forms.Form):
    """The e-mail of the instructor of a period."""

    email = forms.EmailField(label=_("Instructor’s e-mail"), max_length=254)

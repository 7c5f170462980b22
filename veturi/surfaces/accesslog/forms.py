"""What the log is narrowed by."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import PartnerAttachment, Partnership, Person
from veturi.directory.reading import find_partners, find_people
from veturi.foundation.web.fields import DayField
from veturi.foundation.web.picking import PickField
from veturi.surfaces.accesslog.kinds import Kind
from veturi.surfaces.accesslog.reading import Asked


class LogFilters(forms.Form):
    by = forms.ModelChoiceField(Person.objects.none(), label=_("Who did it"), required=False)
    what = forms.ChoiceField(label=_("What was done"), required=False)
    person = PickField(
        url_name="directory:people_suggestions", label=_("About the person"), required=False
    )
    partner = PickField(
        url_name="directory:suggestions", label=_("About the partner"), required=False
    )
    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)
    q = forms.CharField(label=_("Words"), required=False, max_length=80)

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        ours = Person.objects.seen_by(person).ours().exclude(user=None).order_by("name_sort")
        by, what = self.fields["by"], self.fields["what"]
        by.queryset, by.empty_label = ours, _("all")  # type: ignore[attr-defined]
        what.choices = [("", _("all")), *Kind.choices]  # type: ignore[attr-defined]
        people, partners = Person.objects.seen_by(person), Partnership.objects.seen_by(person)
        self.fields["person"].among(people, find=partial(find_people, person))  # type: ignore[attr-defined]
        self.fields["partner"].among(partners, find=partial(find_partners, person))  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            by=given["by"].user_id if given["by"] else None,
            subjects=[one.key for one in self._about()],
            kind=given["what"],
            since=given["since"],
            until=given["until"],
            text=given["q"].strip(),
        )

    def _about(self) -> Iterator[Person | Partnership | PartnerAttachment]:
        """Those asked about, what was merged into them, and what is attached to them."""
        files = PartnerAttachment.objects
        if person := self.cleaned_data["person"]:
            yield from (*person.family(), *files.about(person.pk))
        if partner := self.cleaned_data["partner"]:
            yield from (*partner.family(), *files.of(partner.pk))

    def named(self) -> "LogFilters":
        """A key that came without its words, as in a link, is given them."""
        found = {name: self.cleaned_data.get(name) for name in ("person", "partner")}
        words = {f"{name}_text": str(thing) for name, thing in found.items() if thing}
        self.data = {**self.data.dict(), **words}  # type: ignore[attr-defined]
        return self

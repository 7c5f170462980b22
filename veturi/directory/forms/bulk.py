"""What many partners are changed to."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.forms.own_fields import bulk_field, bulk_value
from veturi.directory.models import Partnership, Person, Thing
from veturi.directory.own_fields import own_fields

# No is an answer, and so is the number of none.
NOTHING: tuple[Any, ...] = (None, "", ())
NOBODY = "nobody"
ARCHIVE, RESTORE = "archive", "restore"


class BulkForm(forms.Form):
    """Only what is filled in changes."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    deputy = forms.ChoiceField(label=_("Deputy"), required=False)
    phase = forms.ChoiceField(
        label=_("Phase"),
        required=False,
        choices=[("", _("as it is")), *Partnership.Phase.choices],
    )
    unit = forms.CharField(label=_("Our unit"), required=False, max_length=120)
    add_tags = forms.CharField(
        label=_("Add tags"), required=False, help_text=_("Several are separated by commas.")
    )
    remove_tags = forms.CharField(
        label=_("Take tags away"), required=False, help_text=_("Several are separated by commas.")
    )
    archived = forms.ChoiceField(
        label=_("Archive"),
        required=False,
        choices=[("", _("as it is")), (ARCHIVE, _("archive")), (RESTORE, _("restore"))],
    )

    def __init__(self, *args: Any, person: Person, may_archive: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.own_fields = own_fields(person.provider_id, Thing.PARTNER)
        for field in self.own_fields:
            self.fields[field.name] = bulk_field(field)
        ours = Person.objects.seen_by(person).standing().ours().order_by("name_sort")
        people = [(str(one.pk), str(one)) for one in ours]
        choices = [("", _("as it is")), (NOBODY, _("nobody")), *people]
        for name in ("owner", "deputy"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not may_archive:
            del self.fields["archived"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and all(value in NOTHING for value in cleaned.values()):
            raise forms.ValidationError(_("Say what is changed: fill in at least one field."))
        return cleaned

    def wanted(self, *, by: Person, on: date) -> dict[str, Any]:
        """Field to value, as history writes them."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        wanted: dict[str, Any] = {
            name: "" if given[name] == NOBODY else given[name]
            for name in ("owner", "deputy", "phase", "unit")
            if name in given
        }
        for name in ("add_tags", "remove_tags"):
            if names := [one.strip() for one in given.get(name, "").split(",") if one.strip()]:
                wanted[name] = names
        if kept := given.get("archived"):
            away = kept == ARCHIVE
            wanted["archived_on"] = on.isoformat() if away else ""
            wanted["archived_by"] = str(by.pk) if away else ""
        own = {one.name: bulk_value(one, self.cleaned_data[one.name]) for one in self.own_fields}
        return wanted | {name: value for name, value in own.items() if value is not None}

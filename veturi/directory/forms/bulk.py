"""What many partners or persons are changed to."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from veturi.directory.forms.own_fields import bulk_field, bulk_value
from veturi.directory.models import Partnership, Person, Thing
from veturi.directory.own_fields import own_fields

# No is an answer, and so is the number of none.
NOTHING: tuple[Any, ...] = (None, "", ())
NOBODY = "nobody"
ARCHIVE, RESTORE = "archive", "restore"
AS_IT_IS = ("", _("as it is"))


class ManyForm(forms.Form):
    """Only what is filled in changes."""

    THING: ClassVar[Thing]
    PLAIN: ClassVar[tuple[str, ...]]

    archived = forms.ChoiceField(
        label=_("Archive"),
        required=False,
        choices=[AS_IT_IS, (ARCHIVE, _("archive")), (RESTORE, _("restore"))],
    )

    def __init__(self, *args: Any, person: Person, may_archive: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.own_fields = own_fields(person.provider_id, self.THING)
        for field in self.own_fields:
            self.fields[field.name] = bulk_field(field)
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
            for name in self.PLAIN
            if name in given
        }
        if kept := given.get("archived"):
            away = kept == ARCHIVE
            wanted["archived_on"] = on.isoformat() if away else ""
            wanted["archived_by"] = str(by.pk) if away else ""
        own = {one.name: bulk_value(one, self.cleaned_data[one.name]) for one in self.own_fields}
        return wanted | {name: value for name, value in own.items() if value is not None}


class BulkForm(ManyForm):
    """Many partners."""

    THING = Thing.PARTNER
    PLAIN = ("owner", "deputy", "phase", "unit")

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    deputy = forms.ChoiceField(label=_("Deputy"), required=False)
    phase = forms.ChoiceField(
        label=_("Phase"), required=False, choices=[AS_IT_IS, *Partnership.Phase.choices]
    )
    unit = forms.CharField(label=_("Our unit"), required=False, max_length=120)
    add_tags = forms.CharField(
        label=_("Add tags"), required=False, help_text=_("Several are separated by commas.")
    )
    remove_tags = forms.CharField(
        label=_("Take tags away"), required=False, help_text=_("Several are separated by commas.")
    )
    field_order = ("owner", "deputy", "phase", "unit", "add_tags", "remove_tags", "archived")

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        ours = Person.objects.seen_by(person).standing().ours().order_by("name_sort")
        people = [(str(one.pk), str(one)) for one in ours]
        for name in ("owner", "deputy"):
            self.fields[name].choices = [AS_IT_IS, (NOBODY, _("nobody")), *people]  # type: ignore[attr-defined]

    def wanted(self, *, by: Person, on: date) -> dict[str, Any]:
        wanted = super().wanted(by=by, on=on)
        for name in ("add_tags", "remove_tags"):
            text = self.cleaned_data.get(name, "")
            if names := [one.strip() for one in text.split(",") if one.strip()]:
                wanted[name] = names
        return wanted


class PeopleBulkForm(ManyForm):
    """Many persons of partners; a consent is given by each on a day of their own."""

    THING = Thing.PERSON
    PLAIN = ("language", "legal_basis")

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[AS_IT_IS, *settings.LANGUAGES]
    )
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"),
        required=False,
        choices=[
            AS_IT_IS,
            *(one for one in Person.Basis.choices if one[0] != Person.Basis.CONSENT),
        ],
    )
    field_order = ("language", "legal_basis", "archived")


FORMS: Mapping[str, Callable[..., ManyForm]] = {
    Thing.PARTNER: BulkForm,
    Thing.PERSON: PeopleBulkForm,
}

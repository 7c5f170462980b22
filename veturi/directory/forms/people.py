"""Forms of persons, their positions, and the roles of ours."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.roles import PersonRole
from veturi.directory.forms.own_fields import OwnFieldsForm, OwnFilters
from veturi.directory.models import Grant, OwnField, Person, Position, Role, Thing
from veturi.directory.own_fields import own_fields
from veturi.directory.reading import find_people
from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField, PhoneField
from veturi.foundation.web.picking import PickField


class PersonForm(OwnFieldsForm, forms.ModelForm):
    phone = PhoneField(label=_("Phone"), required=False)
    consent_on = DayField(label=_("Consent given on"), required=False)

    class Meta:
        model = Person
        fields = (
            "given_name",
            "family_name",
            "title",
            "email",
            "phone",
            "language",
            "legal_basis",
            "consent_on",
            "notes",
        )
        widgets = {
            "given_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "family_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, provider: int, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if not self.instance.is_ours:
            self.ask_own(own_fields(provider, Thing.PERSON))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("legal_basis") == Person.Basis.CONSENT and not cleaned.get("consent_on"):
            self.add_error("consent_on", _("Give the day on which the person consented."))
        return cleaned

    def fields_given(self) -> dict[str, Any]:
        """What is asked of everybody's persons; fields of one's own are in `own_values`."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in self.own_names}


class ContactForm(PersonForm):
    """A partner's new contact person: the person and the role at once."""

    role = forms.ChoiceField(
        label=_("Role"), choices=PersonRole.choices, initial=PersonRole.CONTACT
    )
    is_main = forms.BooleanField(label=_("Main contact"), required=False)
    since = DayField(label=_("In the role since"), required=False)
    field_order = (
        "given_name",
        "family_name",
        "email",
        "phone",
        "role",
        "title",
        "is_main",
        "since",
    )


class PositionForm(forms.ModelForm):
    """Another role for a person that we know already."""

    person = PickField(url_name="directory:people_suggestions", label=_("Person"))
    since = DayField(label=_("Since"), required=False)

    class Meta:
        model = Position
        fields = ("person", "role", "title", "is_main", "since")

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        theirs = Person.objects.seen_by(person).standing().of_partners()
        find = partial(find_people, person)
        self.fields["person"].among(theirs, find=find)  # type: ignore[attr-defined]


class PositionEditForm(forms.ModelForm):
    """A role at a partner as it is: title, main contact, dates."""

    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Last day"), required=False)

    class Meta:
        model = Position
        fields = ("role", "title", "is_main", "since", "until")


class PeopleFilters(OwnFilters, forms.Form):
    q = forms.CharField(label=_("Name or e-mail"), required=False)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("all")), *PersonRole.choices]
    )
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("partners’")), ("ours", _("ours")), ("all", _("all"))],
    )
    archived = forms.ChoiceField(
        label=_("Archived"),
        required=False,
        choices=[("", _("not shown")), ("1", _("only archived"))],
    )

    def __init__(self, *args: Any, own: Sequence[OwnField] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer_own(own)

    def narrow(self, rows: Any) -> Any:
        given = self.cleaned_data
        rows = rows.filter(archived_on__isnull=not given["archived"])
        if given["whose"] != "all":
            rows = rows.filter(is_ours=given["whose"] == "ours")
        if "@" in given["q"]:
            rows = rows.filter(email__icontains=given["q"].strip())
        else:
            for word in fold(given["q"]).split():
                rows = rows.filter(name_folded__contains=word)
        if given["role"]:
            rows = rows.filter(positions__role=given["role"]).distinct()
        return self.narrow_by_own(rows)


class GrantForm(forms.ModelForm):
    since = DayField(label=_("From"))
    until = DayField(label=_("Last day"), required=False)

    class Meta:
        model = Grant
        fields = ("role", "since", "until")


class StaffForm(forms.Form):
    """One of ours: the person, an account to sign in with, and the first role."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.TEACHER)

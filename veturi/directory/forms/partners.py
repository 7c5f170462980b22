"""Forms of partners: the partner itself, its sites, pauses, and who of us knows it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.industries import industry
from veturi.directory.codes.municipalities import municipality
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.forms.fields import BusinessIdField, MunicipalityField
from veturi.directory.forms.own_fields import OwnFieldsForm, OwnFilters
from veturi.directory.forms.places import PlaceFilters
from veturi.directory.models import (
    Acquaintance,
    OrganisationName,
    OwnField,
    Partnership,
    Pause,
    Person,
    Site,
    Succession,
    Tag,
    Tagging,
    Thing,
)
from veturi.directory.models.organisations import Size
from veturi.directory.own_fields import own_fields
from veturi.directory.reading import find_partners, municipalities_of
from veturi.directory.rules.owners import refusal
from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField
from veturi.foundation.web.picking import PickField
from veturi.foundation.web.selects import NamedChoiceField


class PartnerForm(OwnFieldsForm, forms.Form):
    name = forms.CharField(label=_("Name we use"), max_length=200)
    official_name = forms.CharField(
        label=_("Official name"),
        max_length=200,
        required=False,
        help_text=_("When it differs from the name we use."),
    )
    business_id = BusinessIdField(
        label=_("Y-tunnus"), required=False, help_text=_("For example 0942165-3.")
    )
    kind = forms.ChoiceField(label=_("Type"), choices=OrganisationType.choices)
    legal_form = forms.CharField(label=_("Company form"), max_length=60, required=False)
    municipality = MunicipalityField(label=_("Municipality"), required=False)
    industry = forms.CharField(
        label=_("Industry code"), max_length=8, required=False, help_text=_("For example 85320.")
    )
    industry_version = forms.ChoiceField(
        label=_("Classification"),
        required=False,
        choices=[("", "–"), ("2025", "TOL 2025"), ("2008", "TOL 2008")],
    )
    size = forms.ChoiceField(
        label=_("Persons employed"), required=False, choices=[("", "–"), *Size.choices]
    )
    languages = forms.CharField(
        label=_("Languages"), max_length=40, required=False, help_text=_("For example fi, sv.")
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("Owner"), required=False)
    deputy = forms.ModelChoiceField(Person.objects.none(), label=_("Deputy"), required=False)
    sponsor = forms.ModelChoiceField(
        Person.objects.none(), label=_("Our member of management"), required=False
    )
    unit = forms.CharField(label=_("Our unit"), max_length=120, required=False)
    phase = forms.ChoiceField(label=_("Phase"), choices=Partnership.Phase.choices)
    since = DayField(label=_("Partner since"))
    tags = forms.CharField(
        label=_("Tags"), required=False, help_text=_("Several are separated by commas.")
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    FACTS = (
        "business_id",
        "kind",
        "legal_form",
        "municipality",
        "industry",
        "industry_version",
        "size",
        "languages",
        "website",
    )
    OWN = ("owner", "deputy", "sponsor", "unit", "phase", "since", "notes")

    def __init__(self, *args: Any, person: Person, facts_are_own: bool = True, **kw: Any) -> None:
        super().__init__(*args, **kw)
        ours = Person.objects.seen_by(person).standing().ours().order_by("name_sort")
        for field in ("owner", "deputy", "sponsor"):
            self.fields[field].queryset = ours  # type: ignore[attr-defined]
        if not facts_are_own:
            for name in ("official_name", *self.FACTS):
                self.fields[name].disabled = True
        self.ask_own(own_fields(person.provider_id, Thing.PARTNER))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if why := refusal(cleaned.get("owner"), cleaned.get("deputy")):
            self.add_error("deputy", why)
        self._check_industry(cleaned)
        return cleaned

    def _check_industry(self, cleaned: dict[str, Any]) -> None:
        """A code says something only with the classification that it is of."""
        code, version = cleaned.get("industry"), cleaned.get("industry_version")
        if code and not version:
            self.add_error("industry_version", _("Choose the classification of the code."))
        elif code and version and industry(version, code) is None:
            self.add_error("industry", _("This code is not in the classification."))

    @classmethod
    def facts_in(cls, query: Mapping[str, str]) -> dict[str, str]:
        """What a link proposes: facts only, and no longer than a name may be."""
        return {name: query[name][:200] for name in ("name", *cls.FACTS) if name in query}

    @property
    def tag_names(self) -> list[str]:
        return str(self.cleaned_data["tags"]).split(",")

    def facts(self) -> dict[str, Any]:
        """What is told of the organisation itself."""
        official = self.cleaned_data["official_name"] or self.cleaned_data["name"]
        return {"name": official, **{name: self.cleaned_data[name] for name in self.FACTS}}

    def own(self) -> dict[str, Any]:
        """What is ours to say."""
        return {name: self.cleaned_data[name] for name in ("name", *self.OWN)}


class PartnerFilters(OwnFilters, PlaceFilters):
    """Filters of partners, whatever the picture of them; they stand in the address."""

    q = forms.CharField(label=_("Name or Y-tunnus"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    owner = NamedChoiceField(
        Person.objects.none(),
        label=_("Owner"),
        required=False,
        named_by=("given_name", "family_name"),
    )
    tag = NamedChoiceField(Tag.objects.none(), label=_("Tag"), required=False, named_by=("name",))
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    archived = forms.ChoiceField(
        label=_("Archived"),
        required=False,
        choices=[("", _("not shown")), ("1", _("only archived"))],
    )
    # The first four are used most: of many filters a page shows these.
    field_order = ("q", "municipality", "owner", "phase", "kind", "tag", "region", "near", "km")

    def __init__(self, *args: Any, person: Person, own: Sequence[OwnField] = (), **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        self.offer_own(own)
        any_one = ("", _("all"))
        codes = municipalities_of(person.provider_id)
        found = [place for code in codes if (place := municipality(code))]
        self._choices("kind", [any_one, *OrganisationType.choices])
        self._choices("phase", [any_one, *Partnership.Phase.choices])
        places = sorted(((place.code, place.name) for place in found), key=lambda row: row[1])
        self._choices("municipality", [any_one, *places])
        ours = Person.objects.seen_by(person).standing().ours().order_by("name_sort")
        self.fields["owner"].queryset = ours  # type: ignore[attr-defined]
        tags = Tag.objects.filter(provider=person.provider_id).order_by("name_folded")
        self.fields["tag"].queryset = tags  # type: ignore[attr-defined]
        for name in ("owner", "tag"):
            self.fields[name].empty_label = _("all")  # type: ignore[attr-defined]

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        given = self.cleaned_data
        rows = rows.filter(archived_on__isnull=not given["archived"])
        for word in fold(given["q"]).split():
            rows = rows.filter(
                Q(name_folded__contains=word)
                | Q(organisation__business_id__contains=given["q"].strip())
            )
        lookups = {
            "organisation__kind": given["kind"],
            "organisation__municipality": given["municipality"],
            "owner": given["owner"],
            "phase": given["phase"],
        }
        rows = rows.filter(**{lookup: value for lookup, value in lookups.items() if value})
        if given["tag"]:
            shown = Coalesce("partnership__absorbed_into", "partnership")
            hung = Tagging.objects.filter(tag=given["tag"]).annotate(shown=shown)
            rows = rows.filter(pk__in=hung.values("shown"))
        return self.narrow_by_own(self.narrow_by_place(rows))


class SiteForm(forms.ModelForm):
    postal_code = forms.RegexField(
        r"^\d{5}$",
        label=_("Postal code"),
        required=False,
        error_messages={"invalid": _("A postal code is five digits, for example 40100.")},
    )
    municipality = MunicipalityField(label=_("Municipality"), required=False)
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)

    class Meta:
        model = Site
        fields = (
            "name",
            "parent",
            "address",
            "postal_code",
            "place",
            "municipality",
            "latitude",
            "longitude",
            "since",
            "until",
        )

    def __init__(self, *args: Any, partnership: Partnership, **kw: Any) -> None:
        super().__init__(*args, **kw)
        tops = partnership.sites.filter(parent=None).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = tops  # type: ignore[attr-defined]
        if self.instance.pk and self.instance.parts.exists():
            self.fields["parent"].disabled = True


class PauseForm(forms.ModelForm):
    since = DayField(label=_("From"))
    until = DayField(label=_("Last day"), required=False)

    class Meta:
        model = Pause
        fields = ("channel", "reason", "since", "until")


class AcquaintanceForm(forms.ModelForm):
    class Meta:
        model = Acquaintance
        fields = ("note",)


class NameForm(forms.ModelForm):
    """Another name of an organisation: one in use, or one that it had before."""

    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)

    class Meta:
        model = OrganisationName
        fields = ("kind", "name", "since", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("since"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day follows the first."))
        return cleaned


class SuccessionForm(forms.ModelForm):
    """What an organisation goes on as."""

    successor = PickField(url_name="directory:suggestions", label=_("Goes on as"))
    on = DayField(label=_("From"))

    class Meta:
        model = Succession
        fields = ("kind", "on", "source")

    field_order = ("successor", "kind", "on", "source")

    def __init__(self, *args: Any, partnership: Partnership, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = Partnership.objects.seen_by(person).standing().exclude(pk=partnership.pk)
        find = partial(find_partners, person)
        self.fields["successor"].among(rows, find=find)  # type: ignore[attr-defined]

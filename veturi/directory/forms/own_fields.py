"""Fields of a provider's own as forms have them: to fill in, to narrow lists by, to be made."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import OwnChoice, OwnField, OwnValue, Partnership, Thing
from veturi.directory.rules.own_definitions import Definition, read_definitions
from veturi.directory.rules.own_fields import (
    DIGITS,
    LONG,
    PLACES,
    SHORT,
    Kind,
    NotThis,
    Picks,
    Value,
    checked,
)
from veturi.foundation.history.actions import written
from veturi.foundation.text import fold
from veturi.foundation.web.fields import AmountField, DayField
from veturi.foundation.words import Words
from veturi.foundation.written import Unreadable, parse

LARGEST_FILE = 1_000_000
ANSWERS = (("True", _("yes")), ("False", _("no")))
_TRUTHS = {"True": True, "False": False}


class PicksField(forms.TypedMultipleChoiceField):
    """Several choices, in the order of the field."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(coerce=int, widget=forms.CheckboxSelectMultiple, **kw)

    def clean(self, value: Any) -> Picks:
        return Picks(super().clean(value))


def form_field(field: OwnField) -> forms.Field:
    """The field as a form asks for it; what rules refuse is said beside it."""
    asked = {
        "label": field.label,
        "help_text": field.help_text,
        "required": field.is_required,
    }
    made = _FORM_FIELDS[Kind(field.kind)](field, asked)
    if Kind(field.kind).is_text:
        made.validators.append(partial(_refuse, field))
    return made


def _refuse(field: OwnField, value: Any) -> None:
    try:
        checked(field.shape, value)
    except NotThis as refusal:
        raise forms.ValidationError(str(refusal)) from refusal


def _choices(field: OwnField) -> list[tuple[Any, str]]:
    return [(one.pk, one.label) for one in field.choices.all()]


_FORM_FIELDS: Mapping[Kind, Callable[[OwnField, dict[str, Any]], forms.Field]] = {
    Kind.TEXT: lambda _field, asked: forms.CharField(max_length=SHORT, **asked),
    Kind.LONG: lambda _field, asked: forms.CharField(
        max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}), **asked
    ),
    Kind.NUMBER: lambda _field, asked: AmountField(
        max_digits=DIGITS, decimal_places=PLACES, **asked
    ),
    Kind.DAY: lambda _field, asked: DayField(**asked),
    Kind.TRUTH: lambda _field, asked: forms.TypedChoiceField(
        choices=[("", "–"), *ANSWERS], coerce=_TRUTHS.get, empty_value=None, **asked
    ),
    Kind.CHOICE: lambda field, asked: forms.TypedChoiceField(
        choices=[("", "–"), *_choices(field)], coerce=int, empty_value=None, **asked
    ),
    Kind.SEVERAL: lambda field, asked: PicksField(choices=_choices(field), **asked),
    Kind.ADDRESS: lambda _field, asked: forms.URLField(
        max_length=SHORT, assume_scheme="https", **asked
    ),
}


class OwnFieldsForm(forms.BaseForm):
    """What a form with fields of the provider's own knows of them; they come after its others."""

    own_fields: Sequence[OwnField] = ()

    def ask_own(self, own: Sequence[OwnField]) -> None:
        self.own_fields = own
        for field in own:
            self.fields[field.name] = form_field(field)

    @property
    def own_names(self) -> list[str]:
        return [field.name for field in self.own_fields]

    @property
    def own_bound(self) -> list[forms.BoundField]:
        return [self[name] for name in self.own_names]

    def own_values(self) -> dict[str, Value]:
        return {name: self.cleaned_data[name] for name in self.own_names}


EMPTIED = "empty"


def bulk_field(field: OwnField) -> forms.Field:
    """The field as many are changed by it: left open it stays as it is."""
    kind = Kind(field.kind)
    if kind not in {Kind.TRUTH, Kind.CHOICE}:
        asked = form_field(field)
        asked.required = False
        return asked
    given = ANSWERS if kind == Kind.TRUTH else [(str(key), name) for key, name in _choices(field)]
    choices = [("", _("as it is")), *given, (EMPTIED, _("nothing"))]
    return forms.ChoiceField(
        label=field.label, help_text=field.help_text, required=False, choices=choices
    )


def bulk_value(field: OwnField, given: Any) -> str | None:
    """As history writes it; nothing when it stays as it is."""
    if given in (None, "", ()):
        return None
    if isinstance(given, str) and not Kind(field.kind).is_text:
        return "" if given == EMPTIED else given
    return written(checked(field.shape, given))


FROM, TO = "from_", "to_"


class OwnFilters(forms.BaseForm):
    """Filters by those fields of the provider's own that are meant for it."""

    own_fields: Sequence[OwnField] = ()

    def offer_own(self, own: Sequence[OwnField]) -> None:
        self.own_fields = [field for field in own if field.is_filter]
        for field in self.own_fields:
            self.fields.update(_filters(field))

    def narrow_by_own(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for field in self.own_fields:
            if wanted := self._wanted(field):
                rows = rows.filter(Exists(_values(field, rows.model).filter(**wanted)))
        return rows

    def _wanted(self, field: OwnField) -> dict[str, Any]:
        """What a value is asked to be; nothing when nothing is asked."""
        given, kind = self.cleaned_data, Kind(field.kind)
        if kind in {Kind.NUMBER, Kind.DAY}:
            column = "number" if kind == Kind.NUMBER else "day"
            spans = ((FROM, f"{column}__gte"), (TO, f"{column}__lte"))
            asked = {lookup: given[f"{end}{field.name}"] for end, lookup in spans}
            return {lookup: value for lookup, value in asked.items() if value is not None}
        value = given[field.name]
        if kind.is_text:
            return {"text_folded__contains": fold(value)} if fold(value) else {}
        if kind == Kind.TRUTH:
            return {"truth": _TRUTHS[value]} if value else {}
        return {"choice" if kind == Kind.CHOICE else "picked": value} if value else {}


def _values(field: OwnField, model: type[Any]) -> QuerySet[OwnValue]:
    owner = "partnership" if model is Partnership else "person"
    return OwnValue.objects.filter(Q(**{owner: OuterRef("pk")}), field=field)


def _filters(field: OwnField) -> dict[str, forms.Field]:
    kind = Kind(field.kind)
    if kind in {Kind.NUMBER, Kind.DAY}:
        make = AmountField if kind == Kind.NUMBER else DayField
        return {
            f"{FROM}{field.name}": make(
                label=format_lazy(_("{field}, from"), field=field.label), required=False
            ),
            f"{TO}{field.name}": make(
                label=format_lazy(_("{field}, to"), field=field.label), required=False
            ),
        }
    if kind.is_text:
        return {field.name: forms.CharField(label=field.label, required=False)}
    choices = ANSWERS if kind == Kind.TRUTH else _choices(field)
    all_of_them = [("", _("all")), *choices]
    return {field.name: forms.ChoiceField(label=field.label, required=False, choices=all_of_them)}


class OwnFieldForm(forms.ModelForm):
    """A field as it is changed."""

    class Meta:
        model = OwnField
        fields = (
            "label_fi",
            "label_sv",
            "label_en",
            "help_text",
            "kind",
            "is_required",
            "is_filter",
        )

    def fields_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewOwnFieldForm(OwnFieldForm):
    """A new field, with the choices that it begins with."""

    thing = forms.ChoiceField(label=_("Field of"), choices=Thing.choices)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "For a field of choices: one a line. Swedish and English follow after bars:"
            " metalli | metall | metal."
        ),
    )
    field_order = ("thing", "label_fi", "label_sv", "label_en", "help_text", "kind", "choices")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind and Kind(kind).has_choices and not choices_in(cleaned.get("choices", "")):
            self.add_error("choices", _("Write at least one choice."))
        return cleaned


def choices_in(text: str) -> list[Words]:
    """A choice a line: Finnish | Swedish | English, the later ones if they are said."""
    lines = [[part.strip() for part in line.split("|")] for line in text.splitlines()]
    return [Words(*(*line, "", "")[:3]) for line in lines if line[0]]


class DefinitionsForm(forms.Form):
    """A file with fields, as another school or this one has written it out."""

    file = forms.FileField(label=_("File"), help_text=_("JSON, as “Export as JSON” writes it."))

    def clean_file(self) -> tuple[Definition, ...]:
        content = self.cleaned_data["file"].read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 1 MB: these are not fields."))
        try:
            return read_definitions(parse(content.decode("utf-8-sig")))
        except UnicodeDecodeError as wrong:
            raise forms.ValidationError(_("This is not text in UTF-8.")) from wrong
        except Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class OwnChoiceForm(forms.ModelForm):
    class Meta:
        model = OwnChoice
        fields = ("label_fi", "label_sv", "label_en")

    def words(self) -> Words:
        given = self.cleaned_data
        return Words(given["label_fi"], given["label_sv"], given["label_en"])

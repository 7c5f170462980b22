"""Forms of attachments: a new one, what is said of it, its types, and filters of the list."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import (
    AttachmentType,
    PartnerAttachment,
    Partnership,
    Person,
    Position,
)
from veturi.directory.models.attachments import TypeCode
from veturi.foundation.files.fields import CheckedFileField
from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField


class DescriptionForm(forms.ModelForm):
    """What is said of an attachment; the file itself is never exchanged."""

    FIELDS = ("type", "title", "person", "since", "until", "is_restricted")

    title = forms.CharField(label=_("Name"), max_length=200)
    since = DayField(label=_("Valid from"), required=False)
    until = DayField(
        label=_("Last day of validity"),
        required=False,
        help_text=_("The owner of the partner is told 30 days before, and on the day."),
    )
    is_restricted = forms.BooleanField(
        label=_("Only coordinators and administrators open this"), required=False
    )

    class Meta:
        model = PartnerAttachment
        fields = ("type", "title", "person", "since", "until", "is_restricted")

    def __init__(self, *args: Any, person: Person, partnership: Partnership, **kw: Any) -> None:
        super().__init__(*args, **kw)
        mine = AttachmentType.objects.seen_by(person)
        kept = self.instance.type_id or 0
        offered = mine.standing() | mine.filter(pk=kept)
        self.fields["type"].queryset = offered.order_by("pk")  # type: ignore[attr-defined]
        self.fields["type"].label = _("Type")
        self.fields["person"].queryset = self._contacts(partnership)  # type: ignore[attr-defined]
        self.fields["person"].label = _("Whom it concerns")
        self.fields["person"].empty_label = _("the whole partner")  # type: ignore[attr-defined]

    def _contacts(self, partnership: Partnership) -> QuerySet[Person]:
        """The partner's contacts, and the one that was chosen before."""
        theirs = Position.objects.filter(partnership__in=partnership.family()).values("person")
        there = Q(pk__in=theirs, archived_on=None, erased_on=None, absorbed_into=None)
        rows: QuerySet[Person] = Person.objects.filter(there | Q(pk=self.instance.person_id or 0))
        return rows.order_by("name_sort")

    def described(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class NewAttachmentForm(DescriptionForm):
    field_order = ("file", "type", "title", "person", "since", "until", "is_restricted")

    file = CheckedFileField(
        help_text=_(
            "PDF, picture, Office or OpenDocument document, text or CSV; no macros. The file is "
            "checked before it is kept."
        )
    )
    title = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the name of the file is used."),
    )


class AttachmentTypeForm(forms.ModelForm):
    """A type as it is called, and for whom."""

    name = forms.CharField(label=_("Name"), max_length=60)
    is_restricted = forms.BooleanField(
        label=_("Only coordinators and administrators open attachments of this type"),
        required=False,
    )

    class Meta:
        model = AttachmentType
        fields = ("name", "is_restricted")

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if self.instance.pk:
            self.initial["name"] = str(self.instance)

    def clean_name(self) -> str:
        """What a type was called from the beginning stays said in every language."""
        given = str(self.cleaned_data["name"])
        code = self.instance.code
        return "" if code and given == str(TypeCode(code).label) else given


WITHIN = {"30": 30, "90": 90, "365": 365}


class AttachmentFilters(forms.Form):
    """Filters of the list of all attachments; they stand in the address."""

    q = forms.CharField(label=_("Name or partner"), required=False)
    type = forms.ModelChoiceField(AttachmentType.objects.none(), label=_("Type"), required=False)
    expires = forms.ChoiceField(
        label=_("Validity"),
        required=False,
        choices=[
            ("", _("all")),
            ("over", _("expired")),
            ("30", _("expires within 30 days")),
            ("90", _("expires within 90 days")),
            ("365", _("expires within a year")),
            ("open", _("no last day")),
        ],
    )
    archived = forms.ChoiceField(
        label=_("Archived"),
        required=False,
        choices=[("", _("not shown")), ("1", _("only archived"))],
    )

    def __init__(self, *args: Any, person: Person, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._on = on
        types = AttachmentType.objects.seen_by(person).order_by("pk")
        self.fields["type"].queryset = types  # type: ignore[attr-defined]
        self.fields["type"].empty_label = _("all")  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        given = self.cleaned_data
        rows = rows.filter(archived_on__isnull=not given["archived"])
        if given["type"]:
            rows = rows.filter(type=given["type"])
        for word in fold(given["q"]).split():
            rows = rows.filter(
                Q(title_folded__contains=word)
                | Q(partnership__name_folded__contains=word)
                | Q(partnership__absorbed_into__name_folded__contains=word)
            )
        return self._by_validity(rows, given["expires"])

    def _by_validity(self, rows: Any, asked: str) -> Any:
        if asked == "over":
            return rows.filter(until__lt=self._on)
        if asked == "open":
            return rows.filter(until=None)
        if days := WITHIN.get(asked):
            return rows.filter(until__range=(self._on, self._on + timedelta(days=days)))
        return rows

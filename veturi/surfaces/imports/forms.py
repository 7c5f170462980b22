"""What comes in: the file, the sheet with its header, the mapping, the mended grid."""

import re
from collections.abc import Collection, Container, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.sheets.grid import column_letters
from veturi.foundation.text import without_controls
from veturi.surfaces.imports.actions.bringing import what_is_lacking
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.opening import SheetChoice
from veturi.surfaces.imports.rules.learning.fields import SUPPORT
from veturi.surfaces.imports.rules.own import OwnColumn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"), help_text=_("XLSX or CSV, as it is. At most 20 MB.")
    )


class SheetForm(forms.Form):
    sheet = forms.ChoiceField(label=_("Sheet"), widget=forms.RadioSelect)
    header_row = forms.IntegerField(
        label=_("Row with the names of the columns"),
        help_text=_("Left empty: the row that was found."),
        min_value=1,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What it lists"),
        choices=[
            ("", _("what its columns say")),
            *((one.value, one.label) for one in Import.Kind),
        ],
        required=False,
    )
    no_header = forms.BooleanField(
        label=_("No row names the columns: the list begins at once"), required=False
    )

    def __init__(self, *args: Any, choices: Sequence[SheetChoice], **kw: Any) -> None:
        super().__init__(*args, **kw)
        named = [(one.name, _label(one)) for one in choices]
        self.fields["sheet"].choices = named  # type: ignore[attr-defined]

    def row_of_header(self) -> int | None:
        """The row that a person pointed at, 0 for none, nothing for the one that is found."""
        given = self.cleaned_data
        return 0 if given["no_header"] else given["header_row"]


def _label(one: SheetChoice) -> "StrOrPromise":
    if one.is_hidden:
        return format_lazy(_("{sheet} (hidden in the file)"), sheet=one.name)
    return one.name


class MappingForm(forms.Form):
    """A choice a column; a column of henkilötunnukset is refused by name."""

    def __init__(
        self,
        *args: Any,
        imported: Import,
        headers: Sequence[str],
        personal: Collection[int] = (),
        sees_support: bool = True,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.imported, self.personal = imported, personal
        shown = [one for one in imported.known.values() if sees_support or one.key != SUPPORT]
        known = [("", _("not brought in")), *((field.key, field.label) for field in shown)]
        own = [column for column in imported.own.values() if not column.is_away]
        choices = [*known, *_own_groups(own)]
        for column, header in enumerate(headers):
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=header or column_letters(column), choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [field for field in cleaned.values() if field]
        if lacking := what_is_lacking(self.imported, set(chosen)):
            self.add_error(None, lacking)
        for place in self.personal:
            if cleaned.get(f"column-{place}"):
                self.add_error(f"column-{place}", _PERSONAL)
        for name, field in list(cleaned.items()):
            if field and chosen.count(field) > 1:
                self.add_error(name, _("Another column holds this too: choose one of them."))
        return cleaned

    @property
    def mapping(self) -> dict[int, str]:
        return {
            int(name.removeprefix("column-")): field
            for name, field in self.cleaned_data.items()
            if field
        }


_PERSONAL = _(
    "These look like henkilötunnukset, which are not brought in: choose “not brought in”."
)


def _own_groups(own: Sequence[OwnColumn]) -> "list[tuple[StrOrPromise, list[tuple[str, str]]]]":
    """Fields of the provider's own: of partners, of their contact persons."""
    groups = [
        (label, [(one.key, str(one.label)) for one in own if one.is_of_person == of_person])
        for label, of_person in (
            (_("Own fields"), False),
            (_("Own fields of the contact person"), True),
        )
    ]
    return [(label, columns) for label, columns in groups if columns]


_NAME = re.compile(r"(cell|yes|out|choice)-(\d{1,18})(?:-(\w+))?")
_ORDER = {"cell": 0, "yes": 1, "out": 2}
_LONGEST_CHOICE = 6


def mended_rows(posted: QueryDict, *, known: Container[str]) -> dict[int, Mended]:
    """What was typed and chosen in the grid; a ticked proposal or omission speaks last.

    `known` are the keys of fields that may be mended. `was-…` tells what stood in the cell, so that
    only what was changed counts as mended.
    """
    cells: dict[int, dict[str, str]] = {}
    choices: dict[int, str] = {}
    for name in sorted(posted, key=lambda name: _ORDER.get(name.partition("-")[0], 0)):
        found = _NAME.fullmatch(name)
        if not found:
            continue
        what, row, field = found[1], int(found[2]), found[3]
        text = str(posted[name])
        if what == "choice":
            choices[row] = text[:_LONGEST_CHOICE]
        elif field in known and (what != "cell" or text != posted.get(f"was-{row}-{field}")):
            cells.setdefault(row, {})[field] = "" if what == "out" else without_controls(text)
    return {
        row: Mended(cells.get(row, {}), choices.get(row)) for row in cells.keys() | choices.keys()
    }

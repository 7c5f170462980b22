"""Bringing a file, choosing its sheet, saying which column is which."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Person, Provider
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.sheets.mapping import propose
from veturi.foundation.sheets.reading import SheetRefused
from veturi.foundation.sheets.tables import Table
from veturi.foundation.text import fold
from veturi.surfaces.imports.models import Import, SavedMapping
from veturi.surfaces.imports.opening import SheetChoice, book_of, kind_of, sheet_choices
from veturi.surfaces.imports.rules.fields import lists_projects, proposable
from veturi.surfaces.imports.rules.learning.fields import is_complete
from veturi.surfaces.imports.rules.learning.fields import proposable as proposable_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGEST_FILE = 20_000_000
_SAMPLE = 50


class NotTaken(Exception):
    """The file, sheet or mapping is refused; the sentence says why."""


def bring(
    file: "File[Any]", *, name: str, provider: Provider, by: Person | None, at: datetime
) -> Import:
    """Keep the file if it is a spreadsheet that can be read."""
    if (file.size or 0) > LARGEST_FILE:
        raise NotTaken(_("The file is larger than 20 MB. Divide it into smaller ones."))
    imported = Import(provider=provider, name=name[:200], uploaded_at=at, uploaded_by=by)
    imported.file.save(name, file, save=False)
    try:
        _refuse_unreadable(sheet_choices(book_of(imported)))
    except (SheetRefused, NotTaken) as refusal:
        imported.file.delete(save=False)
        raise NotTaken(str(refusal)) from refusal
    imported.save()
    return imported


def _refuse_unreadable(choices: Sequence[SheetChoice]) -> None:
    """A file of which no sheet can be read is of no use."""
    if not choices:
        raise NotTaken(_("The file has no sheets."))
    if all(one.refusal for one in choices):
        raise NotTaken(choices[0].refusal)


@transaction.atomic
def choose_sheet(imported: Import, *, sheet: str, table: Table, kind: str = "") -> Import:
    """Take this sheet with this header; rows that were read from another are forgotten.

    What it lists is told by its columns, unless it is said.
    """
    refuse_begun(imported)
    if lists_projects(table.headers):
        raise NotTaken(_("This sheet lists projects. They are brought in by a later version."))
    if not table.rows:
        raise NotTaken(_("The sheet has no rows below its header."))
    imported.rows.all().delete()
    imported.sheet = sheet[:100]
    imported.header_row = table.header_row
    imported.headers = table.headers
    imported.kind = kind or kind_of(table)
    imported.mapping = {}
    imported.checked_at = None
    imported.save()
    return imported


@transaction.atomic
def map_columns(imported: Import, *, mapping: Mapping[int, str]) -> Import:
    """Say which column holds which field; remembered for the next sheet with this header."""
    refuse_begun(imported)
    if lacking := what_is_lacking(imported, set(mapping.values())):
        raise NotTaken(lacking)
    if len(set(mapping.values())) != len(mapping):
        raise NotTaken(_("A field is in two columns: choose one of them."))
    imported.mapping = {str(column): field for column, field in sorted(mapping.items())}
    imported.save(update_fields=["mapping"])
    SavedMapping.objects.update_or_create(
        provider=imported.provider,
        signature=_signature_of(imported, imported.headers),
        defaults={"kind": imported.kind, "mapping": imported.mapping},
    )
    return imported


def what_is_lacking(imported: Import, chosen: set[str]) -> "StrOrPromise":
    """Which column must be chosen too, in words; nothing when the choice will do."""
    if imported.is_learning:
        return "" if is_complete(imported.kind, chosen) else _NEEDED[imported.kind]
    return "" if "name" in chosen else _("Choose the column that holds the name.")


_NEEDED: "Mapping[str, StrOrPromise]" = {
    Import.Kind.STUDENTS: _(
        "Choose the columns that hold the student number, or the OID of the study right, and the"
        " name."
    ),
    Import.Kind.PERIODS: _(
        "Choose the columns that hold the student number, the workplace and the first day."
    ),
}


def proposed_mapping(imported: Import, table: Table) -> dict[int, str]:
    """As it was mapped the last time, else by names and looks; never a henkilötunnus."""
    if not imported.is_learning:
        return _proposed(imported, table)
    refused = personal_columns(table)
    proposed = _proposed(imported, table)
    return {place: field for place, field in proposed.items() if place not in refused}


def personal_columns(table: Table) -> set[int]:
    """The columns of henkilötunnukset."""
    return {
        place
        for place in range(len(table.headers))
        if _mostly_personal([text for row in table.rows if (text := row.text(place))])
    }


def _mostly_personal(texts: Sequence[str]) -> bool:
    """A single slip in a column of something else is refused in its own cell."""
    return sum(map(looks_like_personal_id, texts)) * 2 > len(texts)


def _proposed(imported: Import, table: Table) -> dict[int, str]:
    saved = SavedMapping.objects.filter(
        provider=imported.provider_id, signature=_signature_of(imported, table.headers)
    ).first()
    if saved:
        standing = {one.key for one in imported.own.values() if not one.is_away}
        return {
            int(column): field
            for column, field in saved.mapping.items()
            if field in imported.known or field in standing
        }
    if imported.is_learning:
        return propose(table.headers, table.rows[:_SAMPLE], proposable_of(imported.kind))
    fields = proposable(imported.own.values())
    proposed = propose(table.headers, table.rows[:_SAMPLE], fields)
    if table.header_row == 0 and "name" not in proposed.values():
        return dict(sorted((proposed | _names_by_look(table, but=proposed)).items()))
    return proposed


def _names_by_look(table: Table, *, but: Collection[int]) -> dict[int, str]:
    """Without a header the names are where the first column has words, each time others."""
    rows = table.rows[:_SAMPLE]
    for column in range(len(table.headers)):
        texts = [fold(text) for row in rows if (text := row.text(column))]
        worded = sum(any(map(str.isalpha, text)) for text in texts)
        if column not in but and worded == len(rows) == len(set(texts)):
            return {column: "name"}
    return {}


def _signature_of(imported: Import, headers: list[str]) -> str:
    """The same header may stand over students and over periods."""
    return signature([*headers, imported.kind] if imported.is_learning else headers)


def signature(headers: list[str]) -> str:
    return sha256("\n".join(fold(header) for header in headers).encode()).hexdigest()


def refuse_begun(imported: Import) -> None:
    if imported.run_at is not None:
        raise NotTaken(_("This import has been run: bring the file anew to run it otherwise."))

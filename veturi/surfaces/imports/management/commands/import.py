"""`veturi import organisations|students|periods FILE`: the wizard's own actions, without it."""  # noqa: N999

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.models import Provider
from veturi.foundation.collecting import collected_seldom
from veturi.foundation.jobs.actions import run_to_end
from veturi.foundation.sheets.grid import column_letters
from veturi.foundation.sheets.reading import Book, SheetRefused
from veturi.surfaces.imports.actions.bringing import (
    NotTaken,
    bring,
    choose_sheet,
    map_columns,
    proposed_mapping,
)
from veturi.surfaces.imports.actions.checking import read_rows
from veturi.surfaces.imports.actions.mending import leave_out_bad_cells
from veturi.surfaces.imports.learning.missing import students_not_listed
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.opening import book_of, kind_of_partners, table_of
from veturi.surfaces.imports.reading import each_line, left_out, problems
from veturi.surfaces.imports.rules.learning.fields import SUPPORT
from veturi.surfaces.imports.running import counts, run


class Command(BaseCommand):
    help = "Bring the organisations, students or workplace periods of a spreadsheet in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["organisations", "students", "periods"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--provider", required=True, help="slug of the education provider")
        parser.add_argument("--sheet", help="name of the sheet; needed when there are several")
        parser.add_argument(
            "--no-header",
            action="store_true",
            help="no row names the columns: the list begins with its first row",
        )
        parser.add_argument(
            "--leave-out-bad-cells",
            action="store_true",
            help="bring rows in without the cells that cannot be used, instead of refusing the row",
        )
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *, file: Path, provider: str, **options: Any) -> None:
        owner = Provider.objects.filter(slug=provider).first()
        if owner is None:
            raise CommandError(_("There is no provider “%s”.") % provider)
        try:
            with collected_seldom():
                imported = self._import(file, owner, **options)
        except (NotTaken, SheetRefused, OSError) as refusal:
            raise CommandError(f"{file}: {refusal}") from refusal
        if options["dry_run"]:
            imported.file.delete(save=False)

    def _import(self, file: Path, owner: Provider, **options: Any) -> Import:
        """A dry run does all of it, says what came of it, and takes it back."""
        if not options["dry_run"]:
            imported = self._bring(file, owner, **options)
            self._tell(imported, as_json=options["json"])
            return imported
        with transaction.atomic():
            imported = self._bring(file, owner, **options)
            self._tell(imported, as_json=options["json"])
            transaction.set_rollback(True)
        return imported

    def _bring(self, file: Path, owner: Provider, **options: Any) -> Import:
        now = timezone.now()
        with file.open("rb") as content:
            imported = bring(File(content), name=file.name, provider=owner, by=None, at=now)
        book = book_of(imported)
        sheet = _one_sheet(book, options["sheet"])
        table = table_of(book, sheet=sheet, header_row=0 if options["no_header"] else None)
        kind = options["what"]
        if kind == Import.Kind.ORGANISATIONS:
            kind = kind_of_partners(table)
        choose_sheet(imported, sheet=sheet, table=table, kind=kind)
        map_columns(imported, mapping=_without_support(proposed_mapping(imported, table)))
        read_rows(imported, table=table, at=now)
        if options["leave_out_bad_cells"]:
            leave_out_bad_cells(imported, at=now)
        run_to_end(run(imported, by=None, at=now))
        imported.refresh_from_db()
        return imported

    def _tell(self, imported: Import, *, as_json: bool) -> None:
        if as_json:
            told = json.dumps(_as_data(imported), ensure_ascii=False, indent=1)
            self.stdout.write(told)
            return
        for line in each_line(imported):
            self.stdout.write(f"{line.number:>6}  {line.outcome:<10}  {line.name}  {line.reason}")
        for name, number in counts(imported).items():
            self.stdout.write(f"{name}: {number}")


def _without_support(mapping: dict[int, str]) -> dict[int, str]:
    """A command is nobody who may see what support students need."""
    return {place: field for place, field in mapping.items() if field != SUPPORT}


def _one_sheet(book: Book, asked: str | None) -> str:
    """The one that is meant; what is hidden in the file is brought in only by its name."""
    names = book.sheet_names
    shown = [name for name in names if name not in book.hidden] or names
    if asked is None and len(shown) > 1:
        raise NotTaken(_("Name the sheet with --sheet: %s.") % ", ".join(names))
    if asked is not None and asked not in names:
        told = {"sheet": asked, "names": ", ".join(names)}
        raise NotTaken(_("There is no sheet “%(sheet)s”, but: %(names)s.") % told)
    return asked or shown[0]


def _as_data(imported: Import) -> dict[str, Any]:
    return {
        "file": imported.name,
        "sheet": imported.sheet,
        "header_row": imported.header_row,
        "mapping": _columns(imported),
        "left_out": [{"column": letters, "name": name} for letters, name in left_out(imported)],
        "counts": counts(imported),
        "not_listed": [one.number for one in students_not_listed(imported)],
        "problems": _problems(imported),
        "rows": [
            {
                "row": line.number,
                "name": line.name,
                "outcome": line.row.outcome if line.row else "nonrow",
                "reason": line.reason,
            }
            for line in each_line(imported)
        ],
    }


def _problems(imported: Import) -> list[dict[str, Any]]:
    rows = imported.rows.select_related("same_as").order_by("number")
    return [
        {
            "sheet": imported.sheet,
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "reason": problem.sentence,
            "severity": problem.severity,
        }
        for problem in problems(imported, rows)
    ]


def _columns(imported: Import) -> list[dict[str, str]]:
    return [
        {
            "column": column_letters(int(column)),
            "name": imported.headers[int(column)],
            "field": field,
        }
        for column, field in imported.mapping.items()
    ]

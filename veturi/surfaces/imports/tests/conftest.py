"""Imports as Aino brings them: the miniature of ours, and small lists written on the spot."""

import pytest
from django.core.files import File
from django.utils import timezone
from django.utils.translation import override

from conftest import NOW
from veturi.foundation.jobs.actions import run_to_end
from veturi.surfaces.imports import reverting, running
from veturi.surfaces.imports.actions import bringing, checking
from veturi.surfaces.imports.opening import book_of, table_of
from veturi.surfaces.imports.tests.miniature import make_miniature, make_miniature_csv


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def one_language(settings):
    """A page that a test opened in another language leaves no other test in it."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def miniature(tmp_path):
    return make_miniature(tmp_path / "kumppanit.xlsx")


@pytest.fixture
def miniature_csv(tmp_path):
    return make_miniature_csv(tmp_path / "oppilaitokset.csv")


@pytest.fixture
def bring(college, aino):
    """Bring a file as far as the grid; a text is a CSV."""

    def bring_checked(path, sheet=None, by=aino):
        with path.open("rb") as content:
            imported = bringing.bring(
                File(content), name=path.name, provider=college, by=by, at=NOW
            )
        book = book_of(imported)
        name = sheet or book.sheet_names[0]
        table = table_of(book, sheet=name)
        bringing.choose_sheet(imported, sheet=name, table=table)
        bringing.map_columns(imported, mapping=bringing.proposed_mapping(imported, table))
        checking.read_rows(imported, table=table, at=NOW)
        return imported

    return bring_checked


@pytest.fixture
def listed(tmp_path, bring):
    """A list written on the spot, brought as far as the grid."""
    made = iter(range(100))

    def bring_lines(*lines):
        path = tmp_path / f"luettelo{next(made)}.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return bring(path)

    return bring_lines


@pytest.fixture
def run(aino):
    def run_whole(imported, by=aino):
        run_to_end(running.run(imported, by=by, at=timezone.now()))
        imported.refresh_from_db()
        return imported

    return run_whole


@pytest.fixture
def revert(aino):
    def revert_whole(imported, kept=()):
        run_to_end(reverting.revert(imported, kept=kept, by=aino, at=timezone.now()))
        imported.refresh_from_db()
        return imported

    return revert_whole


@pytest.fixture
def page(browse, aino):
    return browse(aino, "en")

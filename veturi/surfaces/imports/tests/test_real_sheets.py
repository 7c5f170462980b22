"""The sheets that a school really has, where they are beside the repository."""

from pathlib import Path

import pytest

from veturi.directory.models import Partnership
from veturi.surfaces.imports import running
from veturi.surfaces.imports.actions import mending
from veturi.surfaces.imports.reading import problems

SHEETS = Path(__file__).resolve().parents[5] / "shared" / "data" / "jko"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHEETS.exists(), reason="the shared sheets are not here"),
]
NOW_IN = "kumppaniluettelo.xlsx"


def test_the_partners(bring, run):
    imported = bring(SHEETS / NOW_IN, "Kumppanit")
    same = dict(imported.rows.exclude(why="").values_list("number", "same_as_row"))
    assert same == {6: 5, 8: 7, 12: 11, 23: 22}
    rows = imported.rows.select_related("same_as").order_by("number")
    bad = {(one.row, one.field) for one in problems(imported, rows) if one.severity == "error"}
    assert bad == {(41, "last_contact"), (42, "last_contact"), (43, "business_id")}

    assert running.counts(run(imported)) == {
        "created": 30,
        "updated": 2,
        "skipped": 2,
        "refused": 4,
        "not_reached": 0,
        "nonrow": 6,
    }


def test_the_networks(bring, run):
    counts = running.counts(run(bring(SHEETS / NOW_IN, "Verkostot")))

    assert (counts["created"], counts["refused"]) == (10, 0)


def test_the_register_of_schools(bring, run, revert):
    imported = bring(SHEETS / "oppilaitokset.csv")
    assert imported.rows.count() == 496
    run(imported)
    assert running.counts(imported)["created"] == 494

    revert(imported)
    assert not Partnership.objects.exists()


def test_everything_comes_in_once_the_cells_are_left_out(bring, run):
    imported = bring(SHEETS / NOW_IN, "Kumppanit")
    mending.leave_out_bad_cells(imported, at=imported.uploaded_at)

    assert running.counts(run(imported))["refused"] == 0

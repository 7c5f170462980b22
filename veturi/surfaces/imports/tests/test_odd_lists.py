"""Lists without a header, hidden sheets, lost files, stopped work: the pages know a way on."""

import pytest
import xlsxwriter
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.directory.actions.partners import archive
from veturi.directory.models import Partnership
from veturi.foundation.jobs import actions as jobs
from veturi.foundation.jobs.actions import run_to_end
from veturi.surfaces.imports import reverting, running
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.tests.walking import address, to_the_grid, upload

pytestmark = pytest.mark.django_db


def test_a_list_may_begin_at_once(page):
    upload(page, "Nimi;Kunta\nPata;Turku\n")
    page.post(address("sheet"), {"sheet": "luettelo", "no_header": "on"})

    imported = Import.objects.get()
    assert (imported.header_row, imported.headers) == (0, ["A", "B"])
    page.post(address("mapping"), {"column-0": "name"})
    assert list(imported.rows.values_list("number", flat=True)) == [1, 2]


def test_what_is_typed_is_kept_whole_and_without_odd_signs(page):
    imported = to_the_grid(page)
    row = imported.rows.get(number=3)
    typed = "Pata\0" + "a" * 900
    page.post(
        address("rows"),
        {f"cell-{row.pk}-name": typed, f"cell-{'9' * 23}-name": "x", f"choice-{'9' * 18}": "skip"},
    )

    row.refresh_from_db()
    assert row.fixed == {"name": "Pata" + "a" * 900}


def test_a_long_cell_that_nobody_touched_is_not_mended(page):
    long = "ei osoite " * 80
    imported = to_the_grid(page, f"Nimi;www\nPata;{long}\n")
    row = imported.rows.get()
    form = BeautifulSoup(page.get(address("rows")).content, "html.parser")
    typed = {
        one["name"]: one["value"] for one in form.select("input[name^=cell-], input[name^=was-]")
    }
    page.post(address("rows"), typed)

    row.refresh_from_db()
    assert row.fixed == {}


def test_what_was_only_told_may_be_written_otherwise(page):
    imported = to_the_grid(page, "Nimi;Kunta;Yhteistyön muoto\nPata;JKL;hanke, verkosto\n")
    row = imported.rows.get()
    form = BeautifulSoup(page.get(address("rows")).content, "html.parser")
    assert {one["name"] for one in form.select("details input[type=text]")} == {
        f"cell-{row.pk}-municipality",
        f"cell-{row.pk}-form",
    }
    page.post(address("rows"), {f"cell-{row.pk}-municipality": "Turku"})

    row.refresh_from_db()
    assert (row.fixed, row.severity) == ({"municipality": "Turku"}, 1)


@pytest.mark.parametrize("name", ["sheet", "mapping"])
def test_a_file_that_is_gone_is_said(page, name):
    imported = to_the_grid(page)
    imported.file.delete(save=False)
    Import.objects.filter(pk=imported.pk).update(file="imports/pois/luettelo.csv")

    answer = page.get(address(name), follow=True)
    assert answer.redirect_chain == [(reverse("imports:index"), 302)]
    assert b"Bring the file anew." in answer.content


def test_a_hidden_sheet_says_so(page, tmp_path):
    path = tmp_path / "kirja.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Piilo").write_column("A1", ["Nimi", "Piilo Oy"])
        book.add_worksheet("Eka").write_column("A1", ["Nimi", "Eka Oy"])
        book.get_worksheet_by_name("Piilo").hide()
        book.get_worksheet_by_name("Eka").activate()
    upload(page, path.read_bytes(), "kirja.xlsx")

    form = BeautifulSoup(page.get(address("sheet")).content, "html.parser")
    assert form.select_one("input[type=radio][checked]")["value"] == "Eka"
    assert "hidden" in form.select_one("section .notice").text


def test_an_archived_partner_may_be_brought_back(page, bakery, aino):
    archive(bakery, by=aino, on=TODAY)
    imported = to_the_grid(page, f"Nimi\n{bakery.name}\n")
    form = BeautifulSoup(page.get(address("rows")).content, "html.parser")
    options = [one["value"] for one in form.select("article option")]

    assert options == ["", "create", "update", "skip"]
    assert "bring the archived partner back" in form.select_one("article select").text
    assert imported.rows.get().is_question


def test_a_stopped_import_is_listed_and_goes_on(page, aino, listed):
    imported = listed("Nimi;Oma sarake", "Pata;x", "Kattila;y")
    job = running.run(imported, by=aino, at=NOW)
    jobs.cancel(job, at=NOW)
    run_to_end(job)
    report = BeautifulSoup(page.get(address("report", imported)).content, "html.parser")

    assert [tab["href"] for tab in report.select('a[href="?show=not_reached"]')]
    assert "B (Oma sarake)" in report.text
    form = report.select_one(f'form[action="{address("run", imported)}"]')
    answer = page.post(form["action"])
    imported.refresh_from_db()
    assert answer.headers["Location"] == imported.job.get_absolute_url()
    assert imported.job != job
    shown = page.get(address("report", imported), {"show": "not_reached"})
    assert b"Pata" in shown.content


def test_a_stopped_reversal_goes_on(page, aino, listed, run):
    imported = run(listed("Nimi", "Pata", "Kattila"))
    job = reverting.revert(imported, kept=[], by=aino, at=NOW)
    jobs.cancel(job, at=NOW)
    run_to_end(job)
    report = BeautifulSoup(page.get(address("report", imported)).content, "html.parser")

    page.post(report.select_one(f'form[action="{address("reversal", imported)}"]')["action"])
    imported.refresh_from_db()
    run_to_end(imported.reversal_job)
    assert not Partnership.objects.exists()

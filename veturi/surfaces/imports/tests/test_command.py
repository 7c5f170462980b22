"""`veturi import organisations FILE`."""

import json
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from veturi.directory.models import Partnership
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.tests import miniature as mini

pytestmark = pytest.mark.django_db


def command(path, *options):
    out = StringIO()
    call_command("import", "organisations", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def told(college, miniature):
    def tell(*options):
        wanted = ("--provider", "opisto", "--sheet", "Kumppanit", "--json")
        return json.loads(command(miniature, *wanted, *options))

    return tell


def test_it_prints_counts_and_every_problem(told):
    answer = told()

    assert (answer["file"], answer["sheet"], answer["header_row"]) == (
        "kumppanit.xlsx",
        "Kumppanit",
        mini.HEADER_ROW,
    )
    assert answer["counts"] == {
        "created": 14,
        "updated": 3,
        "skipped": 2,
        "refused": 4,
        "not_reached": 0,
        "nonrow": 7,
    }
    bad = {
        (p["row"], p["column"], p["field"]) for p in answer["problems"] if p["severity"] == "error"
    }
    assert bad == {
        (26, "G", "last_contact"),
        (27, "G", "last_contact"),
        (27, "D", "municipality"),
        (28, "C", "business_id"),
    }
    assert all(
        problem["reason"] and problem["sheet"] == "Kumppanit" for problem in answer["problems"]
    )
    assert len(answer["rows"]) == 30
    assert answer["left_out"] == [{"column": "A", "name": "Nro"}]
    assert answer["mapping"][0] == {"column": "B", "name": "Organisaatio", "field": "name"}


def test_a_second_run_makes_nothing(told):
    told()
    count = Partnership.objects.count()

    assert told()["counts"]["created"] == 0
    assert Partnership.objects.count() == count


def test_a_dry_run_keeps_nothing(told, settings):
    answer = told("--dry-run")

    assert answer["counts"]["created"] == 14
    assert not Partnership.objects.exists()
    assert not Import.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_bad_cells_may_be_left_out(told):
    assert told("--leave-out-bad-cells")["counts"]["refused"] == 0


def test_without_json_it_is_read_by_people(college, miniature_csv):
    text = command(miniature_csv, "--provider", "opisto")

    assert "Mielikuvan säätiö" in text
    assert "created: 14" in text


@pytest.mark.parametrize(
    "options",
    [
        ("--provider", "ei-ole", "--sheet", "Kumppanit"),
        ("--provider", "opisto"),
        ("--provider", "opisto", "--sheet", "Ei ole"),
        ("--provider", "opisto", "--sheet", "Hankkeet"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(college, miniature, options):
    with pytest.raises(CommandError):
        command(miniature, *options)


def test_a_file_that_is_not_there_is_said(college, tmp_path):
    with pytest.raises(CommandError):
        command(tmp_path / "ei-ole.xlsx", "--provider", "opisto")


def test_a_hidden_sheet_needs_no_choice_but_may_be_named(college, tmp_path):
    path = tmp_path / "kirja.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Eka", "Piilo"):
            page = book.add_worksheet(name)
            page.write_column("A1", ["Nimi", f"{name} Oy"])
        page.hide()
    command(path, "--provider", "opisto")
    assert [one.name for one in Partnership.objects.all()] == ["Eka Oy"]

    command(path, "--provider", "opisto", "--sheet", "Piilo")
    assert Partnership.objects.filter(name="Piilo Oy").exists()


@pytest.mark.parametrize("options", [(), ("--no-header",)])
def test_a_list_without_a_header_loses_no_row(college, tmp_path, options):
    path = tmp_path / "lista.csv"
    path.write_text("1;Pata Oy;Turku\n2;Kattila Oy;Vaasa\n3;Padan Poika Oy;Turku\n")
    answer = json.loads(command(path, "--provider", "opisto", "--json", *options))

    assert (answer["header_row"], answer["counts"]["created"]) == (0, 3)
    assert {one["field"]: one["column"] for one in answer["mapping"]} == {
        "name": "B",
        "municipality": "C",
    }


def test_formulas_without_a_value_are_problems_of_their_cells(college, tmp_path):
    path = tmp_path / "kaavat.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Lista")
        page.write_row("A1", ["Nimi", "Kunta", "Huom."])
        page.write("A2", "Pata Oy")
        page.write_formula("B2", "=1/0", None, "#DIV/0!")
        page.write_formula("C2", "=B5", None, "")
    answer = json.loads(command(path, "--provider", "opisto", "--json"))

    assert [(one["row"], one["column"], one["severity"]) for one in answer["problems"]] == [
        (2, "B", "error"),
        (2, "C", "error"),
    ]

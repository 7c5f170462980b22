"""The wizard as Aino walks it, and who may not."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from veturi.directory.models import Partnership
from veturi.foundation.jobs.actions import run_to_end
from veturi.foundation.sheets.reading import Limits
from veturi.foundation.trail.models import Trace
from veturi.surfaces.imports.models import Import, SavedMapping
from veturi.surfaces.imports.tests.walking import address, to_the_grid, upload

pytestmark = pytest.mark.django_db


def test_the_whole_walk(page, college):
    answer = upload(page)
    assert answer.headers["Location"] == address("sheet")
    answer = page.post(address("sheet"), {"sheet": "luettelo", "header_row": ""})
    assert answer.headers["Location"] == address("mapping")
    imported = to_the_grid(page)
    assert imported.mapping == {
        "0": "name",
        "1": "business_id",
        "2": "municipality",
        "3": "last_contact",
    }

    grid = page.get(address("rows")).content.decode()
    assert "31.4.2024" in grid
    assert "April has 30 days." in grid or "Huhtikuussa" in grid

    pata, kattila = imported.rows.order_by("number")
    page.post(
        address("rows"),
        {
            f"cell-{pata.pk}-municipality": "Vaasa",
            f"was-{pata.pk}-municipality": "Olematon",
            f"cell-{pata.pk}-last_contact": "vko 41",
            f"was-{pata.pk}-last_contact": "vko 41",
            f"yes-{pata.pk}-last_contact": "5.10.2026–11.10.2026",
            f"cell-{kattila.pk}-last_contact": "31.4.2024",
            f"was-{kattila.pk}-last_contact": "31.4.2024",
            f"out-{kattila.pk}-last_contact": "1",
            f"choice-{pata.pk}": "create",
        },
    )
    assert set(imported.rows.values_list("severity", flat=True)) == {0}

    answer = page.post(address("run"))
    imported.refresh_from_db()
    assert answer.headers["Location"] == imported.job.get_absolute_url()
    run_to_end(imported.job)
    report = page.get(address("report")).content.decode()
    assert "Pata Oy" in report
    assert (
        Partnership.objects.filter(provider=college, organisation__municipality="905").count() == 1
    )

    export = page.get(address("report"), {"export": "csv"}).content.decode("utf-8-sig")
    assert export.count("\r\n") == 3

    assert page.get(address("reversal")).status_code == 200
    page.post(address("reversal"))
    imported.refresh_from_db()
    run_to_end(imported.reversal_job)
    assert not Partnership.objects.filter(provider=college).standing().exists()
    assert page.get(address("report")).status_code == 200
    assert page.get(address("reversal")).headers["Location"] == address("report")
    noted = Trace.objects.order_by("pk").values_list("what", "subject")
    assert list(noted) == [
        ("imported", f"imports.import:{imported.pk}"),
        ("exported", "imports.list:report"),
        ("taken_back", f"imports.import:{imported.pk}"),
    ]


def test_what_is_typed_last_is_kept_when_the_rows_are_brought_in(page):
    imported = to_the_grid(page)
    row = imported.rows.get(number=3)
    page.post(address("run"), {f"cell-{row.pk}-last_contact": "30.4.2024"})

    row.refresh_from_db()
    assert (row.fixed, row.severity) == ({"last_contact": "30.4.2024"}, 0)


def test_a_cell_left_as_it_was_is_not_mended(page):
    imported = to_the_grid(page)
    row = imported.rows.get(number=3)
    page.post(
        address("rows"),
        {
            f"cell-{row.pk}-last_contact": "31.4.2024",
            f"was-{row.pk}-last_contact": "31.4.2024",
            "cell-0-nonsense": "x",
            "what": "ever",
        },
    )

    row.refresh_from_db()
    assert row.fixed == {}


@pytest.mark.parametrize(
    ("show", "numbers"),
    [("all", {2, 3}), ("problems", {2, 3}), ("questions", set()), ("duplicates", set())],
)
def test_the_grid_shows_what_is_asked_for(page, show, numbers):
    to_the_grid(page)
    grid = BeautifulSoup(page.get(address("rows"), {"show": show}).content, "html.parser")

    assert {int(row["id"].removeprefix("row-")) for row in grid.select("article")} == numbers


def test_a_problem_is_told_in_words_beside_its_input(page):
    imported = to_the_grid(page)
    row = imported.rows.get(number=3)
    grid = BeautifulSoup(page.get(address("rows")).content, "html.parser")

    field = grid.select_one(f"#cell-{row.pk}-last_contact")
    told = grid.select_one(f"#{field['aria-describedby']}")
    assert field["aria-invalid"] == "true"
    assert told.select_one("svg") is not None
    assert "31.4.2024" in told.text


def test_the_mapping_is_remembered_by_provider(page, college, browse, sten):
    imported = to_the_grid(page)
    page.post(address("mapping", imported), {"column-0": "name", "column-2": "notes"})
    upload(page)
    page.post(address("sheet"), {"sheet": "luettelo"})

    form = BeautifulSoup(page.get(address("mapping")).content, "html.parser")
    chosen = [option["value"] for option in form.select("option[selected]")]
    assert [value for value in chosen if value] == ["name", "notes"]
    saved = SavedMapping.objects.get()
    assert (saved.provider, saved.mapping) == (college, {"0": "name", "2": "notes"})


@pytest.mark.parametrize(
    "mapping",
    [{"column-0": ""}, {"column-0": "name", "column-1": "name"}],
)
def test_a_mapping_needs_the_name_once(page, mapping):
    to_the_grid(page)

    assert page.post(address("mapping"), mapping).status_code == 422


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "tyhja.csv"), (b"%PDF-1.7", "luettelo.xlsx"), (b"PK\x03\x04 rikki", "luettelo.xlsx")],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(page, content, name):
    answer = upload(page, content, name)

    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_a_file_too_large_is_refused_before_it_is_read(page, monkeypatch):
    monkeypatch.setattr("veturi.surfaces.imports.actions.bringing.LARGEST_FILE", 10)

    assert upload(page).status_code == 422


def test_a_sheet_with_too_many_rows_is_refused_and_the_others_are_offered(
    page, miniature, monkeypatch
):
    few = Limits(rows=10)
    monkeypatch.setattr("veturi.surfaces.imports.opening.LIMITS", few)
    upload(page, miniature.read_bytes(), "kumppanit.xlsx")

    form = BeautifulSoup(page.get(address("sheet")).content, "html.parser")
    assert form.select_one("input[checked]")["value"] == "Verkostot"
    assert page.post(address("sheet"), {"sheet": "Kumppanit"}).status_code == 422
    assert upload(page).status_code == 302
    assert upload(page, "Nimi\n" + "x\n" * 20).status_code == 422


def test_a_list_without_a_header_goes_by_its_letters(page):
    upload(page, "12;13\n14;15\n")
    answer = page.post(address("sheet"), {"sheet": "luettelo"})

    assert answer.headers["Location"] == address("mapping")
    assert Import.objects.get().headers == ["A", "B"]
    assert page.get(address("mapping")).status_code == 200


def test_projects_are_recognised_and_wait(page, miniature):
    upload(page, miniature.read_bytes(), "kumppanit.xlsx")
    notice = BeautifulSoup(page.get(address("sheet")).content, "html.parser").select(".notice")
    assert len(notice) == 1
    assert page.post(address("sheet"), {"sheet": "Hankkeet"}).status_code == 422


def test_another_row_may_name_the_columns(page):
    upload(page, "Otsikko;x\nVanha;Toinen\nNimi;Kunta\nPata;Turku\n")
    page.post(address("sheet"), {"sheet": "luettelo", "header_row": "2"})

    imported = Import.objects.latest("pk")
    assert (imported.header_row, imported.headers) == (2, ["Vanha", "Toinen"])


def test_a_header_below_the_rows_is_refused(page):
    upload(page)

    assert page.post(address("sheet"), {"sheet": "luettelo", "header_row": "9"}).status_code == 422


def test_each_step_leads_to_where_the_import_stands(page):
    upload(page)
    for name in ("show", "mapping", "rows", "report", "reversal"):
        assert page.get(address(name)).headers["Location"] == address("sheet"), name
    imported = to_the_grid(page)
    run_address = address("run")
    page.post(run_address)
    run_to_end(Import.objects.get(pk=imported.pk).job)
    for name in ("show", "sheet", "mapping", "rows"):
        assert page.get(address(name)).headers["Location"] == address("report"), name


def test_an_unmapped_import_is_not_run(page):
    upload(page)

    assert page.post(address("run")).headers["Location"] == address("sheet")


PAGES = ("show", "sheet", "mapping", "rows", "run", "report", "reversal")


@pytest.mark.parametrize("name", PAGES)
def test_another_providers_import_does_not_exist(page, browse, sten, name):
    to_the_grid(page)
    stranger = browse(sten)

    answer = stranger.post(address(name)) if name == "run" else stranger.get(address(name))
    assert answer.status_code == 404


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("person", ["mika", "rea", "rauha"])
def test_who_may_not_import_is_told_so(page, browse, name, person, request):
    to_the_grid(page)
    other = browse(request.getfixturevalue(person))

    answer = other.post(address(name)) if name == "run" else other.get(address(name))
    assert answer.status_code == 403
    assert other.get(reverse("imports:index")).status_code == 403
    assert other.get(reverse("imports:new")).status_code == 403


def test_the_list_shows_only_ones_own(page, browse, sten):
    to_the_grid(page)

    assert b"luettelo.csv" in page.get(reverse("imports:index")).content
    assert b"luettelo.csv" not in browse(sten).get(reverse("imports:index")).content


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_pages_cost_the_same_queries_with_few_rows_and_many(
    page, rows, django_assert_max_num_queries, listed, run, workshop
):
    names = [workshop.name, *(f"Pata{number} Kattila{number * 7}" for number in range(rows - 1))]
    imported = run(listed("Nimi;Kunta", *(f"{name};Turku" for name in names)))
    with django_assert_max_num_queries(15):
        page.get(address("report", imported))
    with django_assert_max_num_queries(26):
        page.get(address("reversal", imported))
    with django_assert_max_num_queries(15):
        page.get(reverse("imports:index"))
    grid = listed("Nimi;Kunta", *(f"{name};Olematon" for name in names))
    with django_assert_max_num_queries(15):
        page.get(address("rows", grid))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_open_in_every_language(browse, aino, language, listed, run, bring, miniature):
    mine = browse(aino, language)
    grid = bring(miniature, "Kumppanit")
    done = run(listed("Nimi;Huom.", "Pata;x", ";y"))
    for name, imported in (
        ("sheet", grid),
        ("mapping", grid),
        ("rows", grid),
        ("report", done),
        ("reversal", done),
    ):
        assert mine.get(address(name, imported)).status_code == 200, name
    assert mine.get(reverse("imports:index")).status_code == 200
    assert mine.get(reverse("imports:new")).status_code == 200

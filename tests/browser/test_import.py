"""A spreadsheet comes in through the pages, and goes back: with the mouse, and without it."""

from pathlib import Path

import pytest

from tests.browser.walking import AXE_AT, looked_at, tab_to
from veturi.directory.models import Partnership
from veturi.foundation.jobs.actions import run_to_end
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.tests.miniature import make_miniature

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "jko"


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def miniature(tmp_path):
    return make_miniature(tmp_path / "kumppanit.xlsx")


def press(page, path, name="sheet"):
    """Choose the file and go on to the sheet."""
    page.goto("/imports/new/")
    page.set_input_files("[name=file]", path)
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(f"**/{name}/")


def go_on(page, step):
    page.locator("main form.form button[type=submit]").first.click()
    page.wait_for_url(f"**/{step}/")


def finish(page):
    """The worker's part."""
    page.wait_for_url("**/jobs/**")
    imported = Import.objects.latest("pk")
    run_to_end(imported.reversal_job or imported.job)
    page.goto(f"/imports/{imported.pk}/report/")
    return imported


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_miniature_comes_in_and_goes_back(visit, aino, miniature, axe, language):
    page = visit(aino, language=language, bypass_csp=True)
    found = []
    page.goto("/imports/new/")
    found += looked_at(page, axe, at=AXE_AT[language])
    press(page, miniature)
    found += looked_at(page, axe, at=AXE_AT[language])
    page.get_by_role("radio", name="Kumppanit").check()
    go_on(page, "mapping")
    found += looked_at(page, axe, at=AXE_AT[language])
    go_on(page, "rows")
    found += looked_at(page, axe, at=AXE_AT[language])

    mend_everything(page)
    assert page.locator("#grid :is(.problem, .question)").count() == 0
    page.locator("button[formaction]").click()
    imported = finish(page)
    found += looked_at(page, axe, at=AXE_AT[language])
    assert Partnership.objects.standing().count() == 18
    assert set(imported.rows.values_list("outcome", flat=True)) == {"created", "updated"}

    page.locator("a[href$='/reversal/']").click()
    page.wait_for_url("**/reversal/")
    found += looked_at(page, axe, at=AXE_AT[language])
    page.locator("main form.form button[type=submit]").click()
    finish(page)
    page.goto("/imports/")
    found += looked_at(page, axe, at=AXE_AT[language])

    assert Partnership.objects.standing().count() == 0
    assert found == []


def mend_everything(page):
    """Where the cell stands: a day is mended, a proposal taken, the rest left out."""
    assert page.locator("#grid .problem").count() == 4
    day = page.locator("input[name^='cell-'][value='31.4.2024']")
    day.fill("30.4.2024")
    page.locator("input[name^='yes-']").check()
    for box in page.locator("#grid .problem input[name^='out-']").all():
        if not box.locator("xpath=ancestor::dd").locator("[value='31.4.2024']").count():
            box.check()
    for select in page.locator("article:has(option[value='']) select").all():
        select.select_option("update")
    page.locator("main form.form button[type=submit]").first.click()
    page.locator(".notice.success").wait_for()


def test_with_the_keyboard_alone(visit, aino, tmp_path):
    path = tmp_path / "luettelo.csv"
    path.write_text("Nimi;Kunta\nPata Oy;Olematon\n", encoding="utf-8")
    page = visit(aino)
    page.goto("/imports/new/")
    tab_to(page, "[name=file]")
    page.set_input_files("[name=file]", path)
    tab_to(page, "main form.form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheet/")
    tab_to(page, "main form.form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mapping/")
    tab_to(page, "main form.form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rows/")
    tab_to(page, "input[name^='cell-']")
    page.keyboard.press("Control+A")
    page.keyboard.type("Turku")
    tab_to(page, "button[formaction]")
    page.keyboard.press("Enter")
    finish(page)

    assert Partnership.objects.get().organisation.municipality == "853"


def test_without_javascript(visit, aino, miniature):
    page = visit(aino, width=390, java_script_enabled=False)
    press(page, miniature)
    page.get_by_role("radio", name="Verkostot").check()
    go_on(page, "mapping")
    go_on(page, "rows")
    page.locator("button[formaction]").click()
    finish(page)

    assert Partnership.objects.standing().count() == 6


@pytest.mark.skipif(not SHARED.exists(), reason="the shared sheets are not here")
@pytest.mark.parametrize(
    ("file", "sheet", "partners"),
    [
        ("kumppaniluettelo.xlsx", "Kumppanit", 30),
        ("kumppaniluettelo.xlsx", "Verkostot", 10),
        ("oppilaitokset.csv", "oppilaitokset", 494),
    ],
)
def test_real_sheets_come_in(visit, aino, file, sheet, partners):
    page = visit(aino)
    press(page, SHARED / file)
    page.get_by_role("radio", name=sheet).check()
    go_on(page, "mapping")
    go_on(page, "rows")
    page.locator("button[formaction]").click()
    finish(page)

    assert Partnership.objects.standing().count() == partners

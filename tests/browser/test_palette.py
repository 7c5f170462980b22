"""Find a partner and log a visit from the palette: with Ctrl-K on a laptop, by the glass on a phone."""

import time

import pytest
from django.utils import timezone

from tests.browser.walking import looked_at
from veturi.cooperation.encounters.models import Encounter

PALETTE = "dialog.palette[open]"


@pytest.fixture
def palette():
    def opened_on(page, width):
        page.goto("/")
        if width > 600:
            page.keyboard.press("Control+k")
        else:
            page.locator("a[data-palette-open]").tap()
        page.locator(f"{PALETTE} input").wait_for()

    return opened_on


@pytest.mark.parametrize("width", [1280, 390])
def test_a_visit_is_logged_by_the_name_in_another_form(visit, mika, workshop, palette, width):
    page = visit(mika, width=width)
    palette(page, width)
    began = time.monotonic()

    page.keyboard.type("käynti kattilakosken konepajalla")
    option = page.locator(f"{PALETTE} [role=option][data-go*='partner={workshop.pk}']").first
    option.wait_for()
    with page.expect_navigation():
        if width > 600:
            page.keyboard.press("Enter")
        else:
            option.tap()
    assert page.locator(".chosen b").inner_text() == workshop.name
    assert page.locator("[name=kind]:checked").input_value() == "encounters.workplace_visited"
    page.fill("[name=line]", "Uusi halli on valmis")
    with page.expect_navigation():
        page.click("form.quick button[type=submit]")

    assert time.monotonic() - began < 15
    assert "Uusi halli on valmis" in page.locator("li.grp.past").first.inner_text()
    row = Encounter.objects.get()
    assert (row.kind, row.on, row.made_by) == (
        "encounters.workplace_visited",
        timezone.localdate(),
        mika,
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_a_partner_opens_and_escape_gives_the_focus_back(visit, rea, workshop, palette, width):
    page = visit(rea, width=width)
    palette(page, width)
    page.keyboard.press("Escape")
    page.locator(PALETTE).wait_for(state="detached")
    assert page.locator("[data-palette-open]:focus").count() == (width < 600)

    palette(page, width)
    page.keyboard.type("konepjaa")
    page.locator(f"{PALETTE} [role=option]", has_text=workshop.name).wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(workshop.get_absolute_url())


def test_axe_finds_nothing_in_the_open_palette(visit, axe, aino, workshop, palette):
    page = visit(aino)
    palette(page, 1280)
    page.keyboard.type("konep")
    page.locator(f"{PALETTE} [role=option]", has_text=workshop.name).wait_for()

    assert looked_at(page, axe) == []

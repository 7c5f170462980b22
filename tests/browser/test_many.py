"""Work with many partners: chosen and undone, a view for the team, a card moved."""

import pytest

from tests.browser.walking import tab_to
from veturi.directory.models import Partnership, SavedView

WIDTHS = pytest.mark.parametrize("width", [1280, 390])


def press(page, selector):
    """Press and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator(selector).first.click()


@WIDTHS
def test_owner_of_many_is_changed_and_that_is_undone(
    width, visit, axe, aino, mika, workshop, bakery
):
    page = visit(aino, width=width, bypass_csp=True)
    page.goto("/partners/")
    page.check(f"input[name=chosen][value='{workshop.pk}']")
    page.check(f"input[name=chosen][value='{bakery.pk}']")
    assert page.inner_text("#chosen [role=status]").endswith("2")

    press(page, "#chosen button")
    page.select_option("[name=owner]", str(mika.pk))
    press(page, "button[name=look]")
    assert axe(page) == []
    press(page, "button[name=carry_out]")
    assert axe(page) == []
    assert Partnership.objects.filter(owner=mika).count() == 2

    page.locator("details.sure summary").click()
    press(page, "details.sure button")
    assert Partnership.objects.filter(owner=mika).count() == 0


def test_the_head_chooses_all_of_the_page(visit, aino, workshop, bakery):
    page = visit(aino)
    page.goto("/partners/")

    page.check("th.pick input")

    assert page.locator("input[name=chosen]:checked").count() == 2


@WIDTHS
def test_a_view_is_saved_for_everybody_and_found_by_a_colleague(
    width, visit, axe, aino, mika, workshop, bakery
):
    page = visit(aino, width=width, bypass_csp=True)
    page.goto("/partners/?q=leipomo&group=phase")
    press(page, ".shelf a[href*='/views/new/']")
    assert axe(page) == []
    page.fill("[name=name]", "Leipomot")
    page.check("[name=shared_with][value=everybody]")
    press(page, "main form.form [type=submit]")

    colleague = visit(mika, width=width, bypass_csp=True)
    colleague.goto("/partners/")
    press(colleague, ".shelf .tabs a:has-text('Leipomot')")
    assert colleague.locator("tbody th[scope=row]").all_inner_texts() == [bakery.name]
    assert axe(colleague) == []
    colleague.locator(".shelf details.menu summary").click()
    press(colleague, "form[action$='/pin/'] button")
    assert SavedView.objects.get().pins.get().person == mika


@WIDTHS
def test_a_card_is_moved_from_its_menu(width, visit, axe, aino, workshop):
    page = visit(aino, width=width, bypass_csp=True)
    page.goto("/partners/board/")
    assert axe(page) == []

    page.locator(".card .menu summary").click()
    press(page, ".card .menu button[value=ended]")

    workshop.refresh_from_db()
    assert workshop.phase == Partnership.Phase.ENDED


def test_a_card_is_moved_with_the_keyboard(visit, aino, workshop):
    page = visit(aino)
    page.goto("/partners/board/")

    tab_to(page, ".card .menu summary")
    page.keyboard.press("Enter")
    tab_to(page, ".card .menu button[value=ended]")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    workshop.refresh_from_db()
    assert workshop.phase == Partnership.Phase.ENDED


def test_a_card_is_dragged_to_another_stage(visit, aino, workshop):
    page = visit(aino)
    page.goto("/partners/board/")
    page.locator(".board[data-ready]").wait_for()

    with page.expect_navigation():
        page.locator(".card .muted").drag_to(page.locator(".stage[data-to=ended] > ul"))

    workshop.refresh_from_db()
    assert workshop.phase == Partnership.Phase.ENDED

"""Two people edit the same partner; a cell is edited with the keyboard."""

import pytest

from tests.browser.walking import tab_to
from veturi.directory.actions import partners

WIDTHS = pytest.mark.parametrize("width", [1280, 390])


def cell(page, field):
    return page.locator(f".editable:has(> .pencil[href$='/fields/{field}/'])")


def open_cell(page, field):
    page.locator(f".pencil[href$='/fields/{field}/']").first.click()
    page.locator(f"form.editable [name={field}]").wait_for()


@WIDTHS
def test_two_people_edit_the_same_partner(width, visit, client, axe, aino, antti, workshop):
    address = f"/partners/{workshop.pk}/edit/"
    first = visit(aino, width=width, bypass_csp=True)
    client.cookies.clear()
    second = visit(antti, width=width, bypass_csp=True)
    first.goto(address)
    second.goto(address)
    second.fill("[name=unit]", "Liiketalous")
    second.fill("[name=website]", "https://konepaja.example")
    with second.expect_navigation():
        second.click("main form.form [type=submit]:not([name])")

    first.fill("[name=unit]", "Tekniikka")
    first.fill("[name=notes]", "Sovittu")
    with first.expect_navigation() as answer:
        first.click("main form.form [type=submit]:not([name])")
    assert answer.value.status == 409
    assert axe(first) == []
    assert "Antti Vuori" in first.inner_text(".meanwhile")
    assert first.evaluate("document.activeElement.className") == "errors"
    assert first.evaluate("document.documentElement.scrollWidth") <= width
    assert first.input_value("[name=website]") == "https://konepaja.example"

    first.check("[name=keep-unit][value=mine]")
    with first.expect_navigation():
        first.click("main form.form [type=submit]:not([name])")
    workshop.refresh_from_db()
    workshop.organisation.refresh_from_db()
    assert (workshop.unit, workshop.notes) == ("Tekniikka", "Sovittu")
    assert workshop.organisation.website == "https://konepaja.example"


@WIDTHS
def test_a_cell_is_saved_and_undone(width, visit, axe, aino, mika, workshop):
    page = visit(aino, width=width, bypass_csp=True)
    page.goto("/partners/")
    assert axe(page) == []
    box = page.locator(".pencil").nth(1).bounding_box()
    assert min(box["width"], box["height"]) >= (24 if width == 1280 else 44)

    open_cell(page, "owner")
    page.evaluate("scrollTo(0, 0)")  # the bar above would cover what lies behind it
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.select_option("form.editable [name=owner]", str(mika.pk))
    page.click("form.editable [type=submit]")
    cell(page, "owner").get_by_text("Mika Koivu").wait_for()
    assert page.inner_text("#live")
    assert axe(page) == []
    workshop.refresh_from_db()
    assert workshop.owner == mika

    page.click("form.undo button")
    page.wait_for_function("!document.querySelector('.table').textContent.includes('Mika')")
    workshop.refresh_from_db()
    assert workshop.owner is None


def test_a_cell_is_edited_with_the_keyboard(visit, aino, workshop):
    page = visit(aino, bypass_csp=True)
    page.goto("/partners/")
    pencil, choice = ".pencil[href$='/fields/phase/']", "form.editable [name=phase]"

    tab_to(page, pencil)
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.name === 'phase'")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.matches('.pencil[href$=\"/fields/phase/\"]')")
    assert page.locator(choice).count() == 0
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.name === 'phase'")
    page.select_option(choice, "ended")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.pencil[href$=\"/fields/phase/\"]')")

    workshop.refresh_from_db()
    assert workshop.phase == "ended"


@WIDTHS
def test_a_refusal_stands_in_the_cell(width, visit, axe, aino, workshop):
    page = visit(aino, width=width, bypass_csp=True)
    page.goto("/partners/")
    open_cell(page, "name")

    page.fill("form.editable [name=name]", "")
    page.keyboard.press("Enter")

    page.locator("form.editable .error").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@WIDTHS
def test_a_conflict_is_told_in_the_cell(width, visit, axe, aino, antti, workshop):
    page = visit(aino, width=width, bypass_csp=True)
    page.goto(f"/partners/{workshop.pk}/")
    open_cell(page, "unit")
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})

    page.fill("form.editable [name=unit]", "Tekniikka")
    page.keyboard.press("Enter")
    page.locator(".meanwhile").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.check("[name=keep-unit][value=theirs]")
    page.click("form.editable [type=submit]")
    cell(page, "unit").get_by_text("Liiketalous").wait_for()

    workshop.refresh_from_db()
    assert workshop.unit == "Liiketalous"


def test_without_script_a_pencil_leads_to_a_page(visit, axe, aino, workshop):
    page = visit(aino, java_script_enabled=False)
    page.goto("/partners/")

    page.click(".pencil[href$='/fields/name/']")
    page.fill("[name=name]", "Konepaja")
    page.click("main form.form [type=submit]")

    workshop.refresh_from_db()
    assert workshop.name == "Konepaja"

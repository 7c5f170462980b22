"""Keys for whoever sits at a laptop all day: told by ?, silent while typing, and turned off."""

from tests.browser.walking import looked_at

HELP = "dialog.keys[open]"


def test_keys_search_log_and_tell_themselves(visit, axe, mika, workshop):
    page = visit(mika)
    page.goto("/")
    page.keyboard.press("?")
    page.locator(HELP).wait_for()
    assert looked_at(page, axe) == []
    page.keyboard.press("Escape")
    page.locator(HELP).wait_for(state="detached")

    page.keyboard.press("/")
    page.locator("dialog.palette[open] input").wait_for()
    page.keyboard.type("/n?")
    assert page.input_value("dialog.palette input") == "/n?"
    page.keyboard.press("Escape")
    page.locator("dialog.palette[open]").wait_for(state="detached")

    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.url.endswith("/log/")
    page.locator("[name=line]").press_sequentially("n?/")
    assert page.input_value("[name=line]") == "n?/"


def test_who_turns_them_off_keeps_them_off_and_finds_them_in_the_menu(visit, rea):
    page = visit(rea)
    page.goto("/")
    page.keyboard.press("?")
    assert page.locator(f"{HELP} dt").all_inner_texts() == ["Ctrl K /", "?", "Esc"]
    page.uncheck(f"{HELP} input")
    page.click(f"{HELP} [data-close]")
    page.keyboard.press("?")
    assert page.locator(HELP).count() == 0

    page.reload()
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.click("details.menu summary.me")
    page.click("[data-keys-open]")
    assert not page.is_checked(f"{HELP} input")


def test_a_phone_is_told_of_no_keys(visit, rea):
    page = visit(rea, width=390)
    page.goto("/")
    page.locator("details.menu summary.me").tap()

    assert not page.locator("[data-keys-open]").is_visible()

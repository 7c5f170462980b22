"""How the tests go about in the browser: with the Tab key, and over pages at three widths."""

from urllib.parse import urlsplit

WIDTHS = (1280, 390, 320)
# Where text must reflow (WCAG 1.4.10); it looks like the phone, so axe is not asked again.
NARROWEST = 320


def tab_to(page, selector, most=120):
    """Press Tab until this is reached, as somebody without a mouse does."""
    for pressed in range(most + 1):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        if pressed < most:
            page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by {most} presses of Tab")


def looked_at(page, axe, name=""):
    """What axe finds at two widths, and whether anything scrolls sideways at three."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if width != NARROWEST:
            found += [f"{name or page.url} {width}: {line}" for line in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name or page.url} {width}: scrolls sideways")
    page.set_viewport_size({"width": WIDTHS[0], "height": 844})
    return found


def opened(page, address, status=200):
    """Go there; it is that very page, in the state that is meant."""
    answer = page.goto(address)
    came = urlsplit(answer.url)
    whole = f"{came.path}?{came.query}" if came.query else came.path
    assert (answer.status, whole) == (status, address)


def sent_wrongly(page):
    """Fill the page's form with what cannot be, send it, and get it back with its faults."""
    with page.expect_navigation() as going:
        page.evaluate(
            """() => {
                const form = document.querySelector("main form.form:not([action])")
                for (const one of form.querySelectorAll("input, textarea")) {
                    if (["hidden", "checkbox", "radio", "file"].includes(one.type)) continue
                    one.type = "text"
                    one.value = "x y z ".repeat(101)
                }
                form.requestSubmit(form.querySelector("[type=submit]"))
            }"""
        )
    return going.value.status

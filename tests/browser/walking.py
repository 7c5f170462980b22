"""How the tests go about in the browser: with the Tab key, and over pages at three widths."""

from urllib.parse import urlsplit

# A desk, a phone, and where text must reflow (WCAG 1.4.10), which looks like the phone.
WIDTHS = DESK, PHONE, _ = (1280, 390, 320)
# A language changes neither the structure of a page nor its colours: each is asked at one width.
AXE_AT = {"fi": [DESK], "sv": [PHONE]}


def tab_to(page, selector, most=120):
    """Press Tab until this is reached, as somebody without a mouse does."""
    for pressed in range(most + 1):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        if pressed < most:
            page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by {most} presses of Tab")


def looked_at(page, axe, name="", at=(DESK, PHONE)):
    """What axe finds at these widths, and whether anything scrolls sideways at all three."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if width in at:
            found += [f"{name or page.url} {width}: {line}" for line in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name or page.url} {width}: scrolls sideways")
    page.set_viewport_size({"width": DESK, "height": 844})
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

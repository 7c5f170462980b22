"""axe finds nothing, and nothing scrolls sideways, on any page at three widths, in fi and sv."""

import pytest
from django.urls import reverse

from tests.architecture.test_access import ASKS

WIDTHS = (1280, 390, 320)
# Acts have no page of their own.
ACTS = (
    "archive",
    "restoration",
    "end",
    "taking_back",
    "pin",
    "attachment",
    "attachments",
    "following",
    "letting_go",
    "feed_key",
    "feed_end",
    "confirm",
    "cancellation",
    "provider",
    "suggestions",
    "alike",
    "reauthenticate",
    "inquiry",
    "acceptance",
    "refusal",
    "reading",
    "reading_all",
    "sending",
)
PAGES = [name for name in ASKS if not name.endswith(ACTS)]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_axe_finds_nothing(visit, things, antti, axe, language, settings):
    settings.DEMO = True
    page = visit(antti, language=language, bypass_csp=True)
    found = []
    for name in [*PAGES, "demo:people", "mail:list"]:
        address = reverse(name, args=things.get(name, []))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(address)
            found += [f"{name} {width}: {line}" for line in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{name} {width}: scrolls sideways")

    assert found == []


def test_the_door_is_accessible(chromium, live_server, axe, db):
    context = chromium.new_context(base_url=live_server.url, bypass_csp=True, locale="fi-FI")
    page = context.new_page()
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        page.goto(reverse(name))
        assert axe(page) == [], name
    context.close()


def test_pages_are_light(visit, things, aino):
    """HTML ≤ 40 kB, first load ≤ 150 kB, scripts ≤ 40 kB, as they travel (gzip)."""
    import gzip

    for name in ("desk:home", "desk:partner", "quick:entry", "directory:partners"):
        answers = []
        page = visit(aino)
        page.on("response", lambda answer, kept=answers: kept.append(answer))
        page.goto(reverse(name, args=things.get(name, [])))
        page.wait_for_load_state("networkidle")
        weights = {one.url: len(gzip.compress(one.body())) for one in answers if one.ok}
        scripts = sum(size for url, size in weights.items() if url.endswith(".js"))
        html = sum(s for url, s in weights.items() if "/static/" not in url)
        assert html <= 40_000 and scripts <= 40_000 and sum(weights.values()) <= 150_000, name

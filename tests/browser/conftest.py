"""A real browser: Debian's chromium, driven by Playwright, against the live site."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")  # where tests/needs.sh looks for it too
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUN = """async tags => {
    const only = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}
    const {violations} = await axe.run(document, only)
    const line = (rule, node) => `${rule.id}: ${node.html.slice(0, 120)}`
    return violations.flatMap(rule => rule.nodes.map(node => line(rule, node)))
}"""
# Playwright runs a loop of its own in this thread; the tests themselves stay synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def chromium():
    assert CHROMIUM, "Chromium is not on the path: make needs installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def cookie_of(live_server):
    """The cookie that the door would give a person of ours; each has a session of their own."""

    def signed_in(person):
        client = Client()
        client.force_login(person.user)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": live_server.url}

    return signed_in


@pytest.fixture
def visit(chromium, live_server, cookie_of):
    """Open the site as a person of ours on a screen of this width; errors in it fail the test."""
    contexts, troubles = [], []

    def as_person(person, width=1280, language="fi", **options):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            locale={"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[language],
            has_touch=width < 600,
            **options,
        )
        contexts.append(context)
        context.add_cookies([cookie_of(person)])
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield as_person
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def knock(chromium, live_server):
    """A browser at the door, with nobody signed in; errors in it fail the test."""
    contexts, troubles = [], []

    def at_the_door(width=1280, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            locale="fi-FI",
            has_touch=width < 600,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield at_the_door
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def axe():
    """What axe finds on a page (WCAG 2.2 AA and its best practices), as short lines."""
    source = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def look(page):
        if not page.evaluate("'axe' in window"):
            page.add_init_script(source)  # the next pages bring it themselves
            page.evaluate(source)
        return page.evaluate(RUN, tags)

    return look

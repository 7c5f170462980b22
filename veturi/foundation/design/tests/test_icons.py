"""Icons in the page."""

import re
from pathlib import Path

import pytest

import veturi
from veturi.foundation.design.icons import icon

PAGES = sorted(Path(veturi.__file__).parent.rglob("*.html"))
NAMED = re.compile(r"""\bicon\(["']([a-z0-9-]+)["']""")


def test_an_icon_without_a_label_is_silent():
    assert 'aria-hidden="true"' in icon("search")


def test_an_icon_with_a_label_speaks():
    drawing = icon("search", label="Search")
    assert 'role="img"' in drawing and 'aria-label="Search"' in drawing
    assert "aria-hidden" not in drawing


def test_a_label_cannot_break_out_of_its_attribute():
    assert '"><' not in icon("search", label='"><b>')


def test_an_icon_carries_no_inline_style():
    assert "style=" not in icon("search")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_icon_a_page_names_exists(page):
    for name in NAMED.findall(page.read_text()):
        assert icon(name).startswith("<svg")

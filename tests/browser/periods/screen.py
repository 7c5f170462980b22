"""A page in front of a person, who reads labels, follows links and presses buttons by their words.

VETURI_PICTURES=FOLDER takes a picture at each station.
"""

import os
import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

PICTURES = os.environ.get("VETURI_PICTURES")


class Screen:
    """What one reads and presses; `within` a panel, by its heading."""

    def __init__(self, page, part=None):
        self.page = page
        self.part = part or page.get_by_role("main")

    def within(self, heading):
        return Screen(self.page, self.part.get_by_role("region", name=heading, exact=True))

    def beside(self, words):
        """The row in which this is said."""
        return Screen(self.page, self.part.get_by_role("listitem").filter(has_text=words).last)

    def menu(self, name):
        """Go there by the main menu; a number may stand behind the name."""
        menu = self.page.get_by_role("navigation", name="Päävalikko")
        self._go(menu.get_by_role("link", name=re.compile(f"^{name}")))

    def follow(self, name, *, exact=False):
        self._go(self.part.get_by_role("link", name=name, exact=exact).first)

    def press(self, name):
        self._go(self.part.get_by_role("button", name=name).first)

    def _go(self, target):
        with self.page.expect_navigation():
            target.click()

    def make_sure(self, name, yes):
        """Press what asks for a second press."""
        self.part.locator("summary", has_text=name).click()
        self.press(yes)

    def write(self, lines):
        """Fill fields by their labels: words, days, one of a list, boxes that are ticked."""
        for label, value in lines.items():
            self._write(self.part.get_by_label(label).first, value)

    def _write(self, field, value):
        if value is True:
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(in_words(value))

    def pick(self, label, typed):
        """Type the beginning, and take what is found."""
        box = self.part.get_by_label(label).first
        box.click()
        box.press_sequentially(typed)
        self.page.get_by_role("option", name=typed).first.click()

    def reads(self, *words):
        for one in words:
            expect(self.part).to_contain_text(one)

    def reload(self):
        self.page.reload()

    def picture(self, name):
        """At a station of the walk; nothing wider than the screen."""
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert self.page.evaluate(wide), f"{name} scrolls sideways"
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def in_words(value):
    """A day as people write it."""
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return str(value)

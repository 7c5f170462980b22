"""How a letter leads behind the door, in a browser."""

import re

from django.urls import reverse

LINK = re.compile(r"(/link/[\w-]+/)")
DIGITS = re.compile(r"\b(\d{6})\b")


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).click()


def come_in(page, latest, look=lambda page, name: None):
    page.goto(LINK.search(latest())[1])
    look(page, "link")
    press(page, "main form button")
    page.wait_for_url(f"**{reverse('placements:door_code')}")
    look(page, "code")
    page.fill("[name=code]", DIGITS.search(latest())[1])
    press(page, "main form.form button")

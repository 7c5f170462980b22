"""A teacher logs a visit on a phone: five taps, fifteen seconds; and with the keyboard alone."""

import time

import pytest
from django.utils import timezone

from tests.browser.walking import tab_to
from veturi.cooperation.encounters.models import Encounter
from veturi.directory.tests.factories import PartnershipFactory


@pytest.fixture
def taps(monkeypatch):
    """A finger that counts."""

    class Finger(list):
        def tap(self, target):
            self.append(target)
            target.tap()

    return Finger()


def test_from_the_tab_bar_within_five_taps(visit, mika, workshop, taps):
    page = visit(mika, width=390)
    page.goto("/")
    began = time.monotonic()

    taps.tap(page.locator(".tabbar a.add"))
    taps.tap(page.locator("[name=partner_text]"))
    page.keyboard.type("kattil")
    taps.tap(page.locator("[role=option]").first)
    taps.tap(page.locator("label.chip", has=page.locator("[value='encounters.workplace_visited']")))
    taps.tap(page.locator("form.quick button[type=submit]"))
    page.wait_for_url(f"**{workshop.get_absolute_url()}")

    assert len(taps) <= 5 and time.monotonic() - began < 15
    row = Encounter.objects.get()
    assert (row.kind, row.on, row.made_by) == (
        "encounters.workplace_visited",
        timezone.localdate(),
        mika,
    )


def test_from_the_partners_page_in_three_taps(visit, mika, workshop, taps):
    page = visit(mika, width=390)
    page.goto(workshop.get_absolute_url())

    taps.tap(page.locator("#line"))
    page.keyboard.type("Sovittiin ajoista")
    taps.tap(page.locator("label.chip", has=page.locator("[value='encounters.met']")))
    taps.tap(page.locator(".composer button"))
    page.locator(".notice.success").wait_for()

    assert len(taps) == 3
    assert Encounter.objects.get().line == "Sovittiin ajoista"


def test_with_the_keyboard_alone(visit, mika, workshop):
    page = visit(mika)
    page.goto("/log/")
    tab_to(page, "[name=partner_text]")
    page.keyboard.type("kattil")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/log/?*partner={workshop.pk}")
    tab_to(page, ".skip", most=1)
    page.keyboard.press("Enter")
    tab_to(page, "[name=kind]", most=3)
    page.keyboard.press("Space")
    tab_to(page, "[name=line]")
    page.keyboard.type("Soitin")
    tab_to(page, "form.quick button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{workshop.get_absolute_url()}#content")

    assert Encounter.objects.get().line == "Soitin"


def test_without_javascript(visit, mika, workshop):
    page = visit(mika, width=390, java_script_enabled=False)
    page.goto("/log/")
    page.fill("[name=partner_text]", workshop.name)
    page.locator("label.chip", has=page.locator("[value='encounters.called']")).tap()
    page.locator("form.quick button[type=submit]").tap()
    page.wait_for_url(f"**{workshop.get_absolute_url()}")

    assert Encounter.objects.get().kind == "encounters.called"


def test_a_mistake_moves_the_focus_to_the_summary_and_keeps_the_line(visit, mika):
    page = visit(mika, width=390)
    page.goto("/log/")
    page.fill("[name=line]", "Tärkeä rivi")
    page.locator("form.quick button[type=submit]").tap()
    page.locator(".errors").wait_for()

    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.input_value("[name=line]") == "Tärkeä rivi"


def test_a_partner_that_may_be_the_same_is_shown_while_typing(visit, aino, workshop, college):
    PartnershipFactory(provider=college)
    page = visit(aino)
    page.goto("/partners/new/")
    page.locator("#id_name").press_sequentially("Kattilakosken Konepaja")
    page.locator("#alike a", has_text=workshop.name).wait_for()

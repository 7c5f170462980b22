"""The map and the calendar of partners with the keyboard alone, and on a phone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.walking import tab_to
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory


@pytest.fixture
def partners(college):
    return [
        PartnershipFactory(
            provider=college,
            organisation=OrganisationFactory(private_to=college, municipality=code),
        )
        for code in ("179", "179", "500", "091")
    ]


def test_the_map_is_walked_with_the_keyboard(visit, aino, partners):
    page = visit(aino, language="en")
    page.goto(reverse("pictures:map"))

    tab_to(page, "svg.finland a[aria-label^='Central Finland']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#map-title").inner_text() == "Central Finland"
    tab_to(page, "svg.finland a[aria-label='Jyväskylä: 2 partners']")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/partners/?region=13&municipality=179")
    assert page.locator("main tbody th").count() == 2


def test_one_need_not_tab_through_the_map(visit, aino, partners):
    page = visit(aino, language="en")
    page.goto(reverse("pictures:map"))

    tab_to(page, "a[href='#towns']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Jyväskylä"


def test_on_a_phone_a_day_of_the_month_leads_into_the_agenda(visit, aino, partners):
    today = timezone.localdate()
    what = encounters.Logged(kind="encounters.met", on=today, partners=partners[:1])
    encounters.log(what, by=aino, at=timezone.now())
    page = visit(aino, width=390, language="en")
    page.goto(reverse("pictures:calendar"))

    page.locator("table.cal .today a.date").tap()

    assert page.url.endswith(f"#d{today.isoformat()}")
    assert page.locator(f"#d{today.isoformat()}").is_visible()
    assert not page.locator("table.cal li").first.is_visible()

"""On a phone: a partner is filled in from YTJ under the field, without leaving the form."""

import pytest
from django.core.cache import cache

from veturi.directory.models import Partnership
from veturi.surfaces.gateways.ytj import samples


@pytest.fixture(autouse=True)
def empty_cache(transactional_db):
    cache.clear()


def ask(page, text):
    page.fill("#register_q", text)
    page.click("form:has(#register_q) button")


def test_a_partner_is_filled_in_and_saved(visit, aino):
    page = visit(aino, width=390)
    page.goto("/partners/new/")

    ask(page, "vaajavirran")
    page.click("#register a.btn")
    page.wait_for_url("**/partners/new/?*")
    page.click("form.form button[type=submit]")
    page.wait_for_url("**/partners/*/")

    facts = Partnership.objects.get().organisation
    assert (facts.name, facts.business_id, facts.legal_form) == (
        "Vaajavirran Konepaja Oy",
        samples.MACHINE_SHOP,
        "Osakeyhtiö",
    )


def test_a_wrong_number_and_a_register_out_of_reach_are_told_under_the_field(visit, aino, settings):
    page = visit(aino, width=390)
    page.goto("/partners/new/")
    page.fill("#id_name", "Pata Oy")

    ask(page, "1234567-8")
    page.wait_for_selector("#register .notice.stop")
    settings.YTJ_TWIN = "offline"
    ask(page, samples.BAKERY)
    page.wait_for_selector("#register .notice.wait")

    assert page.input_value("#id_name") == "Pata Oy"
    assert page.url.endswith("/partners/new/")


def test_without_script_the_same_is_a_page_of_its_own(visit, aino):
    page = visit(aino, width=390, java_script_enabled=False)
    page.goto("/partners/new/")

    ask(page, "vaajavirran")
    page.wait_for_url("**/registers/ytj/?q=vaajavirran")
    page.click("#found a.btn")

    assert page.input_value("#id_business_id") == samples.MACHINE_SHOP

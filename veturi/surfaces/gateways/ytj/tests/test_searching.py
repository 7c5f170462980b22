"""A partner is made from YTJ; what is said when YTJ is out of reach."""

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.directory.models import Partnership
from veturi.surfaces.gateways.ytj import samples
from veturi.surfaces.gateways.ytj.tests.conftest import soup, words

pytestmark = pytest.mark.django_db
SEARCH = "/registers/ytj/"


@pytest.fixture
def page(browse, aino):
    return browse(aino, "en")


@pytest.mark.parametrize(
    "text", [samples.MACHINE_SHOP, "FI" + samples.MACHINE_SHOP.replace("-", ""), "vaajavirran"]
)
def test_a_company_is_found_and_fills_the_form(page, text):
    answer = page.get(SEARCH, {"q": text})

    [link] = soup(answer).select("#found .rows a")
    form = soup(page.get(link["href"]))
    filled = {
        one["name"]: one.get("value")
        for one in form.select("form.form input[name]")
        if one["name"]
        in {"name", "business_id", "legal_form", "municipality", "industry", "website"}
    }
    chosen = {
        one["name"]: one.select_one("option[selected]")["value"]
        for one in form.select("select")
        if one["name"] in {"kind", "industry_version"}
    }
    assert filled == {
        "name": "Vaajavirran Konepaja Oy",
        "business_id": samples.MACHINE_SHOP,
        "legal_form": "Osakeyhtiö",
        "municipality": "Jyväskylä",
        "industry": "25530",
        "website": "https://www.vaajavirta.invalid",
    }
    assert chosen == {"kind": "company", "industry_version": "2025"}


def test_the_filled_form_makes_the_partner(page):
    [link] = soup(page.get(SEARCH, {"q": samples.TRAVELLERS})).select("#found .rows a")
    form = soup(page.get(link["href"])).select_one("form.form")
    given = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
    given |= {
        one["name"]: one.select_one("option[selected]")["value"]
        for one in form.select("select")
        if one.select_one("option[selected]")
    }

    assert page.post(link["href"], given).status_code == 302

    facts = Partnership.objects.get().organisation
    assert (facts.name, facts.kind, facts.legal_form, facts.municipality) == (
        "Saukkojärven Matkailuyhdistys ry",
        "ngo",
        "Aatteellinen yhdistys",
        "992",
    )


def test_a_link_proposes_facts_and_nothing_else(page, aino):
    query = {"name": "P" * 500, "notes": "Ujutettu", "phase": "ended", "kind": "<b>", "owner": "1"}

    answer = page.get(reverse("directory:partner_new"), query)

    form = soup(answer)
    assert form.select_one("#id_name")["value"] == "P" * 200
    assert form.select_one("#id_notes").get_text().strip() == ""
    assert form.select_one("#id_phase option[selected]")["value"] == "identified"
    assert form.select_one("#id_owner option[selected]")["value"] == str(aino.pk)


def test_who_is_a_partner_already_is_not_made_again(page, machine_shop):
    [link] = soup(page.get(SEARCH, {"q": "vaajavirran"})).select("#found .rows a")

    assert link["href"] == machine_shop.get_absolute_url()


def test_a_bankrupt_company_is_marked_in_the_results(page):
    assert "Bankrupt since 3.11.2026." in words(page.get(SEARCH, {"q": "Haukanniemen"}), "#found")


def test_the_source_is_named_with_its_licence_and_time(page):
    found = words(page.get(SEARCH, {"q": "Haukanniemen"}), "#found")

    assert "Source: PRH and the Tax Administration, YTJ open data, CC BY 4.0" in found
    assert f"Fetched {timezone.localdate().day}." in found


@pytest.mark.parametrize("text", ["", "ab", "1234567-8", "9999999", "123456789012"])
def test_what_cannot_be_searched_is_refused_with_a_sentence(page, text):
    answer = page.get(SEARCH, {"q": text})

    assert answer.status_code == 422
    assert words(answer, "#found .notice") != ""
    assert soup(answer).select_one("input[name=q][type=search]") is not None


def test_what_nobody_is_called_is_said_so_and_the_form_is_near(page):
    answer = page.get(SEARCH, {"q": "Olematon"})

    assert "does not know it" in words(answer, "#found")
    assert soup(answer).select_one("#found a")["href"] == "/partners/new/?name=Olematon"


@pytest.mark.parametrize(
    ("mood", "sentence"), [("offline", "does not answer right now"), ("busy", "asks us to wait")]
)
def test_out_of_reach_it_says_so_and_the_form_still_works(page, settings, mood, sentence):
    settings.YTJ_TWIN = mood

    answer = page.get(SEARCH, {"q": samples.MACHINE_SHOP})

    assert answer.status_code == 200
    assert sentence in words(answer, "#found")
    day = timezone.localdate()
    given = {"name": "Pata Oy", "kind": "company", "phase": "identified"}
    made = page.post("/partners/new/", {**given, "since": f"{day.day}.{day.month}.{day.year}"})
    assert made.status_code == 302
    assert Partnership.objects.get().name == "Pata Oy"

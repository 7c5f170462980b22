"""Workplaces assessed, places offered; the lists of learning at work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.models import Offer, Suitability
from veturi.cooperation.placements.tests.factories import (
    OfferFactory,
    PeriodFactory,
    QualificationFactory,
    StudentFactory,
)
from veturi.cooperation.placements.tests.reading_pages import DAY, text
from veturi.directory.actions import merging
from veturi.directory.tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


def test_a_workplace_is_assessed_and_the_assessment_ended(browse, mika, workshop):
    page = browse(mika)
    address = reverse("placements:suitability", args=[workshop.pk])
    fields = {
        "has_activity": "on",
        "has_tools": "on",
        "has_staff": "on",
        "method": "visit",
        "requirements": ["hygiene_pass", "of_age"],
        "assessed_on": "24.11.2026",
        "valid_until": "23.11.2028",
    }

    assert page.post(address, {**fields, "valid_until": "1.1.2020"}).status_code == 422
    page.post(address, fields)

    row = Suitability.objects.get()
    assert row.requirements == "hygiene_pass,of_age"
    assert "hygieniapassi" in text(page.get(reverse("placements:of_partner", args=[workshop.pk])))
    page.post(reverse("placements:suitability_end", args=[row.pk]))
    assert Suitability.objects.get().withdrawn_on is not None


def test_an_instructor_is_described(browse, mika, otto, workshop):
    page, address = browse(mika), reverse("placements:instructor", args=[otto.pk])

    assert page.post(address, {"at_most": "-1"}).status_code == 422
    page.post(address, {"by_skill": "on", "at_most": "2"})

    assert otto.instructor.is_competent
    assert page.get(address).status_code == 200
    assert "Otto Ohjaaja" in text(page.get(reverse("placements:of_partner", args=[workshop.pk])))


def test_places_are_offered_mended_and_withdrawn(browse, mika, workshop):
    page = browse(mika)
    fields = {
        "places": "2",
        "starts_on": "11.1.2027",
        "ends_on": "5.3.2027",
        "tasks": "Koneistus",
        "requirements": ["safety_card"],
    }
    address = reverse("placements:offer_new", args=[workshop.pk])
    assert page.post(address, {**fields, "ends_on": "1.1.2020"}).status_code == 422
    page.post(address, fields)
    offer = Offer.objects.get()

    address = reverse("placements:offer", args=[offer.pk])
    assert "checked" in page.get(address).content.decode()
    page.post(address, {**fields, "places": "3"})
    assert Offer.objects.get().places == 3
    listed = page.get(reverse("placements:offers"), {"q": "koneis", "on": "1.2.2027"})
    assert workshop.name in text(listed)
    page.post(reverse("placements:offer_end", args=[offer.pk]))
    assert workshop.name not in text(page.get(reverse("placements:offers")))


def test_offers_are_narrowed_by_qualification(browse, mika, workshop):
    qualification = QualificationFactory(name_fi="Hoiva-alan tutkinto")
    OfferFactory(partnership=workshop, qualification=qualification)
    OfferFactory(provider=workshop.provider, partnership=workshop)

    found = browse(mika).get(
        reverse("placements:offers"), {"qualification": qualification.pk, "export": "csv"}
    )
    assert found.status_code in (200, 403)


@pytest.mark.parametrize(
    ("when", "there"),
    [
        ("", {"Nyt", "Tulossa"}),
        ("now", {"Nyt"}),
        ("coming", {"Tulossa"}),
        ("past", {"Ohi"}),
        ("off", {"Peruttu"}),
        ("every", {"Nyt", "Tulossa", "Ohi", "Peruttu"}),
    ],
)
def test_periods_are_narrowed_by_time(browse, aino, workshop, college, when, there):
    for name, days, more in (
        ("Nyt", (-10, 10), {}),
        ("Tulossa", (5, 10), {}),
        ("Ohi", (-30, -10), {}),
        ("Peruttu", (5, 10), {"called_off_on": TODAY, "called_off_by": "school"}),
    ):
        first, last = (TODAY + n * DAY for n in days)
        student = StudentFactory(provider=college, family_name=name)
        PeriodFactory(partnership=workshop, student=student, starts_on=first, ends_on=last, **more)

    found = text(browse(aino).get(reverse("placements:periods"), {"when": when}))

    assert {name for name in ("Nyt", "Tulossa", "Ohi", "Peruttu") if f" {name} " in found} == there


def test_periods_are_narrowed_by_everything_at_once_and_taken_out(browse, aino, running, mika):
    page, address = browse(aino), reverse("placements:periods")
    query = {
        "q": "aho",
        "form": "training_agreement",
        "group": "koa24",
        "agreed": "yes",
        "when": "now",
    }

    assert "Eetu Aho" in text(page.get(address, query))
    assert "Eetu Aho" not in text(page.get(address, {**query, "whose": "mine"}))
    csv = page.get(address, {**query, "export": "csv"}).content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith("Eetu Aho;")
    for name in ("students", "offers"):
        assert page.get(reverse(f"placements:{name}"), {"export": "csv"}).status_code == 200


@pytest.mark.parametrize("name", ["periods", "students", "offers"])
def test_a_list_asks_as_much_for_one_row_as_for_a_hundred(browse, aino, workshop, name):
    page, address = browse(aino), reverse(f"placements:{name}")

    def more(n):
        for _ in range(n):
            PeriodFactory(partnership=workshop, starts_on=TODAY, ends_on=TODAY + DAY)
            OfferFactory(partnership=workshop)

    more(1)
    page.get(address)
    with CaptureQueriesContext(connection) as one:
        page.get(address)
    more(60)
    with CaptureQueriesContext(connection) as many:
        page.get(address)
    assert len(one) == len(many)


def test_a_merged_workplace_leads_to_the_one_that_stays(browse, aino, workshop):
    stays = PartnershipFactory(provider=aino.provider)
    merging.merge(stays, workshop, take=[], by=aino, at=NOW)

    answer = browse(aino).get(reverse("placements:of_partner", args=[workshop.pk]))

    assert answer.url == reverse("placements:of_partner", args=[stays.pk])


def test_who_does_not_see_students_finds_no_way_to_them(browse, rea, workshop):
    page = browse(rea)

    assert page.get(reverse("placements:students")).status_code == 403
    home = page.get(workshop.get_absolute_url()).content.decode()
    assert reverse("placements:of_partner", args=[workshop.pk]) not in home
    assert reverse("placements:periods") not in home


def test_who_only_looks_comes_from_an_offer_to_the_workplace(browse, rauha, workshop):
    offer = OfferFactory(partnership=workshop, ends_on=TODAY + 90 * DAY, tasks="Hitsaus")
    page = browse(rauha)

    listed = page.get(
        reverse("placements:offers"), {"q": workshop.name[:6].upper()}
    ).content.decode()
    address = reverse("placements:of_partner", args=[workshop.pk])
    assert f'{address}#offers"' in listed
    assert page.get(offer.get_absolute_url()).status_code == 200

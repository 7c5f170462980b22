"""The way to work is estimated from our own data, and what is not known is said."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.reading.travel import (
    home_of,
    in_town,
    places_for,
    way_to,
    workplace_of,
)
from veturi.cooperation.placements.rules.travel import (
    Place,
    by_length,
    is_too_long,
    way_between,
)
from veturi.cooperation.placements.tests.behind.doorway import come_in
from veturi.cooperation.placements.tests.factories import (
    OfferFactory,
    PeriodFactory,
    QualificationFactory,
)
from veturi.cooperation.placements.tests.reading_pages import DAY, at, text
from veturi.directory.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
)
from veturi.directory.models import Site
from veturi.foundation.globe import Point

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ONE, OTHER = Point(62.0, 25.0), Point(62.0, 26.0)


def partner_in(college, code, name="Paja"):
    organisation = OrganisationFactory(private_to=college, name=name, municipality=code)
    return PartnershipFactory(provider=college, organisation=organisation, name=name)


def site_at(partner, code, **given):
    fields = {"name": "Toimipaikka", "name_folded": "toimipaikka", "municipality": code}
    return Site.objects.create(provider=partner.provider, partnership=partner, **fields, **given)


def offered(partner, **given):
    days = {"starts_on": TODAY, "ends_on": TODAY + 30 * DAY}
    return OfferFactory(partnership=partner, **days | given)


def live_in(student, code, longest=None):
    student.municipality, student.longest_way = code, longest
    student.save()
    return student


def test_by_road_it_is_farther_than_as_the_crow_flies_and_a_car_takes_its_time():
    way = way_between(Place("A", "1", ONE), Place("B", "2", OTHER))

    assert (way.km, way.minutes, way.is_rough, way.is_within) == (68, 70, True, False)


def test_between_two_exact_points_of_one_town_it_is_known_and_else_not():
    start, end = (Place("A", "1", point, is_exact=True) for point in (ONE, ONE))

    near = way_between(start, end)

    assert (near.km, near.minutes, near.is_rough) == (1, 5, False)
    assert way_between(start, Place("A", "1", OTHER)).is_within
    assert way_between(None, end) is None and way_between(start, None) is None


def test_too_long_is_only_what_is_known_to_be():
    way = way_between(Place("A", "1", ONE), Place("B", "2", OTHER))
    within = way_between(Place("A", "1", ONE), Place("A", "1", OTHER))

    assert [is_too_long(way, longest) for longest in (None, 69, 70)] == [False, True, False]
    assert not is_too_long(within, 5) and not is_too_long(None, 5)
    assert sorted([None, way, within], key=by_length) == [within, way, None]


def test_home_is_where_the_student_lives_else_where_the_school_is(eetu, college):
    assert home_of(eetu) is None
    college.organisation = OrganisationFactory(municipality="179")
    college.save()
    assert (home_of(eetu).town, home_of(eetu).is_school) == ("Jyväskylä", True)

    live_in(eetu, "410")

    assert (home_of(eetu).town, home_of(eetu).is_school) == ("Laukaa", False)
    assert in_town("") is None and in_town("200") is None


def test_a_workplace_is_where_its_site_is_else_in_its_municipality(college):
    partner = partner_in(college, "179")
    assert workplace_of(partner, None).is_exact is False
    degrees = {"latitude": Decimal("62.41000"), "longitude": Decimal("25.95000")}
    laukaa = site_at(partner, "410", **degrees)
    assert workplace_of(partner, None).is_exact
    assert workplace_of(partner, None).town == "Laukaa"
    site_at(partner, "992", **degrees)
    assert workplace_of(partner, None).town == "Jyväskylä"
    assert workplace_of(partner, laukaa).town == "Laukaa"
    bare = site_at(partner, "992")
    assert (workplace_of(partner, bare).town, workplace_of(partner, bare).is_exact) == (
        "Äänekoski",
        False,
    )
    nowhere = partner_in(college, "", "Ei missään")
    placed = site_at(nowhere, "", **degrees)
    assert workplace_of(nowhere, placed).town == ""
    unplaced = site_at(nowhere, "")
    assert workplace_of(nowhere, unplaced) is None


def test_free_places_stand_by_the_way_there_and_those_too_far_are_left_out(college, eetu):
    live_in(eetu, "410")
    far = offered(partner_in(college, "091", "Kaukana"))
    near = offered(partner_in(college, "179", "Lähellä"))
    here = offered(partner_in(college, "410", "Täällä"))
    nowhere = offered(partner_in(college, "", "Ei missään"))
    full = offered(partner_in(college, "179", "Täynnä"), places=1)
    PeriodFactory(partnership=full.partnership, offer=full, student=eetu)
    offered(partner_in(college, "179", "Mennyt"), starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)

    def found(**given):
        asked = {"longest": None, "fitting": False, **given}
        return [one.offer for one in places_for(eetu, on=TODAY, **asked)]

    assert found() == [here, near, far, nowhere]
    assert found(longest=60) == [here, near, nowhere]


def test_fitting_are_places_of_the_same_qualification_in_any_version_or_of_any(college, eetu):
    partner = partner_in(college, "179")
    same = QualificationFactory(code=eetu.qualification.code)
    fits = [offered(partner, qualification=same), offered(partner)]
    offered(partner, qualification=QualificationFactory())

    def found(student):
        return [one.offer for one in places_for(student, longest=None, fitting=True, on=TODAY)]

    assert found(eetu) == fits
    eetu.qualification = None
    assert len(found(eetu)) == 3


def test_the_page_of_places_begins_with_what_is_known_of_the_student(browse, mika, eetu, college):
    live_in(eetu, "410", longest=45)
    offered(partner_in(college, "091", "Kaukana Oy"))
    offered(partner_in(college, "179", "Lähellä Oy"))
    page, address = browse(mika), at("student_places", eetu.pk)

    shown = text(page.get(address))
    assert "Lähellä Oy" in shown and "Kaukana Oy" not in shown and "Laukaa" in shown
    assert "Kaukana Oy" in text(page.get(address, {"longest": "600"}))
    wrong = page.get(address, {"longest": "pitkä"})
    assert wrong.status_code == 422
    assert 'value="pitkä"' in wrong.content.decode()
    nothing = page.get(address, {"longest": "5"})
    assert BeautifulSoup(nothing.content, "html.parser").select_one(".empty")


def test_without_a_home_the_page_says_what_is_not_known(browse, rauha, eetu, college, mika):
    offered(partner_in(college, "179"))

    shown = browse(rauha).get(at("student_places", eetu.pk))

    assert at("period_new") not in shown.content.decode()
    assert at("period_new") in browse(mika).get(at("student_places", eetu.pk)).content.decode()
    live_in(eetu, "410")
    assert text(browse(rauha).get(at("student_places", eetu.pk))) != text(shown)


def test_the_page_of_places_asks_as_much_for_one_as_for_many(browse, mika, eetu, college):
    live_in(eetu, "410")
    page, address = browse(mika), at("student_places", eetu.pk)
    offered(partner_in(college, "179"))
    page.get(address)
    with CaptureQueriesContext(connection) as one:
        page.get(address)
    for number in range(25):
        partner = partner_in(college, "179", f"Paja {number}")
        offered(partner, site=site_at(partner, "410"))
    with CaptureQueriesContext(connection) as many:
        page.get(address)

    assert len(many) == len(one)


def test_the_way_stands_on_the_pages_of_the_period_and_of_the_student(
    running, eetu, workshop, browse, mika, student_pass
):
    live_in(eetu, "410", longest=5)
    workshop.organisation.municipality = "179"
    workshop.organisation.save()
    way = way_to(eetu, workshop)

    ours = text(browse(mika).get(running.get_absolute_url()))
    theirs = text(come_in(student_pass).get(at("door_student")))

    assert f"{way.km} km" in ours and f"{way.minutes} min" in ours
    assert f"{way.km} km" in theirs and "Laukaa" in theirs
    live_in(eetu, "179")
    assert "km" not in text(come_in(student_pass).get(at("door_student"))).split("Jyväskylä")[0]
    live_in(eetu, "")
    assert come_in(student_pass).get(at("door_student")).status_code == 200


@pytest.mark.parametrize("wrong", ["0", "4", "601", "-1", "pitkä"])
def test_a_way_that_cannot_be_is_refused(wrong, browse, aino, eetu):
    answer = browse(aino).save(
        at("student_edit", eetu.pk),
        {
            "given_name": "Eetu",
            "family_name": "Aho",
            "number": eetu.number,
            "programme": "vocational",
            "language": "fi",
            "municipality": "Laukaa",
            "longest_way": wrong,
        },
    )

    assert answer.status_code == 422
    assert Student.objects.get(pk=eetu.pk).municipality == ""


def test_home_and_longest_way_are_kept(browse, aino, eetu):
    browse(aino).save(
        at("student_edit", eetu.pk),
        {
            "given_name": "Eetu",
            "family_name": "Aho",
            "number": eetu.number,
            "programme": "vocational",
            "language": "fi",
            "municipality": "laukaa",
            "longest_way": "45",
        },
    )

    row = Student.objects.get(pk=eetu.pk)
    assert (row.municipality, row.longest_way) == ("410", 45)
    assert "Laukaa" in text(browse(aino).get(row.get_absolute_url()))

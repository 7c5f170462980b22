"""The guard over many periods: planted defects are found, all of them and nothing else."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import TODAY
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.forecast import days_of, forecast
from veturi.cooperation.placements.reading.guarding import guard_of, guarded
from veturi.cooperation.placements.tests.factories import (
    InterruptionFactory,
    PeriodFactory,
    StudentFactory,
    StudyRightStateFactory,
)
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory, PersonFactory
from veturi.foundation.business_id import made_up_business_id

pytestmark = pytest.mark.django_db
STARTS = date(2026, 10, 5)
ENDS = date(2026, 12, 18)
STARTS_EARLIER = date(2026, 1, 12)


@pytest.fixture
def n():
    """Numbers for one thing after another."""
    return iter(range(1, 10_000))


@pytest.fixture
def place(college, n):
    def make(**given):
        fields = {"business_id": made_up_business_id(next(n)), **given}
        organisation = OrganisationFactory(private_to=college, **fields)
        return PartnershipFactory(provider=college, organisation=organisation)

    return make


@pytest.fixture
def instructor(college, n):
    def make(**given):
        fields = {"email": f"ohjaaja{next(n)}@paja.invalid", "phone": "040 123 4567", **given}
        return PersonFactory(provider=college, **fields)

    return make


@pytest.fixture
def period(place, instructor):
    """A period of which a survey will be sent, but for what is given."""

    def make(**given):
        partner = given.pop("partnership", None) or place()
        fields = {
            "starts_on": STARTS,
            "ends_on": ENDS,
            "instructor": given.pop("instructor", None) or instructor(),
            "recorded_on": STARTS,
            **given,
        }
        return PeriodFactory(partnership=partner, **fields)

    return make


PLANTED = [
    ({"ends_on": None}, "end_date_missing"),
    ({"form": "tet"}, "agreement_type"),
    ({"part_time": None}, "part_time_missing"),
    (
        {"ends_on": date(2026, 6, 30), "starts_on": STARTS_EARLIER, "recorded_on": STARTS_EARLIER},
        "other_season",
    ),
    ({"recorded_on": None}, "not_recorded"),
    ({"recorded_on": ENDS}, "recorded_late"),
    ({"ended_on": date(2026, 11, 20), "recorded_on": date(2026, 11, 20)}, "recorded_late"),
]
OF_PARTNER = [
    ({"business_id": ""}, "business_id_missing"),
    ({"business_id": "1234567-2"}, "business_id_invalid"),
]
OF_INSTRUCTOR = [
    ({"email": "", "phone": ""}, "no_contacts"),
    ({"email": "", "phone": "03 123 4567"}, "phone_invalid"),
]
OF_STUDENT = [
    ({"programme": "tuva"}, "tuva"),
    ({"programme": "telma"}, "telma"),
    ({"programme": "other"}, "not_vocational"),
    ({"included_in": "1.2.246.562.15.1"}, "linked_study_right"),
]
OF_STUDY_RIGHT = [
    ({"state": "eronnut"}, "study_right_ended"),
    ({"funding": "14"}, "external_funding"),
]


def test_all_that_was_planted_is_found_and_nothing_else(college, period, place, instructor):
    well = [period() for _ in range(20)]
    planted = {period(**given).pk: code for given, code in PLANTED}
    planted |= {period(partnership=place(**given)).pk: code for given, code in OF_PARTNER}
    planted |= {period(instructor=instructor(**given)).pk: code for given, code in OF_INSTRUCTOR}
    for given, code in OF_STUDENT:
        planted[period(student=StudentFactory(provider=college, **given)).pk] = code
    for given, code in OF_STUDY_RIGHT:
        one = period()
        StudyRightStateFactory(student=one.student, **given)
        planted[one.pk] = code
    nobody, nameless, stopped = period(), period(), period()
    Period.objects.filter(pk=nobody.pk).update(instructor=None)
    nameless.partnership.name = ""
    nameless.partnership.save()
    InterruptionFactory(period=stopped, since=date(2026, 12, 1), until=None)
    planted |= {nobody.pk: "instructor_missing", nameless.pk: "workplace_name_missing"}
    planted[stopped.pk] = "interrupted_at_end"

    found = guard_of(college, on=TODAY)

    assert {key: codes for key, codes in found.items() if codes} == {
        key: [code] for key, code in planted.items()
    }
    assert set(found) - set(planted) == {one.pk for one in well}


def test_one_name_with_two_addresses_is_no_address(college, period, place, instructor):
    partner = place()
    student = StudentFactory(provider=college)
    for email in ("otto@paja.invalid", "o.ohjaaja@paja.invalid"):
        person = instructor(given_name="Otto", family_name="Ohjaaja", email=email, phone="")
        period(partnership=partner, instructor=person, student=student)
    elsewhere = instructor(given_name="Otto", family_name="Ohjaaja", phone="")
    period(instructor=elsewhere, student=student)

    found = guard_of(college, on=TODAY)

    assert sorted(found.values()) == [[], ["email_mismatch"], ["email_mismatch"]]


def test_who_asks_for_some_hears_of_the_others_in_their_bundles(
    college, period, place, instructor, mika, aino
):
    partner, student = place(), StudentFactory(provider=college)
    for email, teacher in (("otto@paja.invalid", mika), ("o.o@paja.invalid", aino)):
        person = instructor(given_name="Otto", family_name="Ohjaaja", email=email, phone="")
        period(partnership=partner, instructor=person, student=student, teacher=teacher)

    [own] = guarded(Period.objects.filter(teacher=mika), on=TODAY)

    assert own.codes == ["email_mismatch"]


def test_what_was_called_off_stands_in_no_bundle(college, period, place, instructor):
    partner, student = place(), StudentFactory(provider=college)
    rows = []
    for email in ("otto@paja.invalid", "o.o@paja.invalid"):
        person = instructor(given_name="Otto", family_name="Ohjaaja", email=email, phone="")
        rows.append(period(partnership=partner, instructor=person, student=student))
    Period.objects.filter(pk=rows[1].pk).update(called_off_on=TODAY, called_off_by="school")

    told = {row.pk: row.codes for row in guarded(Period.objects.all(), on=TODAY)}

    assert told[rows[0].pk] == []


def test_two_numbers_without_an_address(college, period, place, instructor):
    partner = place()
    student = StudentFactory(provider=college)
    for phone in ("040 123 4567", "040 123 4568"):
        person = instructor(given_name="Otto", family_name="Ohjaaja", email="", phone=phone)
        period(partnership=partner, instructor=person, student=student)

    assert set(map(tuple, guard_of(college, on=TODAY).values())) == {("phone_mismatch",)}


def test_the_rarer_spelling_is_the_wrong_one(college, period, place, instructor):
    partner = place()
    right = instructor(given_name="Otto", family_name="Ohjaaja")
    wrong = instructor(given_name="Ohjaaja", family_name="Otto")
    for _ in range(2):
        period(partnership=partner, instructor=right)
    odd = period(partnership=partner, instructor=wrong)

    found = guard_of(college, on=TODAY)

    assert {key for key, codes in found.items() if codes} == {odd.pk}
    assert found[odd.pk] == ["two_spellings"]


def test_what_was_merged_is_asked_by_what_stays(college, period, place, instructor):
    gone, stays = place(business_id=""), place()
    person, one = instructor(email="", phone=""), instructor()
    person.absorbed_into = one
    person.save()
    gone.absorbed_into = stays
    gone.save()

    row = period(partnership=gone, instructor=person)

    [found] = guarded(Period.objects.filter(pk=row.pk), on=TODAY)
    assert found.reasons == []
    assert (found.workplace, found.keys.partner) == (stays.name, stays.pk)
    assert (found.told.email, found.keys.instructor) == (one.email, one.pk)


def test_a_period_knows_its_days(college, period):
    row = period()

    [found] = guarded(Period.objects.filter(pk=row.pk), on=TODAY)

    assert (found.ends_on, found.facts.deadline, found.days_left) == (ENDS, date(2026, 12, 17), 23)
    assert (found.send_on, found.answer_until) == (date(2027, 1, 1), date(2027, 1, 30))
    assert days_of([found]) == {row.pk: 75}


def test_nothing_is_asked_of_no_periods(college):
    assert guarded(Period.objects.none(), on=TODAY) == []
    assert guard_of(college, on=TODAY) == {}


def test_the_forecast_bundles_by_instructor_and_month(college, aino, period, place, instructor):
    partner, otto = place(), instructor(given_name="Otto", family_name="Ohjaaja")
    first = StudentFactory(provider=college, given_name="Eetu", family_name="Aho")
    second = StudentFactory(
        provider=college,
        given_name="Senja",
        family_name="Kivi",
        qualification=first.qualification,
    )
    whole = {"partnership": partner, "instructor": otto}
    period(**whole, student=first, part_time=50)
    period(**whole, student=second)
    period(**whole, student=second, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 31))
    period(recorded_on=None)
    period(form="tet")

    months = forecast(aino, on=TODAY)

    assert [one.send_on for one in months][:3] == [
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]
    assert len(months) == 12
    assert [(len(one.bundles), one.students, one.days, one.at_risk) for one in months][:3] == [
        (0, 0, 0, 0),
        (1, 2, 113, 1),
        (1, 1, 28, 0),
    ]
    [bundle] = months[1].bundles
    assert (bundle.instructor, bundle.students) == ("Otto Ohjaaja", ("Eetu Aho", "Senja Kivi"))
    assert (bundle.address, bundle.answer_until) == (otto.email, date(2027, 1, 30))


def test_whom_no_address_is_known_of_is_reached_by_phone(college, aino, period, instructor):
    period(instructor=instructor(email="", phone="040 765 4321"))

    [bundle] = [one for month in forecast(aino, on=TODAY) for one in month.bundles]

    assert bundle.address == "040 765 4321"


def test_two_periods_at_a_time_share_the_days(college, period):
    student = StudentFactory(provider=college)
    ten = {"student": student, "starts_on": STARTS, "ends_on": STARTS + timedelta(days=9)}
    one, two = period(**ten), period(**ten)
    InterruptionFactory(period=two, since=STARTS, until=STARTS + timedelta(days=3))

    rows = guarded(Period.objects.filter(student=student), on=TODAY)

    assert days_of(rows) == {one.pk: 7, two.pk: 3}


@pytest.mark.parametrize("ask", ["guard", "forecast"])
def test_a_hundred_periods_take_as_many_questions_as_one(college, aino, period, place, ask):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            if ask == "guard":
                guard_of(college, on=TODAY)
            else:
                forecast(aino, on=TODAY)
        return len(queries)

    period()
    with_one = asked()
    for _ in range(20):
        period()

    assert asked() == with_one

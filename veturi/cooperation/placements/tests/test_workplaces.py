"""Workplaces are assessed, instructors described, places offered and withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import workplaces
from veturi.cooperation.placements.models import Instructor, Offer, Suitability
from veturi.cooperation.placements.tests.factories import UnitFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
MET = {"has_activity": True, "has_tools": True, "has_staff": True, "method": "visit"}
VALID = {"assessed_on": TODAY, "valid_until": date(2028, 11, 23)}
PLACES = {"places": 3, "starts_on": date(2027, 1, 11), "ends_on": date(2027, 3, 5)}


def test_an_assessment_says_which_units_can_be_learnt_and_until_when(workshop, mika):
    unit = UnitFactory()

    row = workplaces.assess(workshop, by=mika, at=NOW, fields={**MET, **VALID}, units=[unit])

    assert row.is_met
    assert [one.unit for one in row.units.all()] == [unit]
    assert list(Suitability.objects.on(TODAY)) == [row]
    workplaces.withdraw_assessment(row, by=mika, on=TODAY)
    assert not Suitability.objects.on(TODAY).exists()


def test_it_is_not_valid_before_it_is_made(workshop, mika):
    fields = {**MET, "assessed_on": TODAY, "valid_until": date(2026, 1, 1)}
    with pytest.raises(ValidationError):
        workplaces.assess(workshop, by=mika, at=NOW, fields=fields)
    assert not Suitability.objects.exists()


def test_one_of_skill_education_and_experience_is_enough(otto, mika):
    row = workplaces.describe_instructor(otto, by=mika, fields={"basis": "20 vuotta alalla"})
    assert not row.is_competent

    row = workplaces.describe_instructor(otto, by=mika, fields={"by_experience": True})

    assert row.is_competent
    assert Instructor.objects.get() == row
    assert Change.objects.of(f"placements.instructor:{row.pk}").count() == 2


def test_places_that_are_offered_are_a_deed_until_they_are_withdrawn(workshop, mika, ledger):
    offer = workplaces.offer(workshop, by=mika, at=NOW, fields=PLACES)
    assert ledger() == [("place_offered", TODAY, None)]

    offer = workplaces.edit_offer(offer, by=mika, at=NOW, fields={"places": 2})
    assert ledger() == [("place_offered", TODAY, None)]

    workplaces.withdraw_offer(offer, by=mika, at=NOW)
    assert ledger() == []
    assert not Offer.objects.standing().exists()


def test_no_place_is_no_offer(workshop, mika, ledger):
    with pytest.raises(ValidationError):
        workplaces.offer(workshop, by=mika, at=NOW, fields={**PLACES, "places": 0})
    assert ledger() == []


def test_many_are_assessed_and_described_at_once(workshop, bakery, otto, mika):
    rows = workplaces.assess_many(
        [(workshop, {**MET, **VALID}), (bakery, {**MET, **VALID, "has_tools": False})],
        by=mika,
        at=NOW,
    )
    [guide] = workplaces.describe_instructors([(otto, {"by_skill": True})], by=mika, at=NOW)

    assert [row.is_met for row in rows] == [True, False]
    assert guide.is_competent
    assert Change.objects.of(f"placements.suitability:{rows[0].pk}").exists()

"""Eetu studies in Mika's group; the workshop is assessed and Otto may instruct there."""

from datetime import date

import pytest

from conftest import NOW
from veturi.cooperation.placements.actions import periods
from veturi.cooperation.placements.reading import deeds_expected
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    StudentFactory,
    SuitabilityFactory,
)
from veturi.ledger.auditing import differences
from veturi.ledger.models import Deed

BEGAN = date(2026, 10, 5)
ENDS = date(2026, 12, 18)


@pytest.fixture
def eetu(college, mika):
    return StudentFactory(
        provider=college, given_name="Eetu", family_name="Aho", group="KOA24", teacher=mika
    )


@pytest.fixture
def assessed(workshop, otto):
    InstructorFactory(provider=workshop.provider, person=otto)
    return SuitabilityFactory(partnership=workshop)


@pytest.fixture
def propose(college, workshop, eetu, mika):
    def make(**given):
        fields = {
            "student": eetu,
            "partnership": workshop,
            "form": "training_agreement",
            "starts_on": BEGAN,
            "ends_on": ENDS,
            "part_time": 100,
        }
        new = periods.NewPeriod({**fields, **given})
        return periods.propose(new, provider=college, by=mika, at=NOW)

    return make


@pytest.fixture
def running(propose, mika, otto):
    """A period that is agreed, and has begun."""
    return periods.agree(propose(instructor=otto), on=date(2026, 10, 1), by=mika, at=NOW)


@pytest.fixture
def ledger(college):
    """The deeds that stand, and a ledger that agrees with the facts."""

    def read():
        assert list(differences(college, [("placements", deeds_expected)])) == []
        rows = Deed.objects.standing().filter(provider=college).order_by("done_on", "number")
        return [(deed.kind.partition(".")[2], deed.done_on, deed.days) for deed in rows]

    return read

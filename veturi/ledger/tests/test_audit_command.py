"""The audit names what differs: a tally that drifted, a deed that a module does not know."""

import pytest

from conftest import NOW, TODAY
from veturi.ledger import journal
from veturi.ledger.auditing import Difference, Expected, differences
from veturi.ledger.entries import Entry
from veturi.ledger.models import OwnTally, Sum, Tally
from veturi.ledger.months import month_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def deed(college, workshop, aino):
    entry = Entry(
        kind="encounters.met", on=TODAY, partners=[workshop.pk], source="encounters.encounter:7"
    )
    return journal.record(entry, provider=college, by=aino, at=NOW)


def test_a_tally_that_drifted_is_named_with_what_it_should_be(college, workshop, deed):
    Tally.objects.update(n=4)

    key = (college.pk, workshop.pk, "encounters.met", month_of(TODAY))
    assert list(differences(college)) == [Difference("Tally", key, 4, 1)]


@pytest.mark.parametrize("model", [Tally, Sum, OwnTally])
def test_a_tally_that_is_lost_is_named(college, deed, model):
    model.objects.all().delete()

    assert {(one.where, one.kept) for one in differences(college)} == {(model.__name__, 0)}


def test_a_deed_that_its_module_expects_is_no_difference(college, workshop, deed):
    expected = Expected(deed.source, deed.kind, "2026-11-24", (workshop.pk,))

    assert list(differences(college, [("encounters", lambda _provider: [expected])])) == []


def test_a_deed_that_its_module_does_not_know_is_named(college, deed):
    found = list(differences(college, [("encounters", lambda _provider: [])]))

    assert found == [Difference("encounters", (deed.source, deed.kind), 1, 0)]


def test_a_deed_that_is_missing_is_named(college, workshop):
    expected = Expected("encounters.encounter:8", "encounters.met", "2026-11-24", (workshop.pk,))

    found = list(differences(college, [("encounters", lambda _provider: [expected])]))

    assert found == [Difference("encounters", (expected.source, expected.kind), 0, 1)]

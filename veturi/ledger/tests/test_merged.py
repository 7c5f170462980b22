"""What two did together, or promised, before they were made one."""

from datetime import timedelta

import pytest

from conftest import NOW, TODAY
from veturi.directory.actions.merging import merge
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger import journal, reading
from veturi.ledger.entries import Entry
from veturi.ledger.months import month_of
from veturi.ledger.past import Counted

pytestmark = pytest.mark.django_db


def record(college, aino, *partners, on=TODAY, kind="encounters.met", **more):
    keys = [partner.pk for partner in partners]
    entry = Entry(kind=kind, on=on, partners=keys, source="test.thing:1", **more)
    return journal.record(entry, provider=college, by=aino, at=NOW)


@pytest.fixture
def three(college, workshop, bakery):
    return workshop, bakery, PartnershipFactory(provider=college)


@pytest.mark.parametrize("stays", [0, 1, 2])
def test_a_deed_that_they_did_together_counts_once(college, aino, three, stays):
    record(college, aino, *three)
    record(college, aino, *three[:2])
    record(college, aino, three[0])
    journal.retract(record(college, aino, *three), by=aino, at=NOW)
    last_year = TODAY - timedelta(days=365)
    record(college, aino, *three, on=last_year)
    for other in three:
        if other != three[stays]:
            merge(three[stays], other, take=[], by=aino, at=NOW)

    family = reading.families([three[stays]])
    this_month = Counted("encounters.met", month_of(TODAY), 3)
    then = Counted("encounters.met", month_of(last_year), 1)
    assert sorted(reading.pasts(family)[three[stays].pk].counts) == [then, this_month]
    since = reading.pasts(family, since=month_of(TODAY))
    assert since[three[stays].pk].counts == [this_month]
    assert len(reading.line_of(three[stays], seen_by=aino, first=2)) == 2
    assert len(reading.line_of(three[stays], seen_by=aino, first=10)) == 4


def test_a_document_that_both_signed_is_one(college, aino, workshop, bakery):
    record(college, aino, workshop, bakery, kind="plans.year_clock_agreed")
    merge(workshop, bakery, take=[], by=aino, at=NOW)

    documents = reading.standing_documents(reading.families([workshop]))

    assert [row.kind for row in documents[workshop.pk]] == ["plans.year_clock_agreed"]


@pytest.mark.parametrize("promised_first", [True, False])
def test_a_promise_to_one_is_kept_by_a_deed_with_the_other(
    college, aino, workshop, bakery, promised_first
):
    promised, did = (bakery, workshop) if promised_first else (workshop, bakery)
    promise = journal.promise(
        "encounters.action_due",
        provider=college,
        partners=[promised.pk],
        due=TODAY,
        owner=aino,
        source="test.thing:1",
        by=aino,
        at=NOW,
    )
    deed = record(college, aino, did)
    with pytest.raises(journal.NotKept):
        journal.keep(promise, deed=deed)
    merge(workshop, bakery, take=[], by=aino, at=NOW)

    assert journal.keep(promise, deed=deed).kept_by == deed

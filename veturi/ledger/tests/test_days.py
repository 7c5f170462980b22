"""The lens by days: what was done and what is promised, day by day, with some partners."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from veturi.directory.actions import merging
from veturi.directory.models import Partnership
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger import journal
from veturi.ledger.days import Spread, Stretch, done_in, promised_in, spread
from veturi.ledger.entries import Entry

pytestmark = pytest.mark.django_db
NOVEMBER = Stretch(date(2026, 11, 1), date(2026, 11, 30))


def record(college, aino, *partners, on=TODAY, kind="encounters.met"):
    entry = Entry(kind=kind, on=on, partners=[one.pk for one in partners], source="test.thing:1")
    return journal.record(entry, provider=college, by=aino, at=NOW)


def promise(college, aino, partner, due):
    return journal.promise(
        "encounters.action_due",
        provider=college,
        partners=[partner.pk],
        due=due,
        owner=aino,
        source="test.thing:2",
        by=aino,
        at=NOW,
    )


def of(*partners):
    return Partnership.objects.filter(pk__in=[one.pk for one in partners])


def done(partners, seen_by, stretch=NOVEMBER):
    return set(done_in(stretch, partners=partners, seen_by=seen_by))


def promised(partners, seen_by, stretch=NOVEMBER):
    return set(promised_in(stretch, partners=partners, seen_by=seen_by))


def test_deeds_of_the_days_with_any_of_the_partners(college, aino, workshop, bakery):
    met = record(college, aino, workshop)
    both = record(college, aino, workshop, bakery, on=NOVEMBER.first)
    called = record(college, aino, bakery, kind="encounters.called")
    record(college, aino, workshop, on=date(2026, 10, 31))

    assert done(of(workshop), aino) == {met, both}
    assert done(of(workshop, bakery), aino) == {met, both, called}
    assert done(of(), aino) == set()


def test_what_was_taken_back_is_not_on_its_day(college, aino, workshop):
    journal.retract(record(college, aino, workshop), by=aino, at=NOW)

    assert done(of(workshop), aino) == set()


def test_what_was_merged_is_with_the_one_that_stays(college, aino, workshop):
    twin = PartnershipFactory(provider=college)
    met, due = record(college, aino, twin), promise(college, aino, twin, TODAY)
    merging.merge(workshop, twin, take=[], by=aino, at=NOW)

    assert done(of(workshop), aino) == {met}
    assert promised(of(workshop), aino) == {due}


def test_promises_stand_on_their_due_day_until_kept_or_withdrawn(college, aino, workshop):
    open_one = promise(college, aino, workshop, NOVEMBER.last)
    late = promise(college, aino, workshop, NOVEMBER.first)
    promise(college, aino, workshop, NOVEMBER.last + timedelta(days=1))
    journal.keep(promise(college, aino, workshop, TODAY), deed=record(college, aino, workshop))
    journal.withdraw(promise(college, aino, workshop, TODAY), on=TODAY)

    assert promised(of(workshop), aino) == {open_one, late}


def test_another_school_sees_none_of_it(college, aino, sten, workshop):
    record(college, aino, workshop)
    promise(college, aino, workshop, TODAY)

    assert done(of(workshop), sten) == set()
    assert promised(of(workshop), sten) == set()


def test_a_spread_counts_all_and_names_the_first_of_each_day(college, aino, workshop):
    first, second, _third = (record(college, aino, workshop) for _ in range(3))
    earlier = record(college, aino, workshop, on=date(2026, 10, 31))
    rows = done_in(Stretch(date(2026, 10, 1), TODAY), partners=of(workshop), seen_by=aino)

    found = spread(rows, day="done_on", first=2)

    counts = {date(2026, 10, 31): 1, TODAY: 3}
    assert found == Spread(counts, [earlier.pk, first.pk, second.pk])
    assert (found.of_month(TODAY), found.of_month(date(2025, 11, 1))) == (3, 0)

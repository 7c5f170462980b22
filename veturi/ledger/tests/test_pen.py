"""The pen: what it writes, divides, refuses and takes back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger import journal
from veturi.ledger.auditing import differences
from veturi.ledger.entries import Entry, Given
from veturi.ledger.kinds import Currency
from veturi.ledger.models import Contribution, Deed, OwnSum, OwnTally, Promise, Sum, Tally
from veturi.ledger.months import month_of

pytestmark = pytest.mark.django_db


def entry(*partners, kind="encounters.met", on=TODAY, **more):
    keys = [partner.pk for partner in partners]
    return Entry(kind=kind, on=on, partners=keys, source=more.pop("source", "test.thing:1"), **more)


def record(college, *entries, by=None):
    return journal.record_many(entries, provider=college, by=by, at=NOW)


def counts(model):
    return {tuple(row) for row in model.objects.exclude(n=0).values_list("kind", "month", "n")}


def test_a_meeting_left_as_it_is_gives_an_estimated_hour_each_way(college, workshop, aino):
    record(college, entry(workshop), by=aino)

    given = Contribution.objects.values_list("giver", "currency", "hundredths", "confidence")
    assert sorted(given) == [
        ("partner", "expertise_hours", 100, "estimated"),
        ("provider", "expertise_hours", 100, "estimated"),
    ]
    assert counts(Tally) == {("encounters.met", month_of(TODAY), 1)}


def test_hours_that_a_person_typed_are_logged(college, workshop):
    record(college, entry(workshop, hours=Decimal("2.5")))

    assert set(Contribution.objects.values_list("hundredths", "confidence")) == {(250, "logged")}


def test_with_two_partners_ours_is_divided_and_the_rest_goes_to_the_smallest_key(
    college, workshop, bakery
):
    record(college, entry(workshop, bakery, hours=Decimal("0.05")))

    first, second = sorted([workshop.pk, bakery.pk])
    ours = dict(
        Contribution.objects.filter(giver="provider").values_list("partner_id", "hundredths")
    )
    theirs = dict(
        Contribution.objects.filter(giver="partner").values_list("partner_id", "hundredths")
    )
    assert ours == {first: 3, second: 2}
    assert theirs == {first: 5, second: 5}
    assert counts(OwnTally) == {("encounters.met", month_of(TODAY), 1)}


def test_numbers_run_without_gaps_across_sets(college, workshop):
    record(college, entry(workshop), entry(workshop))
    record(college, entry(workshop))

    assert list(Deed.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_a_deed_of_tomorrow_is_refused_and_leaves_no_trace(college, workshop):
    with pytest.raises(journal.NotRecordable):
        record(college, entry(workshop), entry(workshop, on=date(2026, 11, 25)))

    assert not Deed.objects.exists()


def test_a_partner_stands_once_in_a_deed(college, workshop):
    with pytest.raises(journal.NotRecordable):
        record(college, entry(workshop, workshop))


def test_a_deed_without_partners_is_refused(college):
    with pytest.raises(journal.NotRecordable):
        record(college, entry())


def test_what_is_retracted_leaves_every_tally(college, workshop, aino):
    [deed] = record(college, entry(workshop))

    row = journal.retract(deed, by=aino, at=NOW)

    assert (row.retracts, row.kind, row.number) == (deed, deed.kind, 2)
    assert counts(Tally) == set()
    assert not Sum.objects.exclude(hundredths=0).exists()
    assert list(differences(college)) == []


def test_what_is_retracted_leaves_no_row_of_nothing(college, workshop, bakery, aino):
    stays, goes = record(college, entry(workshop), entry(bakery, source="test.thing:2"))
    journal.retract(goes, by=aino, at=NOW)

    assert [(row.partner, row.n) for row in Tally.objects.all()] == [(workshop, 1)]
    assert set(Sum.objects.values_list("partner", flat=True)) == {workshop.pk}
    assert OwnTally.objects.get().n == 1
    journal.retract(stays, by=aino, at=NOW)
    for figures in (Tally, Sum, OwnTally, OwnSum):
        assert not figures.objects.exists()


def test_what_was_taken_back_is_not_taken_back_twice(college, workshop, aino):
    [deed] = record(college, entry(workshop))
    row = journal.retract(deed, by=aino, at=NOW)

    with pytest.raises(journal.NotRetractable):
        journal.retract(deed, by=aino, at=NOW)
    with pytest.raises(journal.NotRetractable):
        journal.retract(row, by=aino, at=NOW)


def test_a_month_of_a_period_is_recorded_once_while_it_stands(college, workshop, aino):
    month = entry(workshop, kind="placements.period_month_held", on=date(2026, 10, 31))
    [deed] = record(college, month)

    with pytest.raises(journal.NotRecordable):
        record(college, month)

    journal.retract(deed, by=aino, at=NOW)
    assert record(college, month)


def test_a_plan_without_a_last_day_stands_two_years(college, workshop):
    [deed] = record(
        college, entry(workshop, kind="plans.partnership_plan_agreed", on=date(2024, 2, 29))
    )

    assert deed.until == date(2026, 2, 27)


def test_equal_figures_of_both_sides_become_confirmed(college, workshop):
    record(college, entry(workshop, hours=Decimal(2)))
    theirs = Contribution.objects.get(giver="partner")

    journal.confirm(theirs, hundredths=200, on=TODAY)

    kept = set(Sum.objects.exclude(hundredths=0).values_list("giver", "confidence", "hundredths"))
    assert kept == {("partner", "confirmed", 200), ("provider", "logged", 200)}
    assert list(differences(college)) == []


def test_a_different_figure_stands_beside_ours_and_changes_nothing(college, workshop):
    record(college, entry(workshop, hours=Decimal(2)))
    theirs = Contribution.objects.get(giver="partner")

    row = journal.confirm(theirs, hundredths=300, on=TODAY)

    assert (row.agrees, theirs.hundredths) == (False, 200)
    assert not Sum.objects.filter(confidence="confirmed").exists()


def test_a_promise_is_kept_by_a_deed_of_its_kinds_between_the_same_parties(
    college, workshop, bakery, aino
):
    promise = journal.promise(
        "encounters.meeting_planned",
        provider=college,
        partners=[workshop.pk],
        due=TODAY,
        owner=aino,
        source="test.thing:2",
        by=aino,
        at=NOW,
    )
    call, elsewhere, met = record(
        college, entry(workshop, kind="encounters.called"), entry(bakery), entry(workshop)
    )

    for wrong in (call, elsewhere):
        with pytest.raises(journal.NotKept):
            journal.keep(promise, deed=wrong)
    kept = journal.keep(promise, deed=met)

    assert kept.kept_by == met
    with pytest.raises(journal.NotKept):
        journal.withdraw(promise, on=TODAY)
    journal.retract(met, by=aino, at=NOW)
    promise.refresh_from_db()
    assert promise.kept_by is None


def promised(college, workshop, aino, **more):
    told = {
        "provider": college,
        "partners": [workshop.pk],
        "due": TODAY,
        "owner": aino,
        "source": "test.thing:2",
        "by": aino,
        "at": NOW,
    }
    return journal.promise("encounters.meeting_planned", **{**told, **more})


def test_a_figure_of_what_was_taken_back_is_not_taken(college, workshop, aino):
    [deed] = record(college, entry(workshop, hours=Decimal(2)))
    gift = deed.contributions.get(giver="partner")
    journal.retract(deed, by=aino, at=NOW)

    with pytest.raises(journal.NotConfirmed):
        journal.confirm(gift, hundredths=200, on=TODAY)

    assert list(differences(college)) == []


def test_a_figure_is_given_once(college, workshop):
    [deed] = record(college, entry(workshop, hours=Decimal(2)))
    gift = deed.contributions.get(giver="partner")
    journal.confirm(gift, hundredths=200, on=TODAY)

    with pytest.raises(journal.NotConfirmed):
        journal.confirm(gift, hundredths=300, on=TODAY)

    assert list(differences(college)) == []


def test_what_was_taken_back_keeps_no_promise(college, workshop, aino):
    [deed] = record(college, entry(workshop))
    row = journal.retract(deed, by=aino, at=NOW)
    promise = promised(college, workshop, aino)

    for wrong in (deed, row):
        with pytest.raises(journal.NotKept):
            journal.keep(promise, deed=wrong)

    promise.refresh_from_db()
    assert promise.kept_by is None


@pytest.fixture
def theirs(sten):
    return PartnershipFactory(provider=sten.provider)


def test_a_partner_of_another_school_is_not_recorded(college, workshop, theirs):
    with pytest.raises(journal.NotRecordable):
        record(college, entry(workshop), entry(workshop, theirs))

    assert not Deed.objects.exists()


def test_a_person_of_another_school_is_not_recorded(college, workshop, sten):
    with pytest.raises(journal.NotRecordable):
        record(college, entry(workshop, persons=[(sten.pk, "present")]))
    with pytest.raises(journal.NotRecordable):
        record(college, entry(workshop), by=sten)

    assert not Deed.objects.exists()


def test_a_gift_is_of_a_partner_of_the_deed(college, workshop, bakery):
    given = [Given("partner", Currency.EUROS, Decimal(5), "logged", partner=bakery.pk)]

    with pytest.raises(journal.NotRecordable):
        record(college, entry(workshop, given=given))


def test_nothing_is_promised_with_or_by_another_school(college, workshop, aino, sten, theirs):
    for wrong in ({"partners": [theirs.pk]}, {"owner": sten}, {"by": sten}):
        with pytest.raises(journal.NotRecordable):
            promised(college, workshop, aino, **wrong)

    assert not Promise.objects.exists()


def test_a_promise_is_moved_while_it_is_open(college, workshop, aino):
    kept, withdrawn = promised(college, workshop, aino), promised(college, workshop, aino)
    [deed] = record(college, entry(workshop))
    journal.keep(kept, deed=deed)
    journal.withdraw(withdrawn, on=TODAY)

    for promise in (kept, withdrawn):
        with pytest.raises(journal.NotKept):
            journal.move(promise, due=date(2027, 1, 1), owner=aino, by=aino, at=NOW)

    assert set(Promise.objects.values_list("due", flat=True)) == {TODAY}


def test_a_promise_is_not_given_to_another_school(college, workshop, aino, sten):
    promise = promised(college, workshop, aino)

    with pytest.raises(journal.NotRecordable):
        journal.move(promise, due=TODAY, owner=sten, by=aino, at=NOW)


def test_many_are_taken_back_at_the_cost_of_two(college, workshop, aino):
    costs = []
    for count in (2, 50):
        deeds = record(college, *[entry(workshop) for _ in range(count)])
        with CaptureQueriesContext(connection) as queries:
            journal.retract_many(deeds, provider=college, by=aino, at=NOW)
        costs.append(len(queries))

    assert costs[0] == costs[1]

"""The lens: a partner's deeds and sums as they are asked for, by who may see them."""

from datetime import date
from decimal import Decimal

import pytest

from conftest import NOW, TODAY
from veturi.ledger import journal, reading
from veturi.ledger.entries import Entry, Given
from veturi.ledger.kinds import Currency, deed_kind, promise_kind
from veturi.ledger.models import (
    Book,
    Confirmation,
    Contribution,
    DeedParty,
    KindSetting,
    OwnSum,
    OwnTally,
    PromiseParty,
    Sum,
    Tally,
    WeightSet,
)
from veturi.ledger.months import month_of

pytestmark = pytest.mark.django_db
NOVEMBER = month_of(TODAY)


def record(college, aino, *partners, kind="encounters.met", **more):
    keys = [partner.pk for partner in partners]
    entry = Entry(kind=kind, on=TODAY, partners=keys, source="test.thing:1", **more)
    return journal.record(entry, provider=college, by=aino, at=NOW)


def test_the_line_of_a_partner_may_be_of_some_kinds_only(college, aino, workshop):
    met = record(college, aino, workshop)
    record(college, aino, workshop, kind="encounters.called")

    line = reading.line_of(workshop, seen_by=aino, first=10, kinds=["encounters.met"])

    assert line == [met]


def test_deeds_are_asked_for_by_kind_and_by_who_was_there(college, aino, workshop, otto):
    with_otto = record(college, aino, workshop, persons=[(otto.pk, "present")])
    without = record(college, aino, workshop)
    call = record(college, aino, workshop, kind="encounters.called")

    line = lambda **asked: reading.line_of(workshop, seen_by=aino, first=9, **asked)
    assert line() == list(reading.deeds_of(workshop, seen_by=aino)) == [call, without, with_otto]
    assert line(person=otto.pk) == [with_otto]
    called = ["encounters.called"]
    assert (
        line(kinds=called) == list(reading.deeds_of(workshop, seen_by=aino, kinds=called)) == [call]
    )


def test_what_is_taken_back_is_gone_from_lines_and_totals(college, aino, workshop):
    journal.retract(record(college, aino, workshop), by=aino, at=NOW)

    assert reading.line_of(workshop, seen_by=aino, first=10) == []
    assert reading.deeds_of(workshop, seen_by=aino).count() == 0
    assert reading.totals(college, since=NOVEMBER, until=NOVEMBER, month=NOVEMBER) == {}


def test_a_strangers_line_of_a_partner_is_empty(college, aino, sten, workshop):
    record(college, aino, workshop)

    assert reading.line_of(workshop, seen_by=sten, first=10) == []
    assert not reading.deeds_seen_by(sten).exists()


def test_deeds_of_what_was_merged_in_are_the_partners(college, aino, workshop, bakery):
    there = record(college, aino, bakery)
    bakery.absorbed_into = workshop
    bakery.save()

    assert reading.line_of(workshop, seen_by=aino, first=10) == [there]
    assert list(reading.totals(college, since=NOVEMBER, until=NOVEMBER, month=NOVEMBER)) == [
        workshop.pk
    ]


def test_a_gift_of_one_named_partner_is_that_partners_alone(college, aino, workshop, bakery):
    hour = Given("partner", Currency.EXPERTISE_HOURS, Decimal(1), "logged", partner=bakery.pk)

    record(college, aino, workshop, bakery, given=[hour])

    assert Contribution.objects.get().partner == bakery


def test_a_last_day_before_the_first_is_refused(college, aino, workshop):
    with pytest.raises(journal.NotRecordable):
        record(college, aino, workshop, until=date(2026, 11, 23))

    assert not DeedParty.objects.exists()


def test_each_row_of_the_ledger_says_what_it_is(college, aino, workshop):
    deed = record(college, aino, workshop, hours=Decimal(2))
    theirs = Contribution.objects.get(giver="partner")
    confirmed = journal.confirm(theirs, hundredths=200, on=TODAY)
    promise = journal.promise(
        "encounters.action_due",
        provider=college,
        partners=[workshop.pk],
        due=TODAY,
        owner=aino,
        source="test.thing:2",
        by=aino,
        at=NOW,
    )

    where = f"{workshop.pk} encounters.met {NOVEMBER}"
    ours = f"{college.pk} encounters.met {NOVEMBER}"
    said = {
        Book: f"{college.pk}: 1",
        DeedParty: f"{deed.pk}: {workshop.pk}",
        Confirmation: f"{theirs.pk}: 200",
        PromiseParty: f"{promise.pk}: {workshop.pk}",
        Tally: f"{where}: 1",
        OwnTally: f"{ours}: 1",
    }
    assert {model: str(model.objects.get()) for model in said} == said
    assert (str(deed), str(promise), str(theirs), confirmed.agrees) == (
        "encounters.met 2026-11-24",
        "encounters.action_due 2026-11-24",
        "partner: expertise_hours 2",
        True,
    )
    assert {str(row) for row in Sum.objects.exclude(hundredths=0)} == {
        f"{where} expertise_hours: 200"
    }
    assert {str(row) for row in OwnSum.objects.exclude(hundredths=0)} == {
        f"{ours} expertise_hours: 200"
    }


def test_whoever_tails_the_ledger_is_told_each_deed_once(college, aino, workshop, bakery):
    record(college, aino, workshop)
    record(college, aino, bakery)

    assert reading.touched_since(college, number=1) == ({bakery.pk}, 2)
    assert reading.touched_since(college, number=2) == (set(), 2)


def test_sets_of_ones_own_go_by_their_names(college):
    weights = WeightSet(provider=college, name="weights-2026-11-24", valid_from=TODAY)
    amounts = KindSetting(provider=college, kind="encounters.met", valid_from=TODAY)

    assert (str(weights), str(amounts)) == ("weights-2026-11-24", "encounters.met 2026-11-24")


def test_kinds_go_by_their_names():
    kind, promised = deed_kind("encounters.met"), promise_kind("encounters.action_due")

    assert (str(kind), kind.module) == (str(kind.name), "encounters")
    assert (str(promised), promised.module) == (str(promised.name), "encounters")


def test_the_latest_are_found_behind_many_that_were_taken_back(college, aino, workshop):
    stands = record(college, aino, workshop)
    for _number in range(reading.WINDOW):
        journal.retract(record(college, aino, workshop), by=aino, at=NOW)

    assert reading.latest_deeds(aino, first=1) == [stands]
    assert reading.latest_deeds(aino, first=2) == [stands]

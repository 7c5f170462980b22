"""How a deed is told and its gifts are written."""

from decimal import Decimal

import pytest
from django.utils import translation

from veturi.ledger.kinds import (
    CURRENCY_NAMES,
    Currency,
    Gift,
    Layer,
    Purpose,
    Side,
    Unit,
    deed_kind,
    read_gifts,
)


def test_euros_come_from_the_record():
    assert read_gifts("euros:record") == (Gift(Currency.EUROS, Decimal(1), Unit.RECORD),)
    assert read_gifts("–") == read_gifts("") == ()


@pytest.mark.parametrize(
    "text", ["euros", "hours:1/hour", "hires:1", "hires:x/person", "hires:1/month"]
)
def test_what_is_no_gift_is_refused(text):
    with pytest.raises(ValueError):
        read_gifts(text)


def test_a_deed_is_told_in_the_readers_language_with_its_own_decimals():
    kind = deed_kind("encounters.met")

    with translation.override("fi"):
        assert kind.tell("Esimerkkipuu Oy", hours=Decimal("1.50")) == (
            "Esimerkkipuu Oy: tapaaminen, 1,5 h."
        )
    with translation.override("sv"):
        assert kind.tell("Esimerkkipuu Oy", hours=Decimal("2.00")) == (
            "Esimerkkipuu Oy: möte, 2 h."
        )
    with translation.override("en"):
        assert kind.tell("Esimerkkipuu Oy", hours=Decimal("0.25")) == (
            "Esimerkkipuu Oy: meeting, 0.25 h."
        )


def test_numbers_are_told_whole_and_a_missing_one_as_a_dash():
    with translation.override("fi"):
        told = deed_kind("exchange.students_visited").tell("{Oy}", people=20)
        days = deed_kind("placements.tet_period_held").tell("Oy", days=Decimal("10.00"))

    assert told == "{Oy}: opiskelijaryhmä vieraili, opiskelijoita: 20, – h."
    assert days == "Oy: TET-jakso, 10 pv."


def test_every_currency_and_label_speaks_three_languages():
    assert set(CURRENCY_NAMES) == set(Currency)
    for member in (*Layer, *Purpose, *Currency, *Side):
        with translation.override("fi"):
            fi = str(member.label)
        with translation.override("en"):
            assert str(member.label) != fi

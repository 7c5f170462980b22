"""How long a period was, in days that weigh: shared among those that ran at the same time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.national import (
    corrected_kesto,
    jakso_active,
    kesto,
    one_day_shares,
    osa_aikaisuuskerroin,
    with_end_dates,
)
from veturi.cooperation.placements.tests.national.reading import (
    pairs,
    periods,
    rights,
    rows,
    span,
    spans,
    unhurried,
)

PERIODS, RIGHTS = periods(), rights()
PRESENT = {"1": [{"alku": "2020-01-01", "tila": "lasna"}]}


def chosen(names):
    return PERIODS if names == "all" else {name: PERIODS[name] for name in names.split()}


@pytest.mark.parametrize("row", rows("kesto"), ids=lambda row: row["periods"])
def test_periods_of_the_register_last_as_long_as_it_says(row):
    days, wanted = kesto(chosen(row["periods"]), RIGHTS), pairs(row["days"])

    assert {name: days[name] for name in wanted} == wanted


@pytest.mark.parametrize("row", rows("kesto"), ids=lambda row: row["periods"])
def test_a_list_of_them_is_keyed_as_in_the_register(row):
    periods = chosen(row["periods"])

    days = kesto(list(periods.values()), RIGHTS)

    by_name = kesto(periods, RIGHTS)
    assert days == {
        (jakso["hoks_id"], jakso["yksiloiva_tunniste"]): by_name[name]
        for name, jakso in periods.items()
    }


@pytest.mark.parametrize("row", rows("shares"), ids=lambda row: f"{row['day']} {row['periods']}")
def test_a_day_is_shared_as_in_the_register(row):
    shares = one_day_shares(chosen(row["periods"]), RIGHTS, row["day"])

    assert {name: round(share, 2) for name, share in shares.items()} == pairs(row["shares"], float)


@pytest.mark.parametrize("row", rows("active"), ids=lambda row: f"{row['right']} {row['day']}")
def test_a_period_counts_on_a_day_as_in_the_register(row):
    jakso = {
        **span(f"{row['alku']}..{row['loppu']}"),
        "keskeytymisajanjaksot": spans(row["breaks"]),
    }

    assert jakso_active(jakso, RIGHTS.get(row["right"]), row["day"]) is (row["active"] == "yes")


# The register: jaksojen kestot, niputus_integration. Its second HOKS has a period not bundled.
TWO_STUDENTS = [
    ("11", "aaa", "2022-01-01", "2022-01-25", ""),
    ("12", "aaa", "2022-01-15", "2022-01-31", ""),
    ("13", "aaa", "2022-01-20", "2022-01-31", ""),
    ("21", "bbb", "2022-01-10", "2022-01-20", "2022-01-12..2022-01-14"),
    ("22", "bbb", "2022-01-01", "2022-01-30", "2022-01-03..2022-01-08"),
]
HOLIDAYS = {
    "aaa": [
        {"alku": "2021-09-01", "tila": "lasna"},
        {"alku": "2022-01-24", "tila": "loma"},
        {"alku": "2022-01-28", "tila": "lasna"},
    ],
    "bbb": [{"alku": "2021-09-01", "tila": "lasna"}, {"alku": "2022-01-17", "tila": "loma"}],
}


def test_an_exact_half_can_come_out_smaller_as_in_the_register():
    """The days of 11 are 18.5 in fractions and 18.499999999999993 as the register adds them."""
    jaksot = {
        name: {
            "oppija_oid": student,
            "opiskeluoikeus_oid": student,
            "jakso_alkupvm": first,
            "jakso_loppupvm": last,
            "osa_aikaisuus": 100,
            "keskeytymisajanjaksot": spans(breaks),
        }
        for name, student, first, last, breaks in TWO_STUDENTS
    }

    days = kesto(jaksot, HOLIDAYS)

    assert {name: days[name] for name in ("11", "13", "21")} == {"11": 18, "13": 5, "21": 4}


@pytest.mark.parametrize(
    ("osa_aikaisuus", "factor"),
    [(1, 0.01), (50, 0.5), (100, 1.0), (-1, 0), (120, 0), ("100", 0)]
    + [(None, 0), (0, 0), (101, 0), (5.5, 0), (55.5, 0), (50.0, 0), (True, 0), ({}, 0)],
)
def test_only_a_whole_percentage_weighs(osa_aikaisuus, factor):
    assert osa_aikaisuuskerroin(osa_aikaisuus) == factor


@pytest.mark.parametrize("osa_aikaisuus", [None, 0, 55.5, True, {}])
def test_without_one_the_period_weighs_nothing(osa_aikaisuus):
    assert kesto({"a": {**PERIODS["2"], "osa_aikaisuus": osa_aikaisuus}}, RIGHTS) == {"a": 0}


@pytest.mark.parametrize("opiskeluoikeudet", [{}, None, {"1.2.3.8": None}])
def test_without_a_study_right_the_period_weighs_nothing(opiskeluoikeudet):
    assert kesto({"a": PERIODS["2"]}, opiskeluoikeudet) == {"a": 0}


def test_a_period_that_is_not_found_takes_no_days_of_others():
    lost = {**PERIODS["3"], "opiskeluoikeus_oid": "gone", "yksiloiva_tunniste": "x"}

    assert kesto({"a": PERIODS["3"], "b": lost}, RIGHTS) == {"a": 9, "b": 0}


def test_nothing_lasts_no_time():
    assert (kesto([], {}), kesto({}, {}), kesto(None, None)) == ({}, {}, {})


def jakso(alku, loppu, share=100, breaks="", student="s", right="1"):
    return {
        "oppija_oid": student,
        "opiskeluoikeus_oid": right,
        "alku": alku,
        "loppu": loppu,
        "osa_aikaisuus": share,
        "keskeytymisajanjaksot": spans(breaks),
    }


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (jakso("2024-02-28", "2024-03-01"), 3),
        (jakso("2023-02-28", "2023-03-01"), 2),
        (jakso("2023-12-31", "2024-01-01"), 2),
        (jakso("2024-01-01", "2024-01-01", 50), 1),
        (jakso("2024-01-01", "2024-01-01", 49), 0),
        (jakso("2024-01-01", "2024-01-05", 90), 5),
        (jakso("2024-01-02", "2024-01-01"), 0),
        (jakso("2024-01-01", None), 0),
        (jakso(None, None), 0),
        (jakso("2024-01-01", "2024-01-10", breaks="2024-01-03..2024-01-06 2024-01-05.."), 2),
        (jakso("2024-01-01", "2024-01-10", breaks="..2024-01-04"), 6),
        (jakso("2024-01-01", "2024-01-10", breaks="2024-01-04..2024-01-03"), 10),
        (jakso(date(2024, 1, 1), date(2024, 1, 10)), 10),
        (jakso("2024-01-01T08:00", " 2024-01-10 "), 10),
    ],
)
def test_every_calendar_day_counts_and_both_ends(period, days):
    assert kesto({"a": period}, PRESENT) == {"a": days}


def test_an_open_period_shares_the_days_of_one_that_ends():
    jaksot = {"open": jakso("2024-01-05", None), "ends": jakso("2024-01-01", "2024-01-10")}

    assert kesto(jaksot, PRESENT) == {"open": 3, "ends": 7}


def test_periods_of_others_share_nothing():
    jaksot = {name: jakso("2024-01-01", "2024-01-10", student=name) for name in ("aino", "sten")}

    assert kesto(jaksot, PRESENT) == {"aino": 10, "sten": 10}


def test_ten_at_a_time_have_a_tenth_each():
    jaksot = {n: jakso("2024-01-01", "2024-01-20") for n in range(10)}

    assert kesto(jaksot, PRESENT) == dict.fromkeys(range(10), 2)


def test_breaks_are_optional():
    bare = jakso("2024-01-01", "2024-01-03")
    del bare["keskeytymisajanjaksot"]

    assert kesto(
        {"a": bare, "b": {**bare, "oppija_oid": "t", "keskeytymisajanjaksot": None}}, PRESENT
    ) == {
        "a": 3,
        "b": 3,
    }


def test_a_study_right_interrupts_but_a_holiday_does_not_also_in_koskis_shape():
    right = {
        "tila": {
            "opiskeluoikeusjaksot": [
                {"alku": "2024-01-07", "tila": {"koodiarvo": "lasna"}},
                {"alku": "2024-01-05", "tila": {"koodiarvo": "valiaikaisestikeskeytynyt"}},
                {"alku": "2024-01-01", "tila": {"koodiarvo": "loma"}},
            ]
        }
    }

    assert kesto({"a": jakso("2024-01-01", "2024-01-10")}, {"1": right}) == {"a": 8}


def test_states_of_a_study_right_end_the_day_before_the_next():
    assert with_end_dates(RIGHTS["1.2.3.4"]) == [
        {"tila": "lasna", "alku": "2022-01-01", "loppu": "2022-01-29"},
        {"tila": "loma", "alku": "2022-01-30", "loppu": "2022-02-09"},
        {"tila": "lasna", "alku": "2022-02-10"},
    ]
    assert with_end_dates(RIGHTS["1.2.3.5"]) == [
        {"tila": "lasna", "alku": "2022-01-01", "loppu": "2022-02-01"},
        {"tila": "valiaikaisestikeskeytynyt", "alku": "2022-02-02"},
    ]
    assert with_end_dates([]) == []


def test_the_example_of_the_register_to_three_decimals():
    """eHOKS, doc/tyopaikkajaksojen-kestojen-laskenta.md; it names no year."""
    jaksot = {
        "A": jakso("2024-04-12", "2024-04-20"),
        "B": jakso("2024-04-15", "2024-04-22"),
        "C": jakso("2024-04-14", "2024-04-18"),
    }
    days = [f"2024-04-{day}" for day in range(12, 23)]

    shares = [one_day_shares(jaksot, PRESENT, day) for day in days]

    sums = {name: round(sum(share.get(name, 0) for share in shares), 3) for name in jaksot}
    assert sums == {"A": 4.833, "B": 4.333, "C": 1.833}


@pytest.mark.parametrize(
    ("given", "days"),
    [
        (("2023-02-01", "2023-05-31", 85, 73), 120),
        (("2023-02-01", "2023-05-31", 85, 0), 0),
        (("2023-02-04", "2023-02-05", 85, 3), 0),
        (("2023-02-01", "2023-05-31", None, 73), 0),
    ],
)
def test_the_correction_of_2023_turned_weekdays_into_days(given, days):
    assert corrected_kesto(*given) == days


@pytest.mark.parametrize("wrong", ["1.1.2024", "2024-02-30", "soon"])
def test_what_is_no_day_is_refused(wrong):
    with pytest.raises(ValueError):
        kesto({"a": jakso(wrong, "2024-03-01")}, PRESENT)


def test_a_number_is_no_day():
    with pytest.raises(TypeError):
        kesto({"a": jakso(20240101, "2024-03-01")}, PRESENT)


DAYS = some.integers(0, 60).map(lambda n: date(2024, 2, 1) + timedelta(days=n))
RANGES = some.tuples(DAYS, DAYS).map(sorted)
BREAKS = some.lists(RANGES.map(lambda r: {"alku": r[0], "loppu": r[1]}), max_size=3)
JAKSOT = some.lists(
    some.builds(
        lambda r, share, breaks: {
            **jakso(r[0], r[1], share),
            "keskeytymisajanjaksot": breaks,
        },
        RANGES,
        some.integers(1, 100),
        BREAKS,
    ),
    min_size=1,
    max_size=5,
).map(lambda periods: dict(enumerate(periods)))


@unhurried
@given(JAKSOT, DAYS)
def test_the_shares_of_a_day_are_one_day_or_none(jaksot, day):
    shares = one_day_shares(jaksot, PRESENT, day)

    assert sum(shares.values()) == pytest.approx(1 if shares else 0)
    assert len(set(shares.values())) <= 1


@unhurried
@given(JAKSOT)
def test_together_they_never_last_longer_than_the_days_there_are(jaksot):
    days = kesto(jaksot, PRESENT)

    there_are = {
        one["alku"] + timedelta(days=n)
        for one in jaksot.values()
        for n in range((one["loppu"] - one["alku"]).days + 1)
    }
    assert sum(days.values()) <= len(there_are) + len(jaksot) / 2


@unhurried
@given(JAKSOT, BREAKS)
def test_a_break_never_makes_its_period_longer(jaksot, breaks):
    first = jaksot[0]
    broken = {**first, "keskeytymisajanjaksot": first["keskeytymisajanjaksot"] + breaks}

    assert kesto({**jaksot, 0: broken}, PRESENT)[0] <= kesto(jaksot, PRESENT)[0]


@unhurried
@given(JAKSOT)
def test_one_more_period_never_makes_another_longer(jaksot):
    *others, last = jaksot
    fewer = {name: jaksot[name] for name in others}

    assert all(days >= kesto(jaksot, PRESENT)[name] for name, days in kesto(fewer, PRESENT).items())
    assert last in jaksot


@unhurried
@given(JAKSOT)
def test_their_order_does_not_matter(jaksot):
    assert kesto(dict(reversed(jaksot.items())), PRESENT) == kesto(jaksot, PRESENT)

"""When a survey opens, ends, is bundled, sent and reminded of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements import national
from veturi.cooperation.placements.rules.national.days import day_of, months_before, some_day
from veturi.cooperation.placements.tests.national.reading import rows, span, spans, unhurried

YES_NO = {"yes": True, "no": False}


def read(text, rule, place):
    if text == "-":
        return [] if rule == "not_in_keskeytymisajanjakso" else None
    if place == 0 and ".." in text:
        return span(text) if rule == "in_jakso" else spans(text)
    return int(text) if text.isdecimal() else text


def answer(expected):
    words = [YES_NO.get(word, word) for word in expected.split()]
    return words[0] if len(words) == 1 else words


@pytest.mark.parametrize("row", rows("days"), ids=lambda row: f"{row['rule']} {row['given']}")
def test_days_fall_as_in_the_register(row):
    given_ = [read(text, row["rule"], place) for place, text in enumerate(row["given"].split())]

    found = getattr(national, row["rule"])(*given_)

    assert (list(found.values()) if isinstance(found, dict) else found) == answer(row["expected"])


@pytest.mark.parametrize(
    ("rule", "given_", "expected"),
    [
        ("next_niputus_date", ["2024-01-31"], "2024-02-01"),
        ("next_niputus_date", ["2024-02-29"], "2024-03-01"),
        ("next_niputus_date", ["2024-02-01"], "2024-03-01"),
        ("next_niputus_date", [date(2025, 12, 31)], "2026-01-01"),
        ("next_niputus_date", ["2025-06-16T23:59"], "2025-07-01"),
        ("vastaamisajan_loppupvm", ["2023-12-31", "2024-01-01"], "2024-01-30"),
        ("vastaamisajan_loppupvm", ["2024-01-01", "2024-02-01"], "2024-02-29"),
        ("vastaamisajan_loppupvm", ["2023-01-01", "2023-02-01"], "2023-03-01"),
        ("rahoituskausi", ["2024-06-30"], "2023-2024"),
        ("rahoituskausi", ["2024-07-01"], "2024-2025"),
        ("rahoituskausi", [None], None),
        ("rahoituskausi", [""], None),
        ("valid_herate_date", [None, "2024-01-01"], False),
        ("valid_herate_date", ["2023-07-01", "2024-06-30"], True),
        ("valid_herate_date", ["2023-06-30", "2024-06-30"], False),
        ("valid_herate_date", ["2030-01-01", "2024-06-30"], True),
        ("has_time_to_answer", ["2024-03-01T00:00:00.000Z", "2024-03-01"], True),
        ("finnish_business_hours", ["2026-04-13T06:59"], False),
        ("finnish_business_hours", ["2026-04-17T17:59:59"], True),
        ("finnish_business_hours", ["2026-12-25T12:00"], True),
        ("finnish_business_hours", ["2026-04-13T04:00:00Z"], True),
        ("finnish_business_hours", ["2026-04-13T03:59:00Z"], False),
        ("finnish_business_hours", ["2026-01-12T04:59:00Z"], False),
        ("finnish_business_hours", ["2026-01-12T05:00:00+00:00"], True),
        ("finnish_business_hours", [datetime(2026, 4, 17, 15, 0, tzinfo=UTC)], False),
        ("finnish_business_hours", [datetime(2026, 4, 19, 22, 0, tzinfo=UTC)], False),
        ("tpk_kausi", ["2024-06-30"], {"alku": "2024-01-01", "loppu": "2024-06-30"}),
        ("tpk_kausi", ["2024-07-01"], {"alku": "2024-07-01", "loppu": "2024-12-31"}),
        ("tpk_current_kausi", ["2024-08-31"], {"alku": "2024-01-01", "loppu": "2024-06-30"}),
        ("tpk_current_kausi", ["2024-09-01"], {"alku": "2024-07-01", "loppu": "2024-12-31"}),
        ("tpk_current_kausi", ["2024-02-29"], {"alku": "2023-07-01", "loppu": "2023-12-31"}),
        ("tpk_current_kausi", ["2024-03-01"], {"alku": "2024-01-01", "loppu": "2024-06-30"}),
        ("tpk_vastaamisajan_loppupvm", ["2023-12-31"], "2024-02-29"),
        ("tpk_vastaamisajan_loppupvm", ["2022-12-31"], "2023-02-28"),
        ("tpk_vastaamisajan_loppupvm", ["2024-06-30"], "2024-08-31"),
        ("period_contains_date", [None, "2024-01-01"], False),
        ("period_contains_date", [[{}], "2024-01-01"], True),
        ("osa_aikaisuus_missing", [None, "2023-07-01"], True),
    ],
)
def test_days_fall_so_at_the_edges(rule, given_, expected):
    assert getattr(national, rule)(*given_) == expected


@pytest.mark.parametrize(
    ("nippu", "today", "expected"),
    [
        ({"kasittelytila": "lahetetty"}, None, None),
        ({"sms_kasittelytila": "lahetetty"}, None, None),
        ({"kasittelytila": "vastattu", "niputuspvm": "2021-09-15"}, "2021-09-25", None),
        ({"sms_kasittelytila": "vastattu"}, "2021-09-25", None),
        ({"niputuspvm": "2021-09-15"}, "2021-09-25", "2021-10-25"),
        ({"niputuspvm": "2021-12-15"}, "2022-01-10", "2022-02-09"),
        ({"niputuspvm": "2021-12-15"}, "2022-02-01", "2022-02-13"),
        ({"niputuspvm": "2021-09-15", "kasittelytila": "ei_lahetetty"}, "2021-09-15", "2021-10-15"),
        ({"niputuspvm": "2021-09-15", "kasittelytila": None}, "2021-10-15", "2021-11-14"),
    ],
)
def test_sent_later_it_can_be_answered_longer(nippu, today, expected):
    assert national.new_loppupvm_when_sent(nippu, today) == expected


def test_a_bundle_without_a_day_cannot_be_sent_later():
    with pytest.raises(ValueError):
        national.new_loppupvm_when_sent({}, "2022-01-10")


def test_asked_for_too_late_a_token_is_outside_the_population():
    assert national.arvo_request_window("2024-01-06", "2024-03-06") == {
        "vastaamisajan_alkupvm": "2024-03-06",
        "vastaamisajan_loppupvm": "2024-03-05",
        "ei_kuulu_lahetettavien_perusjoukkoon": True,
    }


# eHOKS: select_paattyneet_tyoelamajaksot_3kk.sql, select_vanhat_hoksit_having_yhteystiedot.sql
@pytest.mark.parametrize(
    ("loppu", "today", "gone"),
    [
        ("2024-02-28", "2024-05-29", True),
        ("2024-02-29", "2024-05-29", False),
        ("2024-02-28", "2024-05-31", True),
        ("2024-02-29", "2024-05-31", False),
        (None, "2024-05-31", False),
    ],
)
def test_contacts_of_instructors_go_three_months_after_the_end(loppu, today, gone):
    assert national.instructor_contacts_expired(loppu, today) is gone


@pytest.mark.parametrize(
    ("updated", "reached", "ends", "gone"),
    [
        ("2024-01-01", None, [], True),
        ("2024-01-01", None, ["2024-01-31"], True),
        ("2024-01-01", None, ["2024-01-31", "2024-03-01"], False),
        ("2024-03-01", None, [], False),
        ("2024-01-01", "2024-02-29", ["2024-05-01"], True),
        ("2024-01-01", "2024-03-01", [], False),
    ],
)
def test_contacts_of_students_go_when_nothing_has_happened_in_three_months(
    updated, reached, ends, gone
):
    assert national.student_contacts_expired(updated, reached, ends, "2024-06-01") is gone


def test_a_day_comes_in_as_text_or_date_and_nothing_is_none():
    found = [
        day_of(one)
        for one in ("2024-06-30", " 2024-06-30T09:00", date(2024, 6, 30), datetime(2024, 6, 30, 9))
    ]

    assert found == [date(2024, 6, 30)] * 4
    assert (day_of(None), day_of(""), day_of("  ")) == (None, None, None)
    with pytest.raises(ValueError):
        some_day("")


def test_a_month_earlier_is_in_a_shorter_month_its_last_day():
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2024, 1, 15), 2) == date(2023, 11, 15)


ANY_DAY = some.dates(date(2018, 1, 1), date(2040, 12, 31))


@unhurried
@given(ANY_DAY)
def test_bundling_comes_within_a_month_on_its_first(day):
    following = date.fromisoformat(national.next_niputus_date(day))

    assert following.day == 1
    assert timedelta(0) < following - day <= timedelta(days=31)


@unhurried
@given(ANY_DAY, some.integers(-90, 90))
def test_nobody_answers_after_thirty_days_or_sixty_of_the_end(trigger, later):
    opens = trigger + timedelta(days=later)
    last = date.fromisoformat(national.vastaamisajan_loppupvm(trigger, opens))

    assert {last - opens == timedelta(days=29), last - trigger == timedelta(days=59)} >= {True}
    assert last <= opens + timedelta(days=29)
    assert last <= trigger + timedelta(days=59)


@unhurried
@given(ANY_DAY)
def test_a_day_is_in_its_season_of_funding_and_of_workplaces(day):
    begins, ends = national.rahoituskausi(day).split("-")
    season = national.tpk_kausi(day)

    assert date(int(begins), 7, 1) <= day <= date(int(ends), 6, 30)
    assert season["alku"] <= day.isoformat() <= season["loppu"]


@unhurried
@given(ANY_DAY)
def test_workplaces_answer_from_the_day_after_their_season_for_two_months(day):
    opens = date.fromisoformat(national.tpk_vastaamisajan_alkupvm(day))
    last = date.fromisoformat(national.tpk_vastaamisajan_loppupvm(day))

    assert (opens - timedelta(days=1)).isoformat() == national.tpk_kausi(day)["loppu"]
    assert national.tpk_current_kausi(opens) == national.tpk_kausi(day)
    assert national.tpk_current_kausi(last) == national.tpk_kausi(day)
    assert national.tpk_current_kausi(last + timedelta(days=1)) != national.tpk_kausi(day)

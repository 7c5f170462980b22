"""What people write in the column of the last contact, and what is read from it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veturi.foundation.loose_dates import Precision, Reading, read_date

TODAY = date(2026, 11, 24)


def read(value):
    return read_date(value, today=TODAY)


def days(reading: Reading) -> tuple[str, str, str]:
    first = reading.first.isoformat() if reading.first else ""
    last = reading.last.isoformat() if reading.last else ""
    return first, last, str(reading.precision)


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("12.3.24", "2024-03-12", "2024-03-12", "day"),
        ("3.9.2025", "2025-09-03", "2025-09-03", "day"),
        ("14.02.2025", "2025-02-14", "2025-02-14", "day"),
        ("  14. 2. 2025 ", "2025-02-14", "2025-02-14", "day"),
        ("2025-05-06", "2025-05-06", "2025-05-06", "day"),
        ("20250506", "2025-05-06", "2025-05-06", "day"),
        ("12-3-2024", "2024-03-12", "2024-03-12", "day"),
        ("25/3/2024", "2024-03-25", "2024-03-25", "day"),
        ("3/25/2024", "2024-03-25", "2024-03-25", "day"),
        ("1.1.45", "2045-01-01", "2045-01-01", "day"),
        ("1.1.47", "1947-01-01", "1947-01-01", "day"),
        ("1.9.2030", "2030-09-01", "2030-09-01", "day"),
        ("29.2.2024", "2024-02-29", "2024-02-29", "day"),
        ("12.3.2024 14:30", "2024-03-12", "2024-03-12", "day"),
        ("12.3.2024 klo 14.30", "2024-03-12", "2024-03-12", "day"),
        ("12.3.2024 kl. 9", "2024-03-12", "2024-03-12", "day"),
        ("2025-05-06T10:00:00Z", "2025-05-06", "2025-05-06", "day"),
        ("12.3.2024 klo 9–11.30", "2024-03-12", "2024-03-12", "day"),
        ("12.3.2024.", "2024-03-12", "2024-03-12", "day"),
        ("ti 12.3.2024", "2024-03-12", "2024-03-12", "day"),
        ("tiistaina 12.3.2024", "2024-03-12", "2024-03-12", "day"),
        ("ti 12.3.2024 - ke 13.3.2024", "2024-03-12", "2024-03-13", "range"),
        ("12. toukokuuta 2024", "2024-05-12", "2024-05-12", "day"),
        ("12 maj 2024", "2024-05-12", "2024-05-12", "day"),
        ("May 12, 2024", "2024-05-12", "2024-05-12", "day"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("vuonna 2022", "2022-01-01", "2022-12-31", "year"),
        ("5/2024", "2024-05-01", "2024-05-31", "month"),
        ("05.2024", "2024-05-01", "2024-05-31", "month"),
        ("2024-05", "2024-05-01", "2024-05-31", "month"),
        ("toukokuu 2024", "2024-05-01", "2024-05-31", "month"),
        ("Toukokuussa 2024", "2024-05-01", "2024-05-31", "month"),
        ("maj 2024", "2024-05-01", "2024-05-31", "month"),
        ("5/24", "2024-05-01", "2024-05-31", "month"),
        ("May '24", "2024-05-01", "2024-05-31", "month"),
        ("syksy -24", "2024-08-01", "2024-12-31", "season"),
        ("kevät-25", "2025-01-01", "2025-05-31", "season"),
        ("May 2024", "2024-05-01", "2024-05-31", "month"),
        ("kesäkuu 2024", "2024-06-01", "2024-06-30", "month"),
        ("helmikuu 2024", "2024-02-01", "2024-02-29", "month"),
        ("kevät 2025", "2025-01-01", "2025-05-31", "season"),
        ("vår 2025", "2025-01-01", "2025-05-31", "season"),
        ("kesä 2024", "2024-06-01", "2024-08-31", "season"),
        ("summer of 2024", "2024-06-01", "2024-08-31", "season"),
        ("syksy 2024", "2024-08-01", "2024-12-31", "season"),
        ("Syksyllä 2024", "2024-08-01", "2024-12-31", "season"),
        ("hösten 2024", "2024-08-01", "2024-12-31", "season"),
        ("2024 autumn", "2024-08-01", "2024-12-31", "season"),
        ("talvi 2023-2024", "2023-12-01", "2024-02-29", "season"),
        ("viikko 41/2025", "2025-10-06", "2025-10-12", "week"),
        ("v. 41 2025", "2025-10-06", "2025-10-12", "week"),
        ("vko 41/25", "2025-10-06", "2025-10-12", "week"),
        ("vecka 41 2025", "2025-10-06", "2025-10-12", "week"),
        ("2025-W41", "2025-10-06", "2025-10-12", "week"),
        ("vko 1/2026", "2025-12-29", "2026-01-04", "week"),
        ("vko 41-42/2025", "2025-10-06", "2025-10-19", "range"),
        ("16.12.2021-31.12.2023", "2021-12-16", "2023-12-31", "range"),
        ("16.12.2021–31.12.2023", "2021-12-16", "2023-12-31", "range"),
        ("16.12.2021 – 31.12.2023", "2021-12-16", "2023-12-31", "range"),
        ("16.12.2021 to 31.12.2023", "2021-12-16", "2023-12-31", "range"),
        ("2021-12-16 - 2023-12-31", "2021-12-16", "2023-12-31", "range"),
        ("1.5.-31.5.2020", "2020-05-01", "2020-05-31", "range"),
        ("1.-31.5.2020", "2020-05-01", "2020-05-31", "range"),
        ("12.12.-3.1.2024", "2023-12-12", "2024-01-03", "range"),
        ("2021-2023", "2021-01-01", "2023-12-31", "range"),
        ("2021–23", "2021-01-01", "2023-12-31", "range"),
        ("2023/2024", "2023-01-01", "2024-12-31", "range"),
        ("lukuvuosi 2023-2024", "2023-08-01", "2024-07-31", "range"),
        ("5/2020-8/2021", "2020-05-01", "2021-08-31", "range"),
        ("touko-elokuu 2024", "2024-05-01", "2024-08-31", "range"),
        ("syksy 2023 - kevät 2024", "2023-08-01", "2024-05-31", "range"),
        ("31.12.2023 asti", "", "2023-12-31", "range"),
        ("-2023", "", "2023-12-31", "range"),
        ("alk. 2020", "2020-01-01", "", "ongoing"),
        ("1.8.2020 alkaen", "2020-08-01", "", "ongoing"),
        ("fr.o.m. 1.8.2020", "2020-08-01", "", "ongoing"),
        ("1.8.2020–toistaiseksi", "2020-08-01", "", "ongoing"),
        ("2020-", "2020-01-01", "", "ongoing"),
        ("jatkuva", "", "", "ongoing"),
        ("Fortlöpande", "", "", "ongoing"),
        ("ongoing", "", "", "ongoing"),
        ("toistaiseksi", "", "", "ongoing"),
        ("", "", "", "none"),
        ("   ", "", "", "none"),
        ("–", "", "", "none"),
    ],
)
def test_what_is_clear_is_read_with_its_precision(written, first, last, precision):
    reading = read(written)

    assert days(reading) == (first, last, precision)
    assert reading.question is None
    assert reading.problem is None


@pytest.mark.parametrize(
    ("value", "first", "precision"),
    [
        (date(2024, 11, 12), "2024-11-12", "day"),
        (datetime(2024, 11, 12, 13, 45), "2024-11-12", "day"),
        (2022, "2022-01-01", "year"),
        (2022.0, "2022-01-01", "year"),
        (5.2024, "2024-05-01", "month"),
    ],
)
def test_the_values_of_a_spreadsheet_are_read(value, first, precision):
    reading = read(value)

    assert (days(reading)[0], reading.precision) == (first, precision)
    assert reading.question is None


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("vko 41", "2026-10-05", "2026-10-11", "week"),
        ("vko 50", "2025-12-08", "2025-12-14", "week"),
        ("vecka 53", "2020-12-28", "2021-01-03", "week"),
        ("12.3.", "2026-03-12", "2026-03-12", "day"),
        ("12.12.", "2025-12-12", "2025-12-12", "day"),
        ("29.2.", "2024-02-29", "2024-02-29", "day"),
        ("toukokuu", "2026-05-01", "2026-05-31", "month"),
        ("syksy", "2026-08-01", "2026-12-31", "season"),
        ("1.5.-31.5.", "2026-05-01", "2026-05-31", "range"),
        ("12.12.-3.1.", "2025-12-12", "2026-01-03", "range"),
        ("1.12.2023-3.1.", "2023-12-01", "2024-01-03", "range"),
        ("vko 41-42", "2026-10-05", "2026-10-18", "range"),
    ],
)
def test_a_missing_year_proposes_the_latest_past_one_and_asks(written, first, last, precision):
    reading = read(written)

    assert days(reading) == (first, last, precision)
    assert f"“{written}” has no year" in str(reading.question)
    assert reading.problem is None


def test_the_question_tells_what_is_proposed():
    assert str(read("vko 41").question) == "“vko 41” has no year: is it 5.10.2026–11.10.2026?"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("n. 2020", "2020-01-01", "2020-12-31"),
        ("noin 5/2020", "2020-05-01", "2020-05-31"),
        ("noin vko 41/2025", "2025-10-06", "2025-10-12"),
        ("12.3.2024?", "2024-03-12", "2024-03-12"),
        ("ca 2020", "2020-01-01", "2020-12-31"),
        ("talvi 2024", "2023-12-01", "2024-02-29"),
        ("3/12/2024", "2024-12-03", "2024-12-03"),
        ("5/10", "2010-05-01", "2010-05-31"),
        ("ma 12.3.2024", "2024-03-12", "2024-03-12"),
        ("2008-12", "2008-12-01", "2008-12-31"),
        ("1.9.2204", "2204-09-01", "2204-09-01"),
        (45608, "2024-11-12", "2024-11-12"),
        ("45608.5", "2024-11-12", "2024-11-12"),
    ],
)
def test_what_may_mean_two_things_is_asked_about(written, first, last):
    reading = read(written)

    assert days(reading)[:2] == (first, last)
    assert f"“{written}”" in str(reading.question)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31.4.2024", "April has 30 days."),
        ("31.4.", "April has 30 days."),
        ("29.2.2023", "February 2023 has 28 days."),
        ("30.2.2024", "February 2024 has 29 days."),
        ("32.1.2024", "the days of a month go from 1 to 31."),
        ("0.1.2024", "the days of a month go from 1 to 31."),
        ("2024-06-31", "June has 30 days."),
        ("1.13.2024", "there are twelve months in a year."),
        ("13/2024", "there are twelve months in a year."),
        ("vko 53/2025", "the year 2025 has no week 53."),
        ("vko 60", "the year 2026 has no week 60."),
        ("1.4.2024-31.4.2024", "April has 30 days."),
        ("31.12.2023-16.12.2021", "the end comes before the beginning."),
        ("2023-2021", "the end comes before the beginning."),
        ("1492", "a year alone is understood between 1900 and 2099."),
        ("1.1.0000", "there is no such year."),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_reason(written, reason):
    reading = read(written)

    assert str(reading.problem) == f"“{written}” cannot be a date: {reason}"
    assert days(reading) == ("", "", "none")
    assert reading.question is None


@pytest.mark.parametrize("written", ["abc", "sama kuin yllä?", "12", "2022, 2023", "1.2.3.4", "?"])
def test_what_is_no_date_is_refused(written):
    reading = read(written)

    assert str(reading.problem).startswith(f"“{written}” was not understood as a date.")
    assert reading.precision is Precision.NONE


def test_a_long_text_is_no_date_and_costs_nothing():
    reading = read("1.5.-" * 10_000)

    assert str(reading.problem).startswith("“1.5.-1.5.-")
    assert len(str(reading.problem)) < 200


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day_written_in_finnish_reads_back(day):
    reading = read(f"{day.day}.{day.month}.{day.year}")

    assert (reading.first, reading.last, reading.precision) == (day, day, Precision.DAY)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day_in_iso_form_reads_back(day):
    assert read(day.isoformat()).first == day


@given(st.dates(min_value=date(1900, 1, 8), max_value=date(2099, 12, 24)))
def test_any_week_reads_back(day):
    year, week, _weekday = day.isocalendar()

    reading = read(f"vko {week}/{year}")

    assert reading.first <= day <= reading.last


@given(st.text(max_size=30) | st.floats() | st.integers() | st.from_regex(r"[\d./ -]{1,15}"))
def test_nothing_that_is_typed_breaks_the_reading(value):
    reading = read(value)

    assert reading.problem is None or reading.first is None

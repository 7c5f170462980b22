"""A hundred and eighty defects in a thousand periods, each in one period and of one kind.

Planted from the sources (docs/national-rules.md, decree 1244/2020) and the table of reasons, by
somebody who had not seen the guard.
"""

from itertools import cycle

from tests.journeys.planting.bundles import mails
from tests.journeys.planting.nearly import NEARLY
from tests.journeys.planting.reaching import (
    bundled,
    by_the_month_it_ended,
    called,
    first_and_last_of_the_month,
    loud,
    mailbox,
    nameless_instructor,
    spellings,
    swapped,
    two_companies_of_one_id,
    two_qualifications,
    two_versions_of_one_code,
    two_with,
    with_contacts,
)
from tests.journeys.planting.spoiling import (
    another_digit,
    asked_lately,
    asked_later,
    ended_before_the_season,
    ended_before_the_season_agreed_longer,
    interrupted,
    interrupted_now,
    interrupted_since_it_began,
    interrupted_twice,
    interrupted_when_it_ended_early,
    nameless,
    of_kind,
    recorded,
    recorded_before_the_agreed_end_only,
    recorded_today,
    resigned_when_it_ended_early,
    since_percentages_are_asked,
    spoilt,
    states,
    the_later_of_two_is_paid_by_others,
    today,
    turned_digits,
    two_at_one_without_business_id,
    with_business_id,
    without_a_check_digit,
    without_an_end,
)
from tests.journeys.planting.town import Town

ANOTHER_MAIL = mails("nimi.yksi", "nimi.yksi", "nimi.kaksi")
ONE_PHONE = [(f"puhelin.{mark}@paja.invalid", "040 765 4321") for mark in "aaabb"]

# Each kind of defect: how many, and the ways to plant it, in turn.
PLANTED = {
    "end_date_missing": (6, without_an_end(accepted=False), without_an_end(accepted=True)),
    "agreement_type": (7, spoilt(form="tet"), spoilt(form="practice")),
    "instructor_missing": (
        8,
        spoilt(instructor=None),
        spoilt(instructor=None, at=Town.past),
        spoilt(instructor=None, at=Town.coming),
        nameless_instructor,
    ),
    "workplace_name_missing": (5, nameless(""), nameless(""), nameless("   ")),
    "business_id_missing": (7, with_business_id(lambda _id: ""), two_at_one_without_business_id),
    "business_id_invalid": (
        8,
        with_business_id(another_digit),
        with_business_id(lambda text: text.replace("-", "")),
        with_business_id(lambda text: f"FI{text[:7]}"),
        with_business_id(lambda text: text[1:]),
        with_business_id(without_a_check_digit),
        with_business_id(lambda text: text.replace("-", "–")),
        with_business_id(turned_digits),
        with_business_id(lambda text: f"{text[:8]}A"),
    ),
    "part_time_missing": (
        9,
        spoilt(part_time=None, at=since_percentages_are_asked),
        spoilt(part_time=None, at=asked_later),
        spoilt(part_time=None, at=asked_lately),
    ),
    "interrupted_at_end": (
        11,
        interrupted(0, 0),
        interrupted(0, 30),
        interrupted(10, 0),
        interrupted(5, 5),
        interrupted(5, None),
        interrupted(0, None),
        interrupted(1, None, at=Town.past),
        interrupted_since_it_began,
        interrupted_twice,
        interrupted_when_it_ended_early,
        interrupted_now,
    ),
    "other_season": (
        8,
        ended_before_the_season(1),
        ended_before_the_season(2),
        ended_before_the_season(180),
        ended_before_the_season_agreed_longer,
    ),
    "tuva": (8, of_kind("tuva", "tuva"), of_kind("tuva", None), of_kind("vocational", "tuva")),
    "telma": (8, of_kind("telma", "telma"), of_kind("telma", None), of_kind("vocational", "telma")),
    "not_vocational": (
        9,
        of_kind("basic_education", None),
        of_kind("other", None),
        of_kind("other", "other"),
        of_kind("vocational", "other"),
    ),
    "study_right_ended": (
        12,
        states((-500, "lasna"), (-1, "eronnut")),
        states((-500, "lasna"), (-1, "katsotaaneronneeksi")),
        states((-500, "lasna"), (-1, "mitatoity")),
        states((-500, "lasna"), (-1, "peruutettu")),
        states((-500, "lasna"), (-1, "valiaikaisestikeskeytynyt")),
        states((-500, "lasna"), (-90, "valiaikaisestikeskeytynyt"), (1, "lasna")),
        states((-500, "lasna"), (-1, "valiaikaisestikeskeytynyt"), (0, "eronnut")),
        states((-500, "lasna"), (-2, "eronnut"), at=Town.coming),
        states((-500, "eronnut")),
        states((-500, "lasna"), (-45, "eronnut"), at=Town.past),
        states((-500, "loma"), (-1, "valiaikaisestikeskeytynyt"), (1, "loma")),
        resigned_when_it_ended_early,
    ),
    "external_funding": (
        11,
        states((-500, "lasna", "1"), (0, "lasna", "6")),
        states((-500, "lasna", "1"), (0, "lasna", "14")),
        states((-500, "lasna", "10"), (0, "lasna", "15")),
        states((-500, "lasna", "14")),
        states((-500, "lasna", "15"), (1, "lasna", "1")),
        states((-500, "lasna", "6"), (-1, "valmistunut", "6")),
        states((-500, "lasna", "1"), (0, "loma", "14"), at=Town.coming),
        states((-500, "lasna", ""), (-1, "lasna", "6"), at=Town.past),
        states((0, "lasna", "14")),
        the_later_of_two_is_paid_by_others,
    ),
    "linked_study_right": (
        6,
        spoilt(of={"included_in": "1.2.246.562.15.10000000009"}),
        spoilt(of={"included_in": "1.2.246.562.15.41024330544"}, at=Town.past),
    ),
    "not_recorded": (
        8,
        spoilt(recorded_on=None, at=Town.past),
        spoilt(recorded_on=None, at=Town.coming),
        spoilt(recorded_on=None, at=today),
    ),
    "recorded_late": (
        10,
        recorded(0),
        recorded(1),
        recorded(12),
        recorded_before_the_agreed_end_only,
        recorded_today,
    ),
    "no_contacts": (7, with_contacts("", ""), two_with("", "")),
    "email_mismatch": (
        10,
        bundled(*mails("eri.yksi", "eri.kaksi"), lasts=first_and_last_of_the_month),
        bundled(("Otto.Iso@paja.invalid", ""), ("otto.iso@paja.invalid", "")),
        bundled(*mails("kaksi.yht", "yht.kaksi"), workplaces=two_companies_of_one_id),
        bundled(*mails("vanha.peruste", "uusi.peruste"), qualifications=two_versions_of_one_code),
        by_the_month_it_ended,
    ),
    "phone_mismatch": (
        6,
        bundled(("", "040 123 4567"), ("", "050 765 4321")),
        bundled(("", "040 123 4567"), ("", "+358401234567")),
    ),
    "phone_invalid": (
        8,
        with_contacts("", "+46 70 123 45 67"),
        with_contacts("", "09 123 4567"),
        with_contacts("", "1234"),
        with_contacts("", "+4144 123 4567"),
        with_contacts("", "040\u00a0123 4567"),
        with_contacts("", "+358 9 123 4567"),
        two_with("", "+372 5123 4567"),
    ),
    "two_spellings": (
        8,
        # The rarer one, by the same words alone.
        spellings(called("Otso"), called("Otso"), swapped("Otso"), contacts=ANOTHER_MAIL, told=[2]),
        spellings(called("Pia"), called("Pia"), loud("Pia"), contacts=ANOTHER_MAIL, told=[2]),
        # As many: the later one in the alphabet.
        spellings(called("M."), called("Matti"), contacts=mailbox("matti", 2), told=[1]),
        spellings(called("Käde"), called("Kaarlo"), contacts=mailbox("kaarlo", 2), told=[0]),
        # The rarer one, by family name, initial and phone; there are two of it.
        spellings(*[called("Jussi")] * 3, *[called("Juha")] * 2, contacts=ONE_PHONE, told=[3, 4]),
        # Whatever they study.
        spellings(
            called("Tiina"),
            called("T."),
            called("Tiina"),
            contacts=mailbox("tiina", 3),
            told=[1],
            qualifications=two_qualifications,
        ),
        spellings(
            called("Anna-Liisa"),
            called("Anna Liisa"),
            called("Anna-Liisa"),
            contacts=mailbox("anna", 3),
            told=[1],
        ),
    ),
}


# Thought of when the guard's code had been read, so no part of the 180.
AFTERTHOUGHTS = {
    # Two of one spelling, of which one row has a phone too; one of the other.
    "the rarer spelling, whatever the rows": spellings(
        called("Matti"),
        called("Matti"),
        called("M."),
        contacts=[*mails("matti"), *mails("matti", phone="040 765 4321"), *mails("matti")],
        told=[2],
    ),
    "å before ä in the alphabet": spellings(
        called("Måns"), called("Mäns"), contacts=mailbox("mans", 2), told=[1]
    ),
    "o and ö are two initials": spellings(
        called("Olli"), called("Östen"), contacts=mailbox("perhe", 2), told=[]
    ),
    "double names that end alike are two families": spellings(
        lambda family: ("Mikko", f"{family}-Haapala"),
        lambda family: ("Maija", "Kuusela-Haapala"),
        contacts=mailbox("toimisto", 2),
        told=[],
    ),
}


def plant(town):
    """[(period, code)]: each way in turn until there are as many as there should be."""
    for code, (number, *ways) in PLANTED.items():
        told, way = [], cycle(ways)
        while len(told) < number:
            told += next(way)(town)
        assert len(told) == number, code
        yield from ((period, code) for period in told)


def sow(provider, *, day, seed=1):
    """Write a thousand periods: ({key of a period: the code expected}, the keys of all of them)."""
    town = Town(provider, day=day, seed=seed)
    planted = list(plant(town))
    for nearly in NEARLY:
        nearly(town)
    town.fill()
    town.write()
    expected = {period.pk: code for period, code in planted}
    return expected, {period.pk for period in town.standing()}


def sow_one(provider, way, *, day):
    """The periods of one way alone: {key: the code that is expected, or nothing}."""
    town = Town(provider, day=day, seed=1)
    told = way(town)
    town.write()
    return {row.pk: ["two_spellings"] if row in told else [] for row in town.standing()}

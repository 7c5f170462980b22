"""What looks like a defect and is none: the other side of each border, by the sources.

eHOKS (Opetushallitus/ehoks 2a04d34f) and herätepalvelu (ec371e2a), as docs/national-rules.md has
them; each makes its periods in the town, and nothing is told of any.
"""

from datetime import date

from tests.journeys.planting.bundles import BUNDLES, called_off
from tests.journeys.planting.drawn import days
from veturi.cooperation.placements.models import Guidance

PART_TIME_SINCE = date(2023, 7, 1)


def recorded_on_the_eve(town):
    period = town.alone(town.past())
    period.recorded_on = period.last_day - days(1)


def recorded_on_the_agreed_last_day_but_ended_later(town):
    last = town.past()
    town.alone(last, ends_on=last - days(3), ended_on=last, recorded_on=last - days(3))


def no_agreed_end_but_ended(town):
    last = town.past()
    town.alone(last, ends_on=None, ended_on=last)


def interrupted_until_the_eve(town):
    period = town.alone()
    town.stop(period, period.last_day - days(9), period.last_day - days(1))


def interrupted_on_the_agreed_last_day_but_ended_before(town):
    last = town.past()
    period = town.alone(last, ended_on=last, ends_on=last + days(20))
    town.stop(period, last + days(1), last + days(20))


def interrupted_on_the_agreed_last_day_but_ended_after(town):
    last = town.past()
    period = town.alone(last, ended_on=last, ends_on=last - days(3))
    town.stop(period, last - days(4), last - days(2))


def states(*walk):
    """A student whose states begin so many days after the last day (before it, when negative)."""

    def made(town):
        period = town.alone()
        for after, *state in walk:
            town.state(period.student, period.last_day + days(after), *state)

    return made


STATES = (
    states((-500, "lasna"), (0, "eronnut")),
    states((-500, "lasna"), (0, "valiaikaisestikeskeytynyt")),
    states((-500, "lasna"), (1, "mitatoity")),
    states((-500, "lasna"), (-60, "valiaikaisestikeskeytynyt"), (0, "lasna")),
    states((-500, "lasna"), (-2, "valiaikaisestikeskeytynyt"), (-1, "lasna")),
    states((-500, "lasna"), (-1, "valiaikaisestikeskeytynyt"), (0, "loma")),
    states((-500, "lasna"), (-40, "loma")),
    states((-500, "lasna"), (-1, "valmistunut")),
    states((-500, "lasna"), (-30, "valmistunut")),
    states((1, "eronnut")),
    states((0, "katsotaaneronneeksi")),
    states((-500, "lasna", "1"), (1, "lasna", "14")),
    states((-500, "lasna", "14"), (0, "lasna", "1")),
    states((-500, "lasna", "15"), (-1, "lasna", "10")),
    states((-500, "lasna", "6"), (-10, "lasna", "")),
    states((1, "lasna", "6")),
)


def ended_on_the_first_day_of_the_season(town):
    town.alone(town.season)


def agreed_for_the_last_season_but_ended_in_this(town):
    town.alone(town.season, ends_on=town.season - days(1), ended_on=town.season)


def without_percentage_before_it_was_asked(town):
    """Only a day of the season before has such periods."""
    last = PART_TIME_SINCE - days(1)
    if town.season <= last:
        town.alone(last, part_time=None)
        town.alone(last, ended_on=None, ends_on=last, part_time=None)


def one_percent_and_hundred(town):
    town.alone(part_time=1)
    town.alone(part_time=100)


def entrepreneur(town):
    town.alone(form="entrepreneur")


def nothing_is_known_of_the_education(town):
    town.alone(of=town.student(qualification=None, ends_on=None, starts_on=None))


def labour_market_training(town):
    student = town.student(programme="labour_market")
    town.state(student, town.season - days(600), "lasna", "10")
    town.alone(of=student)


def further_and_specialist(town):
    for kind in ("further", "specialist"):
        town.alone(of=town.student(qualification=town.qualification(kind)))


def one_way_is_enough(town):
    for contacts in (
        ("otto.yksi@paja.invalid", ""),
        ("otto.kaksi@paja.invalid", "+46 70 123 45 67"),
        ("otto.kolme@paja.invalid", "09 123 4567"),
        ("", "00358 40 123 4567"),
        ("", "0457 123 4567"),
    ):
        town.alone(contacts=contacts)


def somebody_unreachable_guided_before(town):
    period = town.alone()
    before = town.person(period.partnership, contacts=("", ""))
    until = period.starts_on + days(4)
    town.keep(
        Guidance(
            provider=town.provider,
            period=period,
            instructor=before,
            since=period.starts_on,
            until=until,
        )
    )


def called_off_with_all_faults(town):
    for _ in range(12):
        period = town.alone(contacts=("", ""), part_time=None, recorded_on=None, form="tet")
        called_off(town, period)
    endless = town.alone(town.coming(), ends_on=None)
    endless.instructor = None
    called_off(town, endless)


NEARLY = (
    *BUNDLES,
    recorded_on_the_eve,
    recorded_on_the_agreed_last_day_but_ended_later,
    no_agreed_end_but_ended,
    interrupted_until_the_eve,
    interrupted_on_the_agreed_last_day_but_ended_before,
    interrupted_on_the_agreed_last_day_but_ended_after,
    *STATES,
    ended_on_the_first_day_of_the_season,
    agreed_for_the_last_season_but_ended_in_this,
    without_percentage_before_it_was_asked,
    one_percent_and_hundred,
    entrepreneur,
    nothing_is_known_of_the_education,
    labour_market_training,
    further_and_specialist,
    one_way_is_enough,
    somebody_unreachable_guided_before,
    called_off_with_all_faults,
)

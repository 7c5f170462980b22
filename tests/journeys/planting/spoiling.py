"""Ways to spoil: each makes its period sound first, then spoils one thing of it.

Each hands back the periods of which it is to be told.
"""

from tests.journeys.planting.drawn import days
from tests.journeys.planting.nearly import PART_TIME_SINCE
from tests.journeys.planting.town import Town
from veturi.foundation.business_id import check_digit


def spoilt(of=None, at=None, **facts):
    """A period with other facts; `of` are those of its student, `at` says when it ends."""

    def made(town):
        period = town.alone(at and at(town), of=town.student(**of) if of else None)
        for name, value in facts.items():
            setattr(period, name, value)
        return [period]

    return made


# Days


def without_an_end(accepted):
    def made(town):
        period = town.alone(town.coming())
        period.ends_on = period.agreed_on = period.started_on = None
        period.accepted_on = period.made_on if accepted else None
        return [period]

    return made


def since_percentages_are_asked(town):
    return max(PART_TIME_SINCE, town.season)


def asked_later(town):
    return max(PART_TIME_SINCE + days(1), town.coming())


def asked_lately(town):
    return max(PART_TIME_SINCE + days(40), town.past())


def interrupted(since, until, at=Town.some_day):
    """Days before the last day, until days after it; nothing is open."""

    def made(town):
        period = town.alone(at(town))
        last = period.last_day
        town.stop(period, last - days(since), None if until is None else last + days(until))
        return [period]

    return made


def interrupted_since_it_began(town):
    period = town.alone()
    town.stop(period, period.starts_on, None)
    return [period]


def interrupted_twice(town):
    period = town.alone()
    town.stop(period, period.last_day - days(12), period.last_day - days(9))
    town.stop(period, period.last_day - days(2), period.last_day)
    return [period]


def interrupted_when_it_ended_early(town):
    """The agreed last day is free; the one on which it ended is not."""
    last = town.past()
    period = town.alone(last, ended_on=last, ends_on=last + days(20))
    town.stop(period, last - days(3), last + days(2))
    return [period]


def interrupted_now(town):
    """It runs, it stands still, and nobody knows until when."""
    last = town.day + days(100)
    began = town.day - days(30)
    given = {"starts_on": began, "agreed_on": began, "started_on": began, "recorded_on": began}
    period = town.alone(last, **given)
    town.stop(period, town.day - days(2), None)
    return [period]


def ended_before_the_season(before):
    def made(town):
        last = town.season - days(before)
        return [town.alone(last, ended_on=last, ends_on=last)]

    return made


def ended_before_the_season_agreed_longer(town):
    last = town.season - days(1)
    return [town.alone(last, ended_on=last, ends_on=town.season + days(30))]


def recorded(after):
    def made(town):
        last = town.between(town.season, town.day - days(after + 1))
        return [town.alone(last, recorded_on=last + days(after))]

    return made


def recorded_before_the_agreed_end_only(town):
    last = town.between(town.season, town.day - days(10))
    given = {"ended_on": last, "ends_on": last + days(30), "recorded_on": last + days(4)}
    return [town.alone(last, **given)]


def recorded_today(town):
    """On its last day, which is today."""
    return [town.alone(town.day, recorded_on=town.day)]


def today(town):
    return town.day


# Studies


def of_kind(programme, kind):
    """A student of the programme; the qualification is of the kind, or not known."""

    def made(town):
        qualification = town.qualification(kind) if kind else None
        student = town.student(programme=programme, qualification=qualification)
        return [town.alone(of=student)]

    return made


def states(*walk, at=Town.some_day):
    """States that begin so many days after the last day (before it, when negative)."""

    def made(town):
        period = town.alone(at(town))
        for after, *state in walk:
            town.state(period.student, period.last_day + days(after), *state)
        return [period]

    return made


def resigned_when_it_ended_early(town):
    last = town.past()
    period = town.alone(last, ended_on=last, ends_on=last + days(30))
    town.state(period.student, last - days(300))
    town.state(period.student, last - days(1), "eronnut")
    return [period]


def the_later_of_two_is_paid_by_others(town):
    """Others pay from the last day of the one on; the other ended on its eve."""
    period = town.alone()
    student, last = period.student, period.last_day
    before = max(last - days(1), town.season)
    if before < last:
        town.alone(before, of=student)
    town.state(student, last - days(400))
    town.state(student, last, "lasna", "14")
    return [period]


# Workplaces


def at_workplace(spoil):
    """A workplace of its own, whose organisation or name is spoilt."""

    def made(town):
        workplace = town.workplace()
        spoil(workplace)
        return [town.alone(workplace=workplace)]

    return made


def nameless(name):
    def spoil(workplace):
        workplace.name = workplace.organisation.name = name
        workplace.name_folded = workplace.name_sort = workplace.organisation.name_folded = ""

    return at_workplace(spoil)


def with_business_id(change):
    def spoil(workplace):
        workplace.organisation.business_id = change(workplace.organisation.business_id)

    return at_workplace(spoil)


def two_at_one_without_business_id(town):
    workplace = town.workplace(business_id="")
    return [town.alone(workplace=workplace), town.alone(workplace=workplace)]


def another_digit(business_id):
    return f"{business_id[:8]}{(int(business_id[8]) + 3) % 10}"


def turned_digits(business_id):
    """Two neighbours that differ have changed places."""
    for at in range(1, 7):
        if business_id[at - 1] != business_id[at]:
            return (
                business_id[: at - 1]
                + business_id[at]
                + business_id[at - 1]
                + business_id[at + 1 :]
            )
    raise ValueError(business_id)


def without_a_check_digit(_business_id):
    """A number of which the weights leave 1: no digit will do."""
    number = next(n for n in range(9_990_000, 9_999_999) if check_digit(str(n)) is None)
    return f"{number}-0"

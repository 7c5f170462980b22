"""What the tests of the survey of workplaces ask."""

from datetime import UTC, date, datetime

from veturi.cooperation.placements.reading.workplace_surveys import standings
from veturi.cooperation.placements.tests.factories import PeriodFactory

JANUARY = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)


ENDED = date(2026, 12, 18)


LINK = "https://kysely.invalid/1"


def ended_at(partner, **given):
    fields = {"starts_on": date(2026, 10, 5), "ends_on": ENDED, **given}
    return PeriodFactory(partnership=partner, **fields)


def only(run):
    return run.workplaces.get()


def states(run, on=JANUARY.date()):
    return [one.status for one in standings(run, on=on)]

"""One's promises as a calendar, which reminds of each the day before."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.calendar import calendar_of

pytestmark = pytest.mark.django_db


def test_a_promise_is_a_whole_day_with_a_reminder_at_nine_the_day_before(aino, workshop):
    due = TODAY + timedelta(days=3)
    actions.agree_next(workshop, text="Soita", due=due, owner=aino, by=aino, at=NOW)

    [event] = Calendar.from_ical(calendar_of(aino)).walk("VEVENT")
    [alarm] = event.walk("VALARM")

    assert (event.decoded("dtstart"), str(alarm["action"])) == (due, "DISPLAY")
    assert str(alarm["description"]) == "Soita"
    midnight = datetime(due.year, due.month, due.day, tzinfo=ZoneInfo("Europe/Helsinki"))
    reminded = (midnight.astimezone(UTC) + alarm.decoded("trigger")).astimezone(midnight.tzinfo)
    assert (reminded.date(), reminded.hour) == (due - timedelta(days=1), 9)

"""One's promises as a calendar that a phone subscribes to."""

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from veturi.directory.models import Person
from veturi.ledger import reading
from veturi.ledger.promised import words_of

SHOWN = 500
# An event of a whole day begins at midnight: this is nine o'clock the day before.
THE_DAY_BEFORE = -timedelta(hours=15)


def calendar_of(person: Person) -> bytes:
    """All-day events with stable UIDs, so that a moved promise moves in the calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Veturi//FI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Veturi")
    promises = list(reading.promises_seen_by(person).filter(owner=person)[:SHOWN])
    words = words_of(promises, to=person)
    for promise in promises:
        partners = ", ".join(party.partner.shown.name for party in promise.parties.all())
        event = Event()
        event.add("uid", f"promise-{promise.pk}@veturi")
        event.add("dtstamp", promise.made_at)
        event.add("dtstart", promise.due)
        event.add("dtend", promise.due + timedelta(days=1))
        event.add("summary", f"{words[promise.pk]} · {partners}")
        event.add_component(_alarm(words[promise.pk]))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(words: str) -> Alarm:
    """The calendar reminds of it, as it reminds of what one wrote there oneself."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", THE_DAY_BEFORE)
    return alarm

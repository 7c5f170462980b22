"""One's promises as a calendar that a phone subscribes to."""

from datetime import timedelta

from icalendar import Calendar, Event

from veturi.cooperation.encounters.reading import words_of
from veturi.directory.models import Person
from veturi.ledger import reading

SHOWN = 500


def calendar_of(person: Person) -> bytes:
    """All-day events with stable UIDs, so that a moved promise moves in the calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Veturi//FI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Veturi")
    promises = list(reading.promises_seen_by(person).filter(owner=person)[:SHOWN])
    words = words_of(promises)
    for promise in promises:
        partners = ", ".join(party.partner.shown.name for party in promise.parties.all())
        event = Event()
        event.add("uid", f"promise-{promise.pk}@veturi")
        event.add("dtstamp", promise.made_at)
        event.add("dtstart", promise.due)
        event.add("dtend", promise.due + timedelta(days=1))
        event.add("summary", f"{words[promise.pk]} · {partners}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())

"""What those who sign in should know today, and the letters that they got this morning."""

from datetime import timedelta
from itertools import groupby

from veturi.cooperation.encounters import actions as encounters
from veturi.directory.models import Person, Role
from veturi.foundation.mail import sending
from veturi.foundation.mail.backend import Catcher
from veturi.foundation.mail.models import Letter
from veturi.ledger.models import Book, Promise
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.notices import actions, digest, passing, tailing
from veturi.surfaces.notices.models import Bookmark, Notice
from veturi.surfaces.notices.rules import Often

LATEST_DEEDS = 400
UNREAD_OF_A_KIND = 3
HANDED = (
    (Role.COORDINATOR, Role.TEACHER),
    (Role.COORDINATOR, Role.MANAGEMENT),
    (Role.COORDINATOR, Role.ADMINISTRATOR),
    (Role.MANAGEMENT, Role.COORDINATOR),
)


def notice(town: Town) -> None:
    """As if the worker had been at it: the last deeds, this night, this morning's letters."""
    hand_on(town)
    last = Book.objects.get(provider=town.provider).last_number
    Bookmark.objects.create(
        provider=town.provider,
        number=max(0, last - LATEST_DEEDS),
        looked_at=moment(town.today - timedelta(days=2), 6),
        told_on=town.today - timedelta(days=14),
    )
    tailing.follow(town.provider, at=moment(town.today, 6))
    passing.tell_of_time(town.provider, on=town.today)
    for person in town.staff.values():
        leave_some_unread(person, town)
    write(town)


def hand_on(town: Town) -> None:
    """Some of what one of us promised was handed to another yesterday."""
    yesterday = moment(town.today - timedelta(days=1), 14)
    for place, roles in enumerate(HANDED):
        giver, owner = map(town.one_of_us, roles)
        ahead = Promise.objects.open_on(town.today).filter(owner=giver).order_by("due", "pk")
        for promise in ahead[place : place + 1] if giver != owner else ():
            encounters.move_promise(promise, due=promise.due, owner=owner, by=giver, at=yesterday)


def leave_some_unread(person: Person, town: Town) -> None:
    """A few of each kind wait; the others were read yesterday."""
    rows = Notice.objects.of(person).unread().order_by("kind", "-made_at", "-pk")
    for _kind, alike in groupby(rows, key=lambda row: row.kind):
        for row in list(alike)[UNREAD_OF_A_KIND:]:
            actions.read(row, at=moment(town.today, 6))


def write(town: Town) -> None:
    """The letters of the morning, caught at once: the demo shows them."""
    staff = Person.objects.filter(pk__in=[person.pk for person in town.staff.values()])
    people = dict.fromkeys(staff.select_related("user"), str(Often.DAILY))
    digest.write(people, provider=town.provider, on=town.today)
    for letter in Letter.objects.waiting().filter(scope=town.provider.scope):
        Catcher().send_messages([sending.message(letter)])
        sending.mark_sent(letter, at=moment(town.today, 7))

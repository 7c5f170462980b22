"""Five years are lived: what happened is logged by those who did it, what is agreed is promised."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils.timezone import make_aware

from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.models import Encounter
from veturi.directory.models import Person, Role
from veturi.surfaces.demo.happening import Happening, by_chance
from veturi.surfaces.demo.plan import chunks
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.lines import line_for, next_for


class Sitting(NamedTuple):
    """What one of us writes down at one go, on a day: whatever was done lately."""

    on: date
    by: Person
    what: list[actions.Logged]


def live(town: Town) -> None:
    for sitting in sittings(town):
        write_down(sitting)


def sittings(town: Town) -> Iterator[Sitting]:
    """Chunk by chunk, in the order of days; within one, each of us logs what is theirs."""
    for chunk in chunks(town.plan.happenings, town.today):
        signed = sorted(((_maker(town, one), one) for one in chunk), key=_by_maker)
        for _key, rows in groupby(signed, key=_by_maker):
            pairs = list(rows)
            by = pairs[0][0]
            yield Sitting(chunk[-1].on, by, [_logged(town, one, by) for _, one in pairs])


def write_down(sitting: Sitting) -> list[Encounter]:
    return actions.log_many(
        sitting.what,
        provider=sitting.by.provider,
        by=sitting.by,
        at=moment(sitting.on, 15),
    )


def moment(day: date, hour: int) -> datetime:
    return make_aware(datetime.combine(day, time(hour)))


def _by_maker(pair: tuple[Person, Happening]) -> int:
    return pair[0].pk


def _maker(town: Town, one: Happening) -> Person:
    """The owner for the most part, sometimes a colleague: the whole house does its share."""
    owner = town.partners[one.partners[0]].owner
    if owner is None or by_chance(town.rng, 0.2):
        return town.rng.choice([*town.others, town.one_of_us(Role.TEACHER), town.coordinator])
    return owner


def _logged(town: Town, one: Happening, by: Person) -> actions.Logged:
    who = town.plan.partners[one.partners[0]]
    line = line_for(one.kind, who.trade.topics, town.rng)
    shown = line and by_chance(town.rng, 0.15)
    return actions.Logged(
        kind=one.kind,
        on=one.on,
        partners=[town.partners[place] for place in one.partners],
        line=line,
        sight=Encounter.Sight.PARTNER if shown else Encounter.Sight.INTERNAL,
        hours=one.hours,
        people=one.people,
        days=one.days,
        euros=one.euros,
        present=_present(town, one, by) if one.present else (),
    )


def _present(town: Town, one: Happening, by: Person) -> list[Person]:
    """One of us, and the partners' people in turn."""
    if not by_chance(town.rng, 0.7):
        return []
    theirs = [town.rng.choice(town.contacts[place]) for place in one.partners]
    more = town.contacts[one.partners[0]][: max(0, one.present - 1 - len(theirs))]
    return list({person.pk: person for person in (by, *theirs, *more)}.values())


def promise(town: Town) -> None:
    """What is agreed next, each with an owner and a day; some of it is late by now."""
    heads = [town.one_of_us(role) for role in (Role.MANAGEMENT, Role.TEACHER, Role.ADMINISTRATOR)]
    for place, one in enumerate(town.plan.ahead):
        partner, who = town.partners[one.partner], town.plan.partners[one.partner]
        owner = heads[place // 4 % 3] if place % 4 == 0 else partner.owner or town.coordinator
        made = min(town.today, one.due) - timedelta(days=town.rng.randint(5, 60))
        actions.agree_next(
            partner,
            text=next_for(one.kind, who.trade.topics, town.rng),
            due=one.due,
            owner=owner,
            by=owner,
            at=moment(made, 14),
            kind=one.kind,
        )


def keep_some(town: Town) -> None:
    """Promises of the last months that were kept, a day or two before they were due."""
    near = [(row, row.owner) for row in town.partners if row.owner and row.deputy]
    for number, (partner, owner) in enumerate(near[: town.plan.size.kept]):
        day = town.today - timedelta(days=5 + 6 * number)
        on = day - timedelta(days=max(0, day.weekday() - FRIDAY))
        asked = actions.agree_next(
            partner,
            text="Sovittu tapaaminen",
            due=on + timedelta(days=2),
            owner=owner,
            by=owner,
            at=moment(on - timedelta(days=20), 10),
            kind="encounters.meeting_planned",
        )
        what = actions.Logged("encounters.met", on, [partner], line="Kuten sovittiin.")
        actions.log(what, by=owner, at=moment(on, 16), keeps=asked)


FRIDAY = 4
MENDED = 4


def mend_some(town: Town) -> None:
    """People make mistakes: some things are written twice, and one of the two is taken back."""
    twice = town.plan.happenings[-MENDED:]
    by, on = town.coordinator, town.today
    again = Sitting(on, by, [_logged(town, one, by) for one in twice])
    for encounter in write_down(again):
        actions.take_back(encounter, by=by, at=moment(on, 16))


def follow_some(town: Town) -> None:
    """Whoever signs in follows a few partners."""
    near = town.partners[: max(6, len(town.partners) // 4)]
    for person in town.staff.values():
        for partner in town.rng.sample(near, 5):
            actions.follow(partner, person=person, on=town.today)

"""Where ours have walked of late: signing in, looking at persons, taking lists out."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from veturi.directory.models import Person, Role
from veturi.foundation.trail.actions import Step, leave_many
from veturi.foundation.trail.models import What
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town

DAYS = 21
WORKING_DAYS = 5
LOOKED_AT = 4
COMES, GOES = 8, 15
REFUSED, EXPORTED, OF_OURS = 0.06, 0.1, 0.3
TAKE_OUT = (Role.COORDINATOR, Role.MANAGEMENT, Role.ADMINISTRATOR)
LISTS = (("directory.list:partners", "kumppanit"), ("directory.list:people", "henkilot"))


def walk(town: Town) -> None:
    """Each working day of three weeks: everybody in the morning, out in the afternoon."""
    rng = Random(f"{town.provider.slug} walks")  # noqa: S311 - the same walk each time
    days = [town.today - timedelta(days=n) for n in range(DAYS, 0, -1)]
    leave_many(
        step
        for day in days
        if day.weekday() < WORKING_DAYS
        for role, person in town.staff.items()
        for step in _a_day(town, role, person, day, rng)
    )


def _a_day(town: Town, role: Role, person: Person, day: date, rng: Random) -> Iterator[Step]:
    def at(hour: int) -> datetime:
        return moment(day, hour) + timedelta(seconds=rng.randrange(3600))

    scope, user, itself = town.provider.scope, person.user, (person.key, str(person))
    if rng.random() < REFUSED:
        wrong = {"ways": ["password"]}
        yield Step(What.SIGN_IN_REFUSED, scope, None, moment(day, COMES), *itself, wrong)
    yield Step(What.SIGNED_IN, scope, user, at(COMES), *itself, {"ways": ["password"]})
    for seen in _looked_at(town, person, rng):
        hour = rng.randrange(COMES + 1, GOES)
        yield Step(What.VIEWED, scope, user, at(hour), seen.key, str(seen))
    if role in TAKE_OUT and rng.random() < EXPORTED:
        subject, name = rng.choice(LISTS)
        held = {"rows": rng.randrange(8, 60), "format": "xlsx", "filter": ""}
        yield Step(What.EXPORTED, scope, user, at(GOES - 1), subject, name, held)
    yield Step(What.SIGNED_OUT, scope, user, at(GOES), *itself)


def _looked_at(town: Town, looker: Person, rng: Random) -> Iterator[Person]:
    """A few of the partners' people, each once a day, and now and then a colleague."""
    everybody = [person for contacts in town.contacts for person in contacts]
    yield from rng.sample(everybody, min(len(everybody), rng.randrange(LOOKED_AT)))
    colleague = rng.choice(list(town.staff.values()))
    if colleague != looker and rng.random() < OF_OURS:
        yield colleague

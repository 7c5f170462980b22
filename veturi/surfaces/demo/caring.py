"""Worries that few see, and new uses of agreements that everybody may learn from."""

from datetime import timedelta

from veturi.cooperation.placements.actions.newuses import note_new_use
from veturi.cooperation.placements.actions.worries import close_worry, write_worry
from veturi.directory.models import Role
from veturi.surfaces.demo.linking import periods_of
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.learning import NEW_USES, WORRIES, WORRY_OUTCOME

DAY = timedelta(days=1)
# By how many days from today each worry is to be followed up; none: nobody was named yet.
DUE = (3, 0, -2, None, 6, None)
CLOSED = 4


def care(town: Town) -> None:
    """Of the teacher who signs in first; the coordinator sees the gravest."""
    running = [row for row in periods_of(town) if row.ended_on is None]
    teacher, coordinator = town.one_of_us(Role.TEACHER), town.coordinator
    for place, ((severity, text), ahead) in enumerate(zip(WORRIES, DUE, strict=True)):
        for period in running[place : place + 1]:
            by = period.teacher or teacher
            fields = {
                "text": text,
                "severity": severity,
                "named": coordinator if severity == "urgent" else None,
                "owner": None if ahead is None else by,
                "due": None if ahead is None else town.today + ahead * DAY,
            }
            at = moment(town.today - (place + 4) * DAY, 13)
            row = write_worry(period.student, period=period, by=by, at=at, fields=fields)
            if place == CLOSED:
                at = moment(town.today - DAY, 13)
                close_worry(row, by=by, at=at, outcome=WORRY_OUTCOME)


def try_out(town: Town) -> None:
    """One trial with each of some partners, of a period that was there."""
    begun = periods_of(town)[:: max(1, len(NEW_USES))]
    for (variant, what, outcome, again), period in zip(NEW_USES, begun, strict=False):
        note_new_use(
            period.partnership,
            period=period,
            by=period.teacher or town.coordinator,
            at=moment(town.today - DAY, 14),
            fields={
                "variant": variant,
                "tried_on": min(period.starts_on + 5 * DAY, town.today - DAY),
                "what": what,
                "outcome": outcome,
                "again": again,
            },
        )

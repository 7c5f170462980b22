"""Who may do what with visits, beside the table of roles."""

from datetime import date

from veturi.cooperation.placements.models import PlannedVisit, Visit
from veturi.directory.access import Act, may
from veturi.directory.models import Person


def may_correct(person: Person, visit: Visit, *, on: date) -> bool:
    """One's own visit by whoever logs; another's by whoever corrects others' entries."""
    own = person.pk in {visit.teacher_id, visit.made_by_id}
    return may(person, Act.LOG if own else Act.CORRECT_ANY, on=on)


def may_replan(person: Person, planned: PlannedVisit, *, on: date) -> bool:
    """One's own plan by whoever logs; another's by whoever keeps periods."""
    own = person.pk in {planned.promise.owner_id, planned.made_by_id}
    return may(person, Act.LOG if own else Act.KEEP_PERIODS, on=on)

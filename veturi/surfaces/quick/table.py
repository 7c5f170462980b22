"""Quick entry is a table from kind to the owner's action (architecture 12)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from veturi.cooperation.encounters import actions as encounters
from veturi.directory.models import Partnership, Person
from veturi.insight.levels import actions as levels
from veturi.ledger.kinds import all_deed_kinds
from veturi.ledger.models import Promise

# Until a kind's own module exists, encounters records it (kinds.md §1).
OWNERS: dict[str, Callable[..., Any]] = {kind.code: encounters.log for kind in all_deed_kinds()}

# The kinds that stand first as buttons; the rest are in the list below them.
FIRST = (
    "encounters.called",
    "encounters.met",
    "encounters.workplace_visited",
    "encounters.messaged",
    "encounters.customer_listened",
    "exchange.lecture_given",
    "exchange.students_visited",
    "exchange.premises_used",
)
ICONS = {
    "encounters.called": "phone",
    "encounters.met": "users",
    "encounters.workplace_visited": "hard-hat",
    "encounters.messaged": "mail",
    "encounters.customer_listened": "ear",
    "exchange.lecture_given": "presentation",
    "exchange.students_visited": "school",
    "exchange.premises_used": "door-open",
}


@transaction.atomic
def enter(
    what: encounters.Logged,
    *,
    by: Person,
    at: datetime,
    keeps: Promise | None,
    then: tuple[Partnership, str, date, Person] | None,
) -> Any:
    """Log by the owner's action, keep the promise that was named, agree on what is next."""
    thing = OWNERS[what.kind](what, by=by, at=at, keeps=keeps)
    if then is not None:
        partner, text, due, owner = then
        encounters.agree_next(
            partner, text=text, due=due, owner=owner, by=by, at=at, encounter=thing
        )
    return thing


def renew_levels(person: Person, *, on: date) -> None:
    """The level follows at once what was just logged; time's passing is left to the night."""
    levels.follow(person.provider, on=on)

"""The law of learning at work as dated rows (domain §1.5: A1–A20, and B1–B3 of §1.2).

Beside them stands what workplaces themselves ask for (C1–C6).

**How a law changes.** Nothing is rewritten. Give the row of the old law its last day (`until=`) and
write beside it a row with the new number, sentence or paragraph and its first day (`since=`). Ages,
hours of the day and rests of the young are a `Band` in `young.py`, which ends and begins the same
way. A period is judged by the row in force on its first day, or on the day that the row names
(`day=`): an agreement made under the old law stays under it, and last year's periods are told by
last year's law. A row that needs a new fact needs a field in `Case` and its reading.

The page lists `findings`, the button appears without `hindrances`, the action refuses by them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from veturi.cooperation.placements.rules.case import Case
from veturi.cooperation.placements.rules.law.cards import OF_WORKPLACE
from veturi.cooperation.placements.rules.law.contracts import CONTRACTS
from veturi.cooperation.placements.rules.law.hours import HOURS
from veturi.cooperation.placements.rules.law.instructors import INSTRUCTORS
from veturi.cooperation.placements.rules.law.money import MONEY
from veturi.cooperation.placements.rules.law.plans import PLANS
from veturi.cooperation.placements.rules.law.rows import Finding, Place, Rule, Severity, Stage
from veturi.cooperation.placements.rules.law.safety import SAFETY
from veturi.cooperation.placements.rules.law.workplaces import WORKPLACES
from veturi.cooperation.placements.rules.law.young import YOUNG

__all__ = [
    "LAW",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "Stage",
    "findings",
    "hindrances",
    "open_to",
]

LAW: tuple[Rule, ...] = tuple(
    sorted(
        (
            *CONTRACTS,
            *PLANS,
            *WORKPLACES,
            *INSTRUCTORS,
            *SAFETY,
            *HOURS,
            *YOUNG,
            *MONEY,
            *OF_WORKPLACE,
        ),
        key=lambda rule: (rule.code[0], int(rule.code[1:])),
    )
)
_ORDER = list(Severity)


def findings(case: Case, *, on: date, law: Sequence[Rule] = LAW) -> list[Finding]:
    """All that does not hold, what stands in the way first."""
    found = (rule.finding(case, on=on) for rule in law)
    return sorted((one for one in found if one), key=lambda one: _ORDER.index(one.severity))


def hindrances(found: Iterable[Finding], *, to: Stage = Stage.START) -> list[Finding]:
    """What stands in the way of signing, or of starting, for which signing comes first."""
    stages = {Stage.SIGNING} if to == Stage.SIGNING else set(Stage)
    return [one for one in found if one.is_blocking and one.before in stages]


def open_to(found: Iterable[Finding], *, sees_support: bool) -> list[Finding]:
    """What may be shown: what tells of support, only to those who may see it."""
    return [one for one in found if sees_support or not one.is_private]

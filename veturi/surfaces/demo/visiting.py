"""Visits of a term: made and planned, by the teachers of the periods that run."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import Period
from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.learning import FINDINGS

MADE, PLANNED = 24, 12
DAY = timedelta(days=1)


def visit(town: Town) -> None:
    """Of the periods that run some have been visited, and to some a visit is planned."""
    rows = (
        Period.objects.in_force()
        .filter(provider=town.provider, ended_on=None, started_on__isnull=False)
        .select_related("teacher", "partnership__absorbed_into")
        .order_by("pk")
    )
    running = list(rows[: MADE + PLANNED])
    for period in running[:MADE]:
        _record(town, period)
    for period in running[MADE:]:
        _plan(town, period)


def _record(town: Town, period: Period) -> None:
    day = max(period.starts_on, town.today - town.rng.randint(1, 20) * DAY)
    fields = {
        "period": period,
        "partnership": period.partnership,
        "on": min(day, town.today - DAY),
        "hours": Decimal(1),
        "purpose": town.rng.choice(("start", "mid", "mid", "assessment")),
        "student_present": by_chance(town.rng, 0.8),
        "instructor_present": by_chance(town.rng, 0.7),
        "findings": town.rng.choice(FINDINGS),
    }
    new = visits.NewVisit(UUID(int=town.rng.getrandbits(128), version=4), fields)
    visits.record(new, by=period.teacher or town.coordinator, at=moment(town.today - DAY, 15))


def _plan(town: Town, period: Period) -> None:
    teacher = period.teacher or town.coordinator
    last = period.ends_on or town.today
    visits.plan(
        fields={"period": period, "partnership": period.partnership, "purpose": "mid"},
        due=max(town.today, min(last, town.today + town.rng.randint(2, 20) * DAY)),
        teacher=teacher,
        by=teacher,
        at=moment(town.today - DAY, 15),
    )

"""Proposals of places: what a student sees of one's own, what waits for whom, who is alike."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from veturi.cooperation.placements.models import PlaceProposal, Student
from veturi.cooperation.placements.rules.proposals import KINDLY, Declined, Standing
from veturi.cooperation.placements.rules.words import State
from veturi.directory.access import Act, may
from veturi.directory.look_alikes.partners import alike
from veturi.directory.look_alikes.telling import Alike
from veturi.directory.models import Person


@dataclass(frozen=True, slots=True)
class Mine:
    """A proposal as its student sees it: of partners and people of ours nothing."""

    row: PlaceProposal
    is_agreed: bool
    why: str

    @property
    def standing(self) -> Standing:
        return self.row.standing


def proposals_of(student: Student, *, on: date) -> list[Mine]:
    """One's own, the latest first."""
    rows = PlaceProposal.objects.filter(student=student).select_related("period")
    shown = rows.prefetch_related("period__interruptions").order_by("-made_at", "-pk")
    return [Mine(row, _is_agreed(row, on), _why(row)) for row in shown]


def _is_agreed(row: PlaceProposal, on: date) -> bool:
    none = {State.PROPOSED, State.ACCEPTED, State.CALLED_OFF}
    return row.period is not None and row.period.state_on(on) not in none


def _why(row: PlaceProposal) -> str:
    return str(KINDLY[Declined(row.declined_for)]) if row.declined_for else ""


def waiting_for(person: Person, *, on: date) -> QuerySet[PlaceProposal]:
    """Those of one's own students; of students without a teacher for whoever edits partners."""
    mine = Q(student__teacher=person)
    if may(person, Act.EDIT_PARTNER, on=on):
        mine |= Q(student__teacher=None)
    rows = PlaceProposal.objects.seen_by(person).waiting().filter(mine)
    return rows.select_related("student").order_by("made_at", "pk")


def partners_like(row: PlaceProposal, *, seen_by: Person) -> list[Alike]:
    """Partners that may be the workplace that is meant."""
    typed = {
        "name": row.name,
        "business_id": row.business_id,
        "municipality": row.municipality,
    }
    return alike(seen_by, typed)

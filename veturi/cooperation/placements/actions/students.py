"""Students come in, change, are put away; what support they need is kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from veturi.cooperation.placements.actions.changing import change, name_student, tell_new
from veturi.cooperation.placements.models import Card, Student, StudyRightState, Support
from veturi.cooperation.placements.reading.finding import named_students
from veturi.directory.models import Person, Provider
from veturi.foundation.rows import create
from veturi.foundation.search.keeping import enter


@dataclass(frozen=True, slots=True)
class NewStudent:
    """A student as the student system tells: `fields` of `Student`, and the study right's state."""

    fields: Mapping[str, Any]
    since: date | None = None
    state: str = StudyRightState.State.LASNA
    funding: str = "1"
    support: Mapping[str, Any] = field(default_factory=dict)


def add_student(new: NewStudent, *, provider: Provider, by: Person | None, at: datetime) -> Student:
    return add_students([new], provider=provider, by=by, at=at)[0]


@transaction.atomic
def add_students(
    many: Sequence[NewStudent],
    *,
    provider: Provider,
    by: Person | None,
    at: datetime,
    batch: str = "",
) -> list[Student]:
    """The set form, for imports and the demo. Numbers are new: the caller has looked."""
    students = [_student(new, provider=provider, batch=batch) for new in many]
    create(students)
    enter(named_students(students))
    pairs = list(zip(students, many, strict=True))
    create([_state(student, new, on=localdate(at)) for student, new in pairs])
    create([_support(student, new.support) for student, new in pairs if new.support])
    tell_new(students, by=by, at=at, batch=batch)
    return students


def _student(new: NewStudent, *, provider: Provider, batch: str) -> Student:
    student = Student(provider=provider, batch=batch, **new.fields)
    name_student(student)
    student.full_clean(exclude=["provider"], validate_unique=False, validate_constraints=False)
    return student


def _state(student: Student, new: NewStudent, *, on: date) -> StudyRightState:
    return StudyRightState(
        provider_id=student.provider_id,
        student=student,
        since=new.since or student.starts_on or on,
        state=new.state,
        funding=new.funding,
    )


def _support(student: Student, support: Mapping[str, Any]) -> Support:
    return Support(provider_id=student.provider_id, student=student, **support)


def edit_student(
    student: Student, *, by: Person | None, fields: Mapping[str, Any], batch: str = ""
) -> Student:
    return change(student, by=by, fields=fields, batch=batch)


@transaction.atomic
def set_state(
    student: Student, *, since: date, state: str, funding: str, by: Person | None
) -> StudyRightState:
    """From a day on the study right is in this state; another of the same day is mended."""
    row, _made = StudyRightState.objects.get_or_create(
        student=student, since=since, defaults={"provider": student.provider, "state": state}
    )
    return change(row, by=by, fields={"state": state, "funding": funding})


@transaction.atomic
def give_support(student: Student, *, by: Person, fields: Mapping[str, Any]) -> Support:
    """What support is needed. History says that it changed, not what it says."""
    row, _made = Support.objects.get_or_create(
        student=student, defaults={"provider": student.provider}
    )
    return change(row, by=by, fields=fields, silently=True)


@transaction.atomic
def show_card(
    student: Student, *, fields: Mapping[str, Any], by: Person | None, at: datetime
) -> Card:
    """A card was shown on a day; what may not be raises ValidationError."""
    card = _card(student, fields, by=by)
    card.full_clean()
    create([card])
    tell_new([card], by=by, at=at)
    return card


@transaction.atomic
def show_cards(
    many: Sequence[tuple[Student, Mapping[str, Any]]], *, by: Person | None, at: datetime
) -> list[Card]:
    """The set form, for the demo: the caller has looked that each is new."""
    cards = [_card(student, fields, by=by) for student, fields in many]
    create(cards)
    tell_new(cards, by=by, at=at)
    return cards


def _card(student: Student, fields: Mapping[str, Any], *, by: Person | None) -> Card:
    return Card(provider_id=student.provider_id, student=student, shown_to=by, **fields)


def take_card_back(card: Card, *, by: Person, on: date) -> Card:
    """It was written down by mistake, or it is valid no longer."""
    return change(card, by=by, fields={"taken_back_on": on})


def put_away(student: Student, *, by: Person, on: date) -> Student:
    return change(student, by=by, fields={"archived_on": on})


def take_again(student: Student, *, by: Person) -> Student:
    return change(student, by=by, fields={"archived_on": None})

"""Taking lists of the student system back: fields as they were, and who came with it gone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from veturi.cooperation.placements.actions import removing, students
from veturi.cooperation.placements.models import Period, Student, StudyRightState, Unit
from veturi.directory.actions.importing import remove_parts
from veturi.directory.models import Person
from veturi.surfaces.imports.models import Import, Row


def undo(imported: Import, rows: Sequence[Row], *, by: Person, at: datetime) -> None:
    """These rows, the last of them first; what is to be kept stays as it is now."""
    standing = [row for row in rows if row.before.get("key") not in imported.kept]
    of_students = imported.kind == Import.Kind.STUDENTS
    restore = _restore_student if of_students else _restore_period
    for row in standing:
        if not row.before.get("made"):
            restore(row, by=by, at=at, batch=reversal(imported))
    made = [row.before["key"] for row in standing if row.before.get("made")]
    if of_students:
        on = timezone.localdate(at)
        removing.remove_students(imported.provider, made, by=by, on=on, batch=reversal(imported))
    else:
        removing.remove_periods(imported.provider, made, by=by, at=at, batch=reversal(imported))
    people = [key for row in standing for key in row.before.get("people", [])]
    remove_parts(imported.provider, people=people)


def reversal(imported: Import) -> str:
    return f"{imported.batch}:reversal"


def former_values(model: Any, changes: dict[str, list[str]]) -> dict[str, Any]:
    """What stood in the fields before, as the model keeps it."""
    return {name: _former(model, name, old) for name, (old, _new) in changes.items()}


def _former(model: Any, name: str, text: str) -> Any:
    field = model._meta.get_field(name)
    if field.is_relation:
        return field.related_model._default_manager.filter(pk=text or None).first()
    if not text:
        return None if field.null else ""
    return field.to_python(text)


def _restore_student(row: Row, *, by: Person, at: datetime, batch: str) -> None:
    student = Student.objects.filter(pk=row.before.get("key"), erased_on=None).first()
    if student is None or at is None:
        return
    if changes := row.before.get("fields"):
        fields = former_values(Student, changes)
        students.edit_student(student, by=by, fields=fields, batch=batch)
    if state := row.before.get("state"):
        there = StudyRightState.objects.filter(pk=state[0]).first()
        if there is not None:
            removing.restore_state(there, by=by, was=state[1])
    if support := row.before.get("support"):
        fields = {"is_special": support[0], "is_demanding": support[1]}
        students.give_support(student, by=by, fields=fields)


def _restore_period(row: Row, *, by: Person, at: datetime, batch: str) -> None:
    """What was called off since stays called off; what the list called off is there again."""
    period = Period.objects.filter(pk=row.before.get("key")).first()
    was_ours = bool(row.before.get("called_off"))
    if period is None or not batch or (period.called_off_on is not None) != was_ours:
        return
    units = row.before.get("units")
    removing.restore_period(
        period,
        by=by,
        at=at,
        fields=former_values(Period, row.before.get("fields", {})),
        units=None if units is None else list(Unit.objects.filter(pk__in=units)),
        interruptions=row.before.get("interruptions", []),
    )

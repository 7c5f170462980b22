"""Students come in: new ones in a set, known ones field by field."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Qualification, Student, StudyRightState, Support
from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.surfaces.imports.learning.plans import Plan, Work
from veturi.surfaces.imports.rules.learning.fields import SUPPORT
from veturi.surfaces.imports.rules.learning.words import OVER

_PRESENT, _ENDED = StudyRightState.State.LASNA.value, StudyRightState.State.PAATTYNYT.value


def bring_students(work: Work) -> None:
    _with_things(work.open)
    fresh: dict[str, Plan] = {}
    known: list[Plan] = []
    for plan in work.open:
        number = plan.learnt.fields.get("number", "")
        is_new = plan.learnt.student is None and number not in fresh
        if is_new:
            fresh[number] = plan
        else:
            known.append(plan)
    _add(list(fresh.values()), work)
    _change(known, work)


def _with_things(plans: Iterable[Plan]) -> None:
    """Keys become the people and qualifications that they name."""
    plans = list(plans)
    for name, model in (("teacher", Person), ("qualification", Qualification)):
        keys = {plan.learnt.fields[name] for plan in plans if name in plan.learnt.fields}
        rows: dict[int, Any] = model._default_manager.in_bulk(keys)
        for plan in plans:
            if name in plan.learnt.fields:
                plan.learnt.fields[name] = rows[plan.learnt.fields[name]]


def _add(plans: list[Plan], work: Work) -> None:
    new = [_new(plan, on=work.on) for plan in plans]
    rows = students.add_students(
        new, provider=work.provider, by=work.by, at=work.at, batch=work.batch
    )
    for plan, row in zip(plans, rows, strict=True):
        plan.key, plan.traces = row.pk, {"made": True}
        state = _state(plan, on=work.on)
        if state in OVER and (since := _since(plan, state, None)):
            funding = plan.learnt.more.get("funding", "1")
            students.set_state(row, since=since, state=state, funding=funding, by=work.by)
        _support(plan, row, work)


def _new(plan: Plan, *, on: date) -> students.NewStudent:
    """Whose study right is over was present before that, if it is known since when."""
    more, fields = plan.learnt.more, plan.learnt.fields
    state = _state(plan, on=on)
    is_over = state in OVER and bool(_since(plan, state, None))
    return students.NewStudent(
        fields,
        since=None if is_over else more.get("state_since"),
        state=_PRESENT if is_over else state,
        funding=more.get("funding", "1"),
    )


def _state(plan: Plan, *, on: date, now: str = _PRESENT) -> str:
    """As the list says; who has a day of ending behind has ended."""
    more = plan.learnt.more
    ended = more.get("ended_on")
    has_ended = ended is not None and ended <= on
    return str(more.get("state") or (_ENDED if has_ended and now not in OVER else now))


def _since(plan: Plan, state: str, otherwise: date | None) -> date | None:
    more = plan.learnt.more
    ended = more.get("ended_on") if state in OVER else None
    since: date | None = more.get("state_since") or ended or otherwise
    return since


def _change(plans: list[Plan], work: Work) -> None:
    """In the order of the sheet, so that a row builds on those above it."""
    for plan in plans:
        row = _there(plan, work)
        try:
            changed = students.edit_student(
                row, by=work.by, fields=plan.learnt.fields, batch=work.batch
            )
        except ValidationError as refusal:
            plan.refuse(" ".join(refusal.messages))
            continue
        plan.key = changed.pk
        plan.leave_fields(row, plan.learnt.fields)
        _change_state(plan, changed, work)
        _support(plan, changed, work)


def _there(plan: Plan, work: Work) -> Student:
    """As it stands now: a row above may have made or changed it."""
    rows = Student.objects.select_related("provider", "teacher", "qualification")
    if plan.learnt.student is not None:
        return rows.get(provider=work.provider, pk=plan.learnt.student.key)
    return rows.get(provider=work.provider, number=plan.learnt.fields["number"])


def _change_state(plan: Plan, row: Student, work: Work) -> None:
    last = row.states.last()
    was = (last.state, last.funding) if last else ("", "1")
    state = _state(plan, on=work.on, now=was[0] or _PRESENT)
    funding = plan.learnt.more.get("funding", was[1])
    if (state, funding) == was or not {"state", "funding", "ended_on"} & plan.learnt.more.keys():
        return
    since = _since(plan, state, work.on) or work.on
    before = row.states.filter(since=since).values_list("state", "funding").first()
    made = students.set_state(row, since=since, state=state, funding=funding, by=work.by)
    plan.traces["state"] = [made.pk, list(before) if before else None]


def _support(plan: Plan, row: Student, work: Work) -> None:
    """Only by whoever may see it; what is written of the needs stays."""
    said = plan.learnt.more.get(SUPPORT)
    if said is None or work.by is None or not may(work.by, Act.SEE_SUPPORT, on=work.on):
        return
    before = Support.objects.filter(student=row).values_list("is_special", "is_demanding").first()
    if (before or (False, False)) == said:
        return
    fields = {"is_special": said[0], "is_demanding": said[1]}
    students.give_support(row, by=work.by, fields=fields)
    if not plan.traces.get("made"):
        plan.traces["support"] = list(before or (False, False))

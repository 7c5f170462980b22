"""Workplace periods come in: new ones in a set, known ones one by one; the ledger follows."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from veturi.cooperation.placements.actions import periods
from veturi.cooperation.placements.actions.passing import pass_time
from veturi.cooperation.placements.models import Period, Student, Unit
from veturi.cooperation.placements.rules.words import Side
from veturi.directory.actions.people import add_people, give_positions
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Partnership, Person, Site
from veturi.foundation.text import fold
from veturi.surfaces.imports.learning.plans import Plan, Work
from veturi.surfaces.imports.rules.learning.words import CALLED_OFF
from veturi.surfaces.imports.rules.values import Contact


def bring_periods(work: Work) -> None:
    _add_instructors(work)
    _with_things(work.open)
    units = Unit.objects.in_bulk(
        {key for plan in work.open for key in plan.learnt.more.get("units", [])}
    )
    fresh: dict[object, Plan] = {}
    known: list[Plan] = []
    for plan in work.open:
        if plan.learnt.period is None and _identity(plan) not in fresh:
            fresh[_identity(plan)] = plan
        else:
            known.append(plan)
    _add(list(fresh.values()), units, work)
    made = {identity: plan.key for identity, plan in fresh.items()}
    for plan in known:
        there = plan.learnt.period
        key = there.key if there else made[_identity(plan)]
        _change(plan, Period.objects.select_related("provider").get(pk=key or 0), units, work)


def _identity(plan: Plan) -> object:
    given, whose = plan.learnt.fields, plan.learnt.student
    by_day = (whose.key if whose else 0, plan.learnt.partner, given["starts_on"])
    return given.get("unique_id") or by_day


def _with_things(plans: Iterable[Plan]) -> None:
    """Keys become what they name."""
    plans = list(plans)
    named = (("site", Site), ("teacher", Person), ("instructor", Person))
    for name, model in named:
        keys = {plan.learnt.fields[name] for plan in plans if name in plan.learnt.fields}
        rows: dict[int, Any] = model._default_manager.in_bulk(keys)
        for plan in plans:
            if name in plan.learnt.fields:
                plan.learnt.fields[name] = rows[plan.learnt.fields[name]]


def _add_instructors(work: Work) -> None:
    """Each once, though several rows name the same one at the same workplace."""
    wanted: dict[tuple[int, str], Contact] = {}
    for plan in work.open:
        for person in plan.learnt.persons:
            wanted.setdefault(_who(plan, person), person)
    fields = [
        {name: getattr(one, name) for name in ("given_name", "family_name", "email", "phone")}
        for one in wanted.values()
    ]
    people = add_people(fields, provider=work.provider, by=work.by, batch=work.batch)
    made = dict(zip(wanted, people, strict=True))
    partners = Partnership.objects.in_bulk({partner for partner, _name in wanted})
    role = {"role": PersonRole.INSTRUCTOR.value}
    give_positions(
        [(person, partners[partner], role) for (partner, _name), person in made.items()],
        provider=work.provider,
    )
    for plan in work.open:
        for person in plan.learnt.persons:
            one = made[_who(plan, person)]
            plan.learnt.fields["instructor"] = one.pk
            plan.traces["people"] = [one.pk]


def _who(plan: Plan, person: Contact) -> tuple[int, str]:
    return plan.learnt.partner or 0, fold(str(person))


def _add(plans: list[Plan], units: dict[int, Unit], work: Work) -> None:
    students = Student.objects.in_bulk(
        {plan.learnt.student.key for plan in plans if plan.learnt.student}
    )
    partners = Partnership.objects.select_related("absorbed_into").in_bulk(
        {plan.learnt.partner for plan in plans if plan.learnt.partner}
    )
    new = [
        periods.NewPeriod(
            {
                **plan.learnt.fields,
                **_agreed(plan),
                "student": students[plan.learnt.student.key if plan.learnt.student else 0],
                "partnership": partners[plan.learnt.partner or 0],
            },
            [units[key] for key in plan.learnt.more.get("units", [])],
        )
        for plan in plans
    ]
    rows = periods.propose_many(
        new, provider=work.provider, by=work.by, at=work.at, batch=work.batch
    )
    for plan, row in zip(plans, rows, strict=True):
        plan.key = row.pk
        plan.traces["made"] = True
        _interrupt(plan, row, work)
    pass_time([row.pk for row in rows], provider=work.provider, at=work.at)


def _agreed(plan: Plan) -> dict[str, Any]:
    day = plan.learnt.more.get("agreed_on")
    if day is None or plan.learnt.more.get("state") == CALLED_OFF:
        return {}
    return {"agreed_on": day, "accepted_on": day}


def _change(plan: Plan, row: Period, units: dict[int, Unit], work: Work) -> None:
    plan.key = row.pk
    before = list(row.units.values_list("unit", flat=True))
    after = plan.learnt.more.get("units")
    try:
        fresh = periods.edit(
            row,
            by=work.by,
            at=work.at,
            fields=_known_fields(plan),
            units=None if after is None else [units[key] for key in after],
        )
    except (ValidationError, periods.NotPossible) as refusal:
        plan.refuse(" ".join(getattr(refusal, "messages", [str(refusal)])))
        return
    plan.leave_fields(row, _known_fields(plan))
    if after is not None and set(after) != set(before):
        plan.traces["units"] = before
    if plan.learnt.more.get("state") == CALLED_OFF:
        _call_off(plan, fresh, work)
    else:
        _agree(plan, fresh, work)
        _interrupt(plan, fresh, work)


def _known_fields(plan: Plan) -> dict[str, Any]:
    return {name: value for name, value in plan.learnt.fields.items() if name != "unique_id"}


def _agree(plan: Plan, row: Period, work: Work) -> None:
    """The day of signing of what is not agreed yet; one that is agreed keeps its day."""
    given = _agreed(plan)
    if not given or row.agreed_on is not None:
        return
    agreed = periods.agree(row, on=given["agreed_on"], by=work.by, at=work.at)
    days = ("agreed_on", "accepted_on", "started_on")
    plan.leave_fields(row, {name: getattr(agreed, name) for name in days})
    pass_time([row.pk], provider=work.provider, at=work.at)


def _call_off(plan: Plan, row: Period, work: Work) -> None:
    """The list does not say by whom: it is our own system that tells it, so by the school."""
    why = gettext("Called off in the student system.")
    try:
        gone = periods.call_off(row, side=Side.SCHOOL.value, why=why, by=work.by, at=work.at)
    except periods.NotPossible as refusal:
        plan.row.told = [("state", "refused", str(refusal))]
    else:
        plan.traces["called_off"] = True
        days = ("called_off_on", "called_off_by", "called_off_why", "agreed_on")
        plan.leave_fields(row, {name: getattr(gone, name) for name in days})


def _interrupt(plan: Plan, row: Period, work: Work) -> None:
    """Once a day; what the period does not allow is told, and the rest of the row stays."""
    more = plan.learnt.more
    since = more.get("interrupted_from")
    if since is None or row.interruptions.filter(since=since).exists():
        return
    try:
        made = periods.interrupt(
            row,
            since=since,
            until=more.get("interrupted_until"),
            reason=more.get("interruption_reason", ""),
            by=work.by,
            at=work.at,
        )
    except periods.NotPossible as refusal:
        plan.row.told = [("interrupted_from", "refused", str(refusal))]
    else:
        plan.traces.setdefault("interruptions", []).append(made.pk)

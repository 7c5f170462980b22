"""A period from its proposal to its end: every act, with what it refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.changing import change, tell_new
from veturi.cooperation.placements.actions.settling import settle
from veturi.cooperation.placements.models import (
    Guidance,
    Interruption,
    Period,
    PeriodUnit,
    Readiness,
    Termination,
    Unit,
)
from veturi.cooperation.placements.rules.grounds import (
    HEARD,
    NOTHING_FOLLOWS,
    PERMITTED,
    grounds,
)
from veturi.cooperation.placements.rules.words import Ground
from veturi.directory.actions.changing import subject_of, tell
from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import Difference, note
from veturi.foundation.rows import create

DAY = timedelta(days=1)


class NotPossible(Exception):
    """The period does not allow it; the sentence says why."""


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """A period as it is proposed: `fields` of `Period`, and the units that are learnt in it."""

    fields: Mapping[str, Any]
    units: Sequence[Unit] = field(default_factory=tuple)


def propose(new: NewPeriod, *, provider: Provider, by: Person | None, at: datetime) -> Period:
    return propose_many([new], provider=provider, by=by, at=at)[0]


@transaction.atomic
def propose_many(
    many: Sequence[NewPeriod],
    *,
    provider: Provider,
    by: Person | None,
    at: datetime,
    batch: str = "",
) -> list[Period]:
    """The set form, for imports and the demo."""
    periods = [_period(new, provider=provider, by=by, at=at, batch=batch) for new in many]
    create(periods)
    pairs = list(zip(periods, many, strict=True))
    create(
        [
            PeriodUnit(provider=provider, period=period, unit=unit)
            for period, new in pairs
            for unit in new.units
        ]
    )
    create([_guidance(one, one.instructor, one.starts_on) for one in periods if one.instructor])
    tell_new(periods, by=by, at=at, batch=batch)
    settle([period.pk for period in periods], provider=provider, by=by, at=at)
    return periods


def _period(
    new: NewPeriod, *, provider: Provider, by: Person | None, at: datetime, batch: str
) -> Period:
    given = dict(new.fields)
    given["partnership"] = given["partnership"].shown
    given.setdefault("teacher", given["student"].teacher)
    given.setdefault("unique_id", uuid4().hex)
    period = Period(provider=provider, made_by=by, made_on=localdate(at), batch=batch, **given)
    period.clean_fields(exclude=["provider", "student", "partnership", "teacher", "instructor"])
    return period


def _guidance(period: Period, instructor: Person, since: date) -> Guidance:
    return Guidance(
        provider_id=period.provider_id, period=period, instructor=instructor, since=since
    )


@transaction.atomic
def edit(
    period: Period,
    *,
    by: Person | None,
    at: datetime,
    fields: Mapping[str, Any],
    units: Sequence[Unit] | None = None,
) -> Period:
    """Change what is agreed; the ledger and what is promised follow."""
    refuse_called_off(period)
    given = dict(fields)
    instructor = given.pop("instructor", period.instructor)
    fresh = change(period, by=by, fields=given)
    if fresh.started_on is not None and fresh.started_on != fresh.starts_on:
        fresh = change(fresh, by=by, fields={"started_on": fresh.starts_on})
    if instructor != fresh.instructor:
        fresh = _guide(fresh, instructor, since=max(fresh.starts_on, localdate(at)), by=by)
    if units is not None:
        _set_units(fresh, units, by=by)
    settle([fresh.pk], provider=fresh.provider, by=by, at=at)
    return fresh


def refuse_called_off(period: Period) -> None:
    if period.called_off_on is not None:
        raise NotPossible(_("This period was called off."))


def _set_units(period: Period, units: Sequence[Unit], *, by: Person | None) -> None:
    before = {row.unit_id: row.unit for row in period.units.select_related("unit")}
    after = {unit.pk: unit for unit in units}
    if before.keys() == after.keys():
        return
    period.units.exclude(unit__in=after).delete()
    create(
        [
            PeriodUnit(provider_id=period.provider_id, period=period, unit=unit)
            for key, unit in after.items()
            if key not in before
        ]
    )
    old, new = (", ".join(sorted(unit.code for unit in some.values())) for some in (before, after))
    tell(period, [Difference("units", old, new)], by=by)


def accept(period: Period, *, by: Person | None, at: datetime) -> Period:
    """The workplace takes the student."""
    refuse_called_off(period)
    if period.accepted_on is not None:
        return period
    return change(period, by=by, fields={"accepted_on": localdate(at)})


@transaction.atomic
def agree(period: Period, *, on: date, by: Person | None, at: datetime) -> Period:
    """The agreement is in force: every paper that the period needs is signed."""
    refuse_called_off(period)
    fields = {"agreed_on": on, "accepted_on": period.accepted_on or on}
    if period.starts_on <= localdate(at):
        fields["started_on"] = period.starts_on
    fresh = change(period, by=by, fields=fields)
    settle([fresh.pk], provider=fresh.provider, by=by, at=at)
    return fresh


@transaction.atomic
def change_instructor(
    period: Period, *, instructor: Person, since: date, by: Person | None, at: datetime
) -> Period:
    """Somebody else is responsible from a day on; who it was before stays written."""
    refuse_called_off(period)
    last = period.last_day
    if since < period.starts_on or (last is not None and since > last):
        raise NotPossible(_("Choose a day of the period."))
    if instructor.pk == period.instructor_id:
        raise NotPossible(_("This person is the instructor already."))
    fresh = _guide(period, instructor, since=since, by=by)
    settle([fresh.pk], provider=fresh.provider, by=by, at=at)
    return fresh


def _guide(period: Period, instructor: Person | None, *, since: date, by: Person | None) -> Period:
    """Of guidances that have not begun nothing is kept; the one that runs ends the day before."""
    period.guidances.filter(since__gte=since).delete()
    period.guidances.filter(until=None).update(until=since - DAY)
    fresh = change(period, by=by, fields={"instructor": instructor})
    if instructor is not None:
        _guidance(fresh, instructor, since).save()
    return fresh


@transaction.atomic
def interrupt(
    period: Period,
    *,
    since: date,
    until: date | None,
    reason: str,
    by: Person | None,
    at: datetime,
) -> Interruption:
    """The period stands still; a part that is open goes on until it is resumed."""
    refuse_called_off(period)
    row = Interruption(
        provider=period.provider, period=period, since=since, until=until, reason=reason
    )
    row.full_clean()
    _refuse_outside(period, since, until)
    _refuse_overlap(period, row)
    row.save()
    told = Difference(
        "interruptions", "", f"{since.isoformat()}–{until.isoformat() if until else ''}"
    )
    tell(period, [told], by=by)
    settle([period.pk], provider=period.provider, by=by, at=at)
    return row


def _refuse_outside(period: Period, since: date, until: date | None) -> None:
    last = period.last_day
    before = since < period.starts_on
    after = last is not None and (since > last or (until is not None and until > last))
    if before or after:
        raise NotPossible(_("An interruption lies within the period."))


def _refuse_overlap(period: Period, row: Interruption) -> None:
    """They do not overlap, and all but the last have an end (rule of eHOKS)."""
    others = period.interruptions.exclude(pk=row.pk)
    met = others.filter(until=None) | others.filter(until__gte=row.since)
    if row.until is not None:
        met = met.filter(since__lte=row.until)
    if met.exists():
        raise NotPossible(_("The period is interrupted on these days already."))


@transaction.atomic
def resume(row: Interruption, *, until: date, by: Person | None, at: datetime) -> Interruption:
    """The last day on which it stood still; from the next one it goes on."""
    period = row.period
    if until < row.since:
        raise NotPossible(_("The last day follows the first."))
    _refuse_outside(period, row.since, until)
    old = row.until.isoformat() if row.until else ""
    row.until = until
    _refuse_overlap(period, row)
    row.save(update_fields=["until"])
    tell(period, [Difference("interruptions", old, until.isoformat())], by=by)
    settle([period.pk], provider=period.provider, by=by, at=at)
    return row


@transaction.atomic
def call_off(period: Period, *, side: str, why: str, by: Person | None, at: datetime) -> Period:
    """It never came to be. What has begun is ended instead."""
    refuse_called_off(period)
    if period.started_on is not None:
        raise NotPossible(_("The period has begun: end it instead."))
    fields = {
        "called_off_on": localdate(at),
        "called_off_by": side,
        "called_off_why": why,
        "agreed_on": None,
    }
    fresh = change(period, by=by, fields=fields)
    settle([fresh.pk], provider=fresh.provider, by=by, at=at)
    return fresh


@transaction.atomic
def end(period: Period, *, on: date, by: Person | None, at: datetime) -> Period:
    """It ended on this day, as agreed or before."""
    refuse_called_off(period)
    if period.started_on is None:
        raise NotPossible(_("The period has not begun."))
    if period.ended_on is not None:
        raise NotPossible(_("The period has ended already."))
    if on > localdate(at):
        raise NotPossible(_("This day is still to come."))
    if on < period.starts_on:
        raise NotPossible(_("It cannot have ended before its first day."))
    period.guidances.filter(until=None).update(until=on)
    period.interruptions.filter(until=None).update(until=on)
    fresh = change(period, by=by, fields={"ended_on": on})
    settle([fresh.pk], provider=fresh.provider, by=by, at=at)
    return fresh


@transaction.atomic
def note_facts(
    period: Period, *, by: Person | None, at: datetime, fields: Mapping[str, Any]
) -> Period:
    """What was seen to: approvals, the safety notice, recording, hosting again, hiring."""
    fresh = change(period, by=by, fields=fields)
    settle([fresh.pk], provider=fresh.provider, by=by, at=at)
    return fresh


@transaction.atomic
def check_readiness(
    period: Period, *, by: Person, at: datetime, fields: Mapping[str, Any]
) -> Readiness:
    """Teacher and student look together whether the student is ready for working life."""
    refuse_called_off(period)
    row, _made = Readiness.objects.get_or_create(
        period=period,
        defaults={"provider": period.provider, "checked_on": localdate(at), "checked_by": by},
    )
    given = {**fields, "checked_on": localdate(at), "checked_by": by}
    row = change(row, by=by, fields=given)
    note(
        subject_of(period),
        [Difference("readiness", "", "1" if row.is_ready else "0")],
        scope=period.provider.scope,
        by=by.user,
        at=at,
    )
    settle([period.pk], provider=period.provider, by=by, at=at)
    return row


@transaction.atomic
def terminate(
    period: Period, *, by: Person, at: datetime, fields: Mapping[str, Any]
) -> Termination:
    """End it before its time on a ground of the law; what is asked of the ground is there."""
    given = dict(fields)
    ground = Ground(given["ground"])
    if ground not in grounds(period.form):
        raise NotPossible(_("This ground does not end a period of this form."))
    if ground in HEARD and given.get("heard_on") is None:
        raise NotPossible(_("Hear the other side first and give the day (75 and 76 §)."))
    if ground in PERMITTED and given.get("permitted_on") is None:
        raise NotPossible(_("A dismissal needs the provider’s permission: give its day (75 §)."))
    if ground not in NOTHING_FOLLOWS and not (given.get("see_to_it") and given.get("see_to_it_by")):
        raise NotPossible(
            _("Say who arranges another way to learn, and by which day (75.6 and 76.6 §).")
        )
    row = Termination(
        provider=period.provider, period=period, told_on=localdate(at), told_by=by, **given
    )
    row.full_clean()
    end(period, on=given["on"], by=by, at=at)
    row.save()
    tell(period, [Difference("termination", "", ground.value)], by=by)
    return row


def replace_learning(row: Termination, *, by: Person, on: date) -> Termination:
    """Another way to learn has been arranged: the duty is done."""
    return change(row, by=by, fields={"replaced_on": on})

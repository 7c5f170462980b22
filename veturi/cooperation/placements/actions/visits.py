"""Visits: planned, moved, let go; written down once, corrected, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.settling import settle_sources
from veturi.cooperation.placements.actions.visit_letters import drop_times
from veturi.cooperation.placements.models import PlannedVisit, Visit, VisitPhoto
from veturi.cooperation.placements.reading.deeds import of_visit
from veturi.directory.models import Person
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.models import kept
from veturi.foundation.history.actions import Difference, differences, note, written
from veturi.ledger import journal
from veturi.ledger.models import Deed, Promise

PROMISED, STEP = "visits.visit_planned", "encounters.action_due"
# What the ledger is told of; the rest is for people.
TOLD = {"on", "hours", "purpose", "student_present", "instructor_present"}
CORRECTABLE = (
    *("on", "hours", "purpose", "student_present", "instructor_present", "others_present"),
    *("findings", "needs", "capacity", "issues", "next_step", "next_on", "signed_name"),
)


class NotPlanned(Exception):
    """The plan cannot be so; the sentence says why."""


class NotVisited(Exception):
    """The visit is refused; the sentence says why."""


class Differs(Exception):
    """A visit of this number is stored, and says something else; nothing is written."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(_("This visit is stored already, with other content."))
        self.visit = visit


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit as it was written down: `fields` of `Visit`, and what was brought from it."""

    uuid: UUID
    fields: Mapping[str, Any]
    photos: Sequence[CheckedFile] = field(default_factory=tuple)
    signature: CheckedFile | None = None

    @property
    def digest(self) -> str:
        """Of all that it says: the same sent twice has the same."""
        values = [f"{name}={written(value)}" for name, value in sorted(self.fields.items())]
        files = [one.digest for one in (*self.photos, self.signature) if one is not None]
        return sha256("\n".join([*values, *files]).encode()).hexdigest()


@transaction.atomic
def plan(
    *, fields: Mapping[str, Any], due: date, teacher: Person, by: Person, at: datetime
) -> PlannedVisit:
    """Somebody will go there by the day; the ledger holds the promise."""
    refuse_past(due, at)
    given = dict(fields)
    period, partnership = given.get("period"), given["partnership"].shown
    if period is not None and period.called_off_on is not None:
        raise NotPlanned(_("This period was called off."))
    promise = journal.promise(
        PROMISED,
        provider=by.provider,
        partners=[partnership.pk],
        due=due,
        owner=teacher,
        source=(period or partnership).key,
        by=by,
        at=at,
    )
    given |= {"partnership": partnership, "promise": promise}
    row = PlannedVisit(provider=by.provider, made_on=localdate(at), made_by=by, **given)
    row.full_clean(exclude=["provider", "promise", "period", "partnership", "made_by"])
    row.save()
    _note(row, [Difference("made", "", str(row))], by=by, at=at)
    return row


def refuse_past(due: date, at: datetime) -> None:
    if due < localdate(at):
        raise NotPlanned(_("This day has passed. Give a day that is to come."))


def _note(
    row: PlannedVisit | Visit, changes: Sequence[Difference], *, by: Person, at: datetime
) -> None:
    note(row.key, changes, scope=row.provider.scope, by=by.user, at=at)


@transaction.atomic
def move(
    row: PlannedVisit,
    *,
    due: date,
    whole_quarter: bool,
    teacher: Person | None,
    by: Person,
    at: datetime,
    clock: time | None = None,
) -> PlannedVisit:
    """Another day, another who. What the workplace said of the former time no longer stands."""
    refuse_past(due, at)
    before = {"due": row.promise.due, "clock": row.clock, "owner": row.promise.owner}
    try:
        row.promise = journal.move(row.promise, due=due, owner=teacher, by=by, at=at)
    except journal.NotKept as refusal:
        raise NotPlanned(str(refusal)) from refusal
    row.whole_quarter, row.clock = whole_quarter, clock
    row.save(update_fields=["whole_quarter", "clock"])
    drop_times(row, at=at)
    changes = differences(before, {"due": due, "clock": clock, "owner": teacher})
    _note(row, changes, by=by, at=at)
    return row


@transaction.atomic
def let_go(row: PlannedVisit, *, by: Person, at: datetime) -> PlannedVisit:
    """Nobody will go."""
    try:
        row.promise = journal.withdraw(row.promise, on=localdate(at))
    except journal.NotKept as refusal:
        raise NotPlanned(str(refusal)) from refusal
    drop_times(row, at=at, off=True)
    _note(row, [Difference("made", str(row), "")], by=by, at=at)
    return row


@transaction.atomic
def record(new: NewVisit, *, by: Person, at: datetime) -> Visit:
    """Write a visit down exactly once: the same sent again changes nothing.

    What was made is stored, though its plan or its period may be gone by then.
    """
    # Whoever sends the same from two windows waits here.
    Person.objects.select_for_update().get(pk=by.pk)
    known = Visit.objects.filter(provider=by.provider, uuid=new.uuid).first()
    if known is not None:
        return _same(known, new)
    visit = _visit(new, by=by, at=at)
    visit.save()
    _keep_files(visit, new, by=by, at=at)
    _tell_ledger(visit, by=by, at=at)
    _settle_step(visit, by=by, at=at)
    _note(visit, [Difference("made", "", str(visit))], by=by, at=at)
    return visit


def _same(known: Visit, new: NewVisit) -> Visit:
    if known.digest != new.digest:
        raise Differs(known)
    return known


def _visit(new: NewVisit, *, by: Person, at: datetime) -> Visit:
    given = {"teacher": by, **new.fields}
    given["partnership"] = given["partnership"].shown
    if given.get("plan") is not None and not _is_open(given["plan"]):
        given["plan"] = None
    visit = Visit(
        provider=by.provider, uuid=new.uuid, digest=new.digest, made_at=at, made_by=by, **given
    )
    _refuse_impossible(visit, at)
    return visit


def _is_open(planned: PlannedVisit) -> bool:
    return PlannedVisit.objects.waiting().filter(pk=planned.pk).exists()


def _refuse_impossible(visit: Visit, at: datetime) -> None:
    if visit.on > localdate(at):
        raise NotVisited(_("This day is still to come. Plan the visit instead."))
    relations = [one.name for one in Visit._meta.fields if one.is_relation]
    visit.full_clean(exclude=relations, validate_unique=False)


def _keep_files(visit: Visit, new: NewVisit, *, by: Person, at: datetime) -> None:
    What = VisitPhoto.What  # noqa: N806 - a class
    brought = [(What.PHOTO, photo) for photo in new.photos]
    if new.signature is not None:
        brought.append((What.SIGNATURE, new.signature))
    for what, file in brought:
        VisitPhoto.objects.create(
            provider=visit.provider, visit=visit, what=what, added_at=at, added_by=by, **kept(file)
        )


def _tell_ledger(visit: Visit, *, by: Person, at: datetime) -> None:
    """What stood of it is taken back, what it is now is recorded, its plan is kept by that."""
    settle_sources([visit.key], [], provider=visit.provider, by=by, at=at)
    deeds = settle_sources([visit.key], of_visit(visit), provider=visit.provider, by=by, at=at)
    if visit.plan is not None:
        _keep(visit.plan, deeds)


def _keep(planned: PlannedVisit, deeds: Sequence[Deed]) -> None:
    planned.promise.refresh_from_db()
    if planned.is_open:
        may = planned.promise.catalogue.may_be_kept_by
        journal.keep(planned.promise, deed=next(deed for deed in deeds if may(deed.kind)))


def _settle_step(visit: Visit, *, by: Person, at: datetime) -> None:
    """What is agreed next is promised, moved or let go as the visit says."""
    step, due = visit.step, visit.next_on
    if step is None:
        if due is not None:
            visit.step = _promise_step(visit, due, by=by, at=at)
            visit.save(update_fields=["step"])
    elif not _is_waiting(step):
        return
    elif due is None:
        journal.withdraw(step, on=localdate(at))
        visit.step = None
        visit.save(update_fields=["step"])
    elif due != step.due:
        journal.move(step, due=due, owner=step.owner, by=by, at=at)


def _is_waiting(step: Promise) -> bool:
    return step.kept_by_id is None and step.withdrawn_on is None


def _promise_step(visit: Visit, due: date, *, by: Person, at: datetime) -> Promise:
    return journal.promise(
        STEP,
        provider=visit.provider,
        partners=[visit.partnership_id],
        due=due,
        owner=visit.teacher,
        source=visit.key,
        by=by,
        at=at,
    )


@transaction.atomic
def correct(visit: Visit, *, fields: Mapping[str, Any], by: Person, at: datetime) -> Visit:
    """Mend what was written; what the ledger holds of it follows."""
    fresh = _locked(visit)
    changes = differences({name: getattr(fresh, name) for name in fields}, fields)
    if not changes:
        return fresh
    for name, value in fields.items():
        setattr(fresh, name, value)
    _refuse_impossible(fresh, at)
    fresh.version += 1
    fresh.save()
    if TOLD & {change.field for change in changes}:
        _tell_ledger(fresh, by=by, at=at)
    _settle_step(fresh, by=by, at=at)
    _note(fresh, changes, by=by, at=at)
    return fresh


def _locked(visit: Visit) -> Visit:
    Visit.objects.select_for_update().get(pk=visit.pk)
    fresh: Visit = Visit.objects.shown().get(pk=visit.pk)
    if fresh.taken_back_at is not None:
        raise NotVisited(_("This was taken back already."))
    return fresh


@transaction.atomic
def take_back(visit: Visit, *, by: Person, at: datetime) -> Visit:
    """It did not happen: its deeds are taken back, its plan waits again, the row stays."""
    fresh = _locked(visit)
    settle_sources([fresh.key], [], provider=fresh.provider, by=by, at=at)
    if fresh.step is not None and _is_waiting(fresh.step):
        fresh.step = journal.withdraw(fresh.step, on=localdate(at))
    fresh.taken_back_at, fresh.taken_back_by = at, by
    fresh.save(update_fields=["taken_back_at", "taken_back_by"])
    _note(fresh, [Difference("taken_back", "", str(fresh))], by=by, at=at)
    return fresh

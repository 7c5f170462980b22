"""Changing many partners or persons at once, in short steps, and undoing it.

What is chosen is kept by its keys when it is chosen: what the preview showed is what is changed.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.bulk_rows import MANY, Told, locked, states, write
from veturi.directory.models import BulkChange, BulkRow, Person, Thing
from veturi.directory.rules.bulk import becomes, put_back, refusal
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.foundation.rows import insert

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STEP = "veturi.directory.actions.bulk.step"
UNDO_STEP = "veturi.directory.actions.bulk.undo_step"
A_STEP = 500
KEPT = timedelta(days=2)
# So many are changed while one waits; more is a job.
AT_ONCE = 500
DOING = {Thing.PARTNER: _("Changing many partners"), Thing.PERSON: _("Changing many persons")}
UNDOING = _("Undoing a change of many")


class NotChosen(Exception):
    """Nothing is chosen, or it is carried out or undone already."""


@transaction.atomic
def choose(
    keys: Collection[int], *, thing: Thing = Thing.PARTNER, by: Person, at: datetime
) -> BulkChange:
    """Keep which partners or persons are meant; to what they change is said next."""
    if not keys:
        raise NotChosen(_("Choose at least one row."))
    change = BulkChange.objects.create(provider=by.provider, thing=thing, made_by=by, made_at=at)
    column = f"{MANY[thing].column}_id"
    names = ("provider_id", "change_id", column, "before", "after", "refused", "kept")
    rows: list[tuple[Any, ...]] = [
        (change.provider_id, change.pk, key, {}, {}, "", []) for key in keys
    ]
    insert(BulkRow, names, rows)
    return change


def preview(change: BulkChange, wanted: dict[str, Any], *, first: int) -> list[BulkRow]:
    """The first rows as they would become; nothing is kept."""
    column = MANY[change.thing].column
    named = _rows(change).select_related(column).order_by(f"{column}__name_sort", "pk")
    rows = list(named[:first])
    for row, state in zip(rows, states(change, rows), strict=True):
        _decide(row, state, wanted)
    return rows


@transaction.atomic
def carry_out(change: BulkChange, wanted: dict[str, Any], *, at: datetime) -> BulkChange:
    """Change what was chosen: few at once, many by a job."""
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.confirmed_at is not None:
        raise NotChosen(_("This has been carried out already."))
    change.wanted, change.confirmed_at = wanted, at
    change.job = _work(change, STEP, DOING[Thing(change.thing)], _take, at=at)
    change.save()
    return change


@transaction.atomic
def undo(change: BulkChange, *, by: Person, at: datetime) -> BulkChange:
    """Put back what has not been changed since."""
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.confirmed_at is None or change.undone_at is not None or is_running(change):
        raise NotChosen(_("There is nothing to undo here."))
    change.undone_at, change.undone_by = at, by
    change.undo_job = _work(change, UNDO_STEP, UNDOING, _take_back, at=at)
    change.save()
    return change


def is_running(change: BulkChange) -> bool:
    """Whether its work, or the undoing of it, is still under way."""
    return any(job is not None and not job.is_over for job in (change.job, change.undo_job))


def forget_choices(*, on: date) -> None:
    """Called by night: what was chosen days ago and never carried out is forgotten."""
    midnight = timezone.make_aware(datetime.combine(on, time.min))
    BulkChange.objects.forgotten(before=midnight - KEPT).delete()


def step(job: Job, *, at: datetime) -> bool:  # noqa: ARG001 - the broker hands the moment in
    """A step of the job: some hundred of them."""
    return _step(job, _take)


def undo_step(job: Job, *, at: datetime) -> bool:  # noqa: ARG001 - as above
    return _step(job, _take_back)


Taking = Callable[[BulkChange, Sequence[BulkRow]], None]


def _step(job: Job, take: Taking) -> bool:
    change = BulkChange.objects.select_related("made_by").get(pk=int(job.argument))
    rows = list(_rows(change).filter(pk__gt=job.bookmark).order_by("pk")[:A_STEP])
    take(change, rows)
    job.bookmark = rows[-1].pk if rows else job.bookmark
    job.done += len(rows)
    return job.done < job.total and bool(rows)


def _work(
    change: BulkChange, step: str, title: "StrOrPromise", take: Taking, *, at: datetime
) -> Job | None:
    rows = list(_rows(change).order_by("pk")[: AT_ONCE + 1])
    if len(rows) <= AT_ONCE:
        take(change, rows)
        return None
    return ask(
        step,
        key=f"{change.batch}:{step.rpartition('.')[2]}",
        scope=change.provider.scope,
        title=str(title),
        argument=str(change.pk),
        total=change.rows.count(),
        by=(change.undone_by or change.made_by).user,
        at=at,
        result_url=change.get_absolute_url(),
    )


def _rows(change: BulkChange) -> Any:
    return BulkRow.objects.filter(change=change)


def _take(change: BulkChange, rows: Sequence[BulkRow]) -> None:
    things = locked(change, rows)
    for row, state in zip(rows, states(change, rows), strict=True):
        _decide(row, state, change.wanted)
    write(change, [(things[row.key], row.before, row.after) for row in rows if row.before])
    BulkRow.objects.bulk_update(rows, ["before", "after", "refused"], batch_size=A_STEP)


def _take_back(change: BulkChange, rows: Sequence[BulkRow]) -> None:
    things = locked(change, rows)
    told: list[Told] = []
    for row, state in zip(rows, states(change, rows), strict=True):
        if row.before:
            restored, row.kept = put_back(state, before=row.before, after=row.after)
            told.append((things[row.key], {name: state[name] for name in restored}, restored))
    write(change, told)
    BulkRow.objects.bulk_update(rows, ["kept"], batch_size=A_STEP)


def _decide(row: BulkRow, state: dict[str, Any], wanted: dict[str, Any]) -> None:
    new = becomes(state, wanted)
    row.refused = refusal(state, new)
    if new and not row.refused:
        row.before, row.after = {name: state[name] for name in new}, new

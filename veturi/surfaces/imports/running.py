"""Running an import: a job that brings its rows in, a thousand at a step."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.models import Person
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.models import What
from veturi.insight.levels.actions import follow
from veturi.surfaces.imports.applying import bring_in as bring_partners_in
from veturi.surfaces.imports.learning.bringing import bring_in as bring_learning_in
from veturi.surfaces.imports.models import Import, Row

STEP = "veturi.surfaces.imports.running.step"
A_STEP = 1000
# Students and periods are changed one by one: nobody else waits for long.
A_STEP_OF_LEARNING = 200
_SINGLY_UNTIL = "singly_until"

log = logging.getLogger(__name__)


class NotReady(Exception):
    """The import cannot be run: the sentence says why."""


@transaction.atomic
def run(imported: Import, *, by: Person | None, at: datetime) -> Job:
    """Ask for the work; asked twice it is the same work, after a stop it goes on."""
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if imported.checked_at is None or not imported.mapping:
        raise NotReady(_("Say first which column is which."))
    if imported.reverted_at is not None:
        raise NotReady(_("This import has been taken back: bring the file anew to run it."))
    if imported.run_at is None:
        forget_file(imported)
        imported.run_at, imported.run_by = at, by
        leave_trace(What.IMPORTED, imported, by=by, at=at)
    imported.job = ask_on(
        imported.job,
        STEP,
        key=imported.batch,
        scope=imported.provider.scope,
        title=_("Bringing in %(file)s") % {"file": imported.name[:150]},
        argument=str(imported.pk),
        total=imported.rows.count(),
        by=by.user if by else None,
        at=at,
        result_url=reverse("imports:report", args=[imported.pk]),
    )
    imported.save(update_fields=["run_at", "run_by", "job", "file"])
    return imported.job


def forget_file(imported: Import) -> None:
    """A list of students is not kept as a file: its rows hold what has been taken of it."""
    if imported.is_learning:
        name, storage = str(imported.file.name), imported.file.storage
        imported.file.name = ""
        transaction.on_commit(lambda: storage.delete(name))


def leave_trace(what: What, imported: Import, *, by: Person | None, at: datetime) -> None:
    leave(
        what,
        scope=imported.provider.scope,
        by=by.user if by else None,
        at=at,
        subject=f"imports.import:{imported.pk}",
        label=imported.name,
    )


def ask_on(last: Job | None, step: str, *, key: str, at: datetime, **asked: Any) -> Job:
    """The same work; what was stopped, or broke off, goes on where it was.

    The caller has locked the import, so that two who ask at once get one job.
    """
    if last is None:
        return ask(step, key=key, at=at, **asked)
    if not stopped(last):
        return last
    job = ask(step, key=f"{key}:{at:%Y%m%d%H%M%S%f}", at=at, **asked)
    job.bookmark, job.done = last.bookmark, last.done
    job.save(update_fields=["bookmark", "done"])
    return job


def stopped(job: Job | None) -> bool:
    """Whether the work ended before it was done."""
    return job is not None and job.is_over and (job.was_cancelled or bool(job.failed_why))


def step(job: Job, *, at: datetime) -> bool:
    """The next rows; their effect and the bookmark commit together."""
    imported = Import.objects.select_related("provider", "run_by").get(pk=job.argument)
    rows = _next_rows(job, imported)
    if not rows:
        job.result = counts(imported)
        return follow(imported.provider, on=timezone.localdate(at))
    bring_in = bring_learning_in if imported.is_learning else bring_partners_in
    with _named(imported, rows):
        bring_in(imported, rows, at=at)
    job.bookmark = rows[-1].number
    job.done += len(rows)
    return True


def _next_rows(job: Job, imported: Import) -> list[Row]:
    """A step that broke off is taken row by row, as far as the row in which the fault lies."""
    left = imported.rows.filter(number__gt=job.bookmark).order_by("number")
    singly_until = int(job.result.get(_SINGLY_UNTIL, 0))
    if job.bookmark < singly_until:
        return list(left[:1])
    rows = list(left[: A_STEP_OF_LEARNING if imported.is_learning else A_STEP])
    if job.tries > 1 and rows:
        job.result = {_SINGLY_UNTIL: rows[-1].number}
        return rows[:1]
    return rows


@contextmanager
def _named(imported: Import, rows: Sequence[Row]) -> Iterator[None]:
    """A fault that was not foreseen is logged with the rows in which it lies."""
    is_done = False
    try:
        yield
        is_done = True
    finally:
        if not is_done:
            numbers = (rows[0].number, rows[-1].number)
            log.error("Import %s broke off in its rows %s to %s", imported.pk, *numbers)


def counts(imported: Import) -> dict[str, int]:
    """How many rows ended how; rows not reached and those that are no data are counted too."""
    ended = imported.rows.order_by().values_list("outcome").annotate(n=Count("pk"))
    found = dict(ended)
    names = ("created", "updated", "skipped", "refused")
    told = {name: found.get(name, 0) for name in names}
    return told | {"not_reached": found.get("", 0), "nonrow": len(imported.others)}

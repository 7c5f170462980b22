"""Taking a whole import back: a job that goes through its rows from the last to the first."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.actions import take_back_batch
from veturi.directory.actions.importing import remove_parts, remove_untouched, set_reach
from veturi.directory.actions.partners import edit_partner
from veturi.directory.models import Body, Partnership, Person
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.insight.levels.actions import follow, unstate
from veturi.surfaces.imports.applying.telling import statement_source
from veturi.surfaces.imports.models import Import, Row

STEP = "veturi.surfaces.imports.reverting.step"
A_STEP = 100


class NotRevertible(Exception):
    """The import cannot be taken back: the sentence says why."""


@transaction.atomic
def revert(imported: Import, *, kept: Collection[int], by: Person, at: datetime) -> Job:
    """Ask for the reversal; the partners in `kept` stay as they are now."""
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if imported.run_at is None or (imported.job and not imported.job.is_over):
        raise NotRevertible(_("This import has not been run to its end."))
    if imported.reverted_at is None:
        imported.reverted_at, imported.reverted_by = at, by
        imported.kept = sorted(kept)
    imported.reversal_job = ask(
        STEP,
        key=f"{imported.batch}:reversal",
        scope=imported.provider.scope,
        title=_("Taking back %(file)s") % {"file": imported.name[:150]},
        argument=str(imported.pk),
        total=imported.rows.count(),
        by=by.user,
        at=at,
        result_url=reverse("imports:report", args=[imported.pk]),
    )
    imported.save(update_fields=["reverted_at", "reverted_by", "kept", "reversal_job"])
    return imported.reversal_job


def step(job: Job, *, at: datetime) -> bool:
    """The next rows backwards; what the import logged is taken back with the first of them."""
    imported = Import.objects.select_related("provider", "reverted_by").get(pk=job.argument)
    by = imported.reverted_by
    if by is None:
        raise NotRevertible(imported.pk)
    rows = imported.rows.order_by("-number")
    if job.bookmark:
        rows = rows.filter(number__lt=job.bookmark)
    else:
        take_back_batch(imported.batch, provider=imported.provider, by=by, at=at)
        unstate(imported.provider, source=statement_source(imported))
    chunk = list(rows.select_related("partnership__organisation", "partnership__provider")[:A_STEP])
    if not chunk:
        return follow(imported.provider, on=timezone.localdate(at))
    _undo(imported, chunk, by=by, at=at)
    job.bookmark = chunk[-1].number
    job.done += len(chunk)
    return True


def _undo(imported: Import, chunk: Sequence[Row], *, by: Person, at: datetime) -> None:
    done = {Row.Outcome.CREATED.value, Row.Outcome.UPDATED.value}
    rows = [row for row in chunk if row.outcome in done and row.partnership_id not in imported.kept]
    batch = f"{imported.batch}:reversal"
    for row in rows:
        if row.partnership is not None:
            _restore(row, row.partnership, by=by, batch=batch)
    remove_parts(
        imported.provider,
        people=_made(rows, "people"),
        sites=_made(rows, "sites"),
        bodies=_made(rows, "bodies"),
        names=_made(rows, "names"),
    )
    made = [row.partnership for row in rows if row.outcome == Row.Outcome.CREATED]
    partners = [partner for partner in made if partner is not None]
    remove_untouched(partners, by=by, on=timezone.localdate(at), batch=batch)


def _made(rows: Sequence[Row], key: str) -> list[int]:
    return [made for row in rows for made in row.before.get(key, [])]


def _restore(row: Row, partner: Partnership, *, by: Person, batch: str) -> None:
    """The fields as they were before this row."""
    if reach := row.before.get("reach"):
        body, old, _new = reach
        for found in Body.objects.filter(pk=body, provider=partner.provider):
            set_reach(found, reach=old)
    fields = {name: old for name, (old, _new) in row.before.get("fields", {}).items()}
    facts = {name: old for name, (old, _new) in row.before.get("facts", {}).items()}
    if fields or facts:
        edit_partner(partner, by=by, fields=_values(fields), facts=facts, batch=batch)


def _values(fields: dict[str, str]) -> dict[str, Any]:
    if "owner" not in fields:
        return fields
    key = fields["owner"]
    return {**fields, "owner": Person.objects.filter(pk=key).first() if key else None}

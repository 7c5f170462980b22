"""Taking a whole import back: a job that goes through its rows from the last to the first."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.actions import take_back_batch
from veturi.cooperation.encounters.models import Party
from veturi.directory.actions.importing import put_out_of_sight, remove_parts, remove_untouched
from veturi.directory.models import PartnerAttachment, Partnership, Person
from veturi.foundation.jobs.models import Job
from veturi.foundation.trail.models import What
from veturi.insight.levels.actions import follow, forget_verdicts, unstate
from veturi.insight.levels.models import Confirmed, Override
from veturi.ledger.models import DeedParty, PromiseParty
from veturi.surfaces.imports.applying.telling import statement_source
from veturi.surfaces.imports.learning.undoing import undo as undo_learning
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.restoring import Former, restore_row
from veturi.surfaces.imports.running import ask_on, leave_trace

STEP = "veturi.surfaces.imports.reverting.step"
A_STEP = 100


class NotRevertible(Exception):
    """The import cannot be taken back: the sentence says why."""


@transaction.atomic
def revert(imported: Import, *, kept: Collection[int], by: Person, at: datetime) -> Job:
    """Ask for the reversal; the partners in `kept` stay as they are now.

    Asked again after it was stopped it goes on from there.
    """
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if imported.run_at is None or (imported.job and not imported.job.is_over):
        raise NotRevertible(_("This import has not been run to its end."))
    if imported.reverted_at is None:
        imported.reverted_at, imported.reverted_by = at, by
        imported.kept = sorted(kept)
        leave_trace(What.TAKEN_BACK, imported, by=by, at=at)
    imported.reversal_job = ask_on(
        imported.reversal_job,
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
        kept = _kept_encounters(imported)
        take_back_batch(imported.batch, provider=imported.provider, by=by, at=at, but=kept)
        unstate(imported.provider, source=statement_source(imported), but=imported.kept)
    chunk = list(rows.select_related("partnership__organisation", "partnership__provider")[:A_STEP])
    if not chunk:
        there_is_more = follow(imported.provider, on=timezone.localdate(at))
        _forget_verdicts(imported)
        return there_is_more
    _undo(imported, chunk, by=by, at=at)
    job.bookmark = chunk[-1].number
    job.done += len(chunk)
    return True


def _kept_encounters(imported: Import) -> set[int]:
    """What the import logged with partners that stay, and what was made theirs since."""
    rows = imported.rows.filter(partnership__in=imported.kept).values_list("before", flat=True)
    logged = {key for before in rows for key in before.get("encounters", [])}
    theirs = Party.objects.filter(
        partnership__in=imported.kept, encounter__batch=imported.batch
    ).values_list("encounter_id", flat=True)
    return logged | set(theirs)


def _forget_verdicts(imported: Import) -> None:
    """Whoever the ledger touched has been judged; of traces nothing is to be judged."""
    rows = imported.rows.filter(partnership__taken_back_on__isnull=False)
    keys = rows.values_list("partnership_id", flat=True)
    forget_verdicts(imported.provider, partners=[key for key in keys if key is not None])


def _undo(imported: Import, chunk: Sequence[Row], *, by: Person, at: datetime) -> None:
    if imported.is_learning:
        undo_learning(imported, chunk, by=by, at=at)
        return
    done = {Row.Outcome.CREATED.value, Row.Outcome.UPDATED.value}
    rows = [row for row in chunk if row.outcome in done and row.partnership_id not in imported.kept]
    batch, on = f"{imported.batch}:reversal", timezone.localdate(at)
    former = Former.of(imported, rows)
    for row in rows:
        if row.partnership is not None:
            restore_row(row, row.partnership, former=former, by=by, batch=batch)
    remove_parts(
        imported.provider,
        people=_made(rows, "people"),
        sites=_made(rows, "sites"),
        bodies=_made(rows, "bodies"),
        names=_made(rows, "names"),
        tags=_made(rows, "made_tags"),
    )
    made = [row.partnership for row in rows if row.outcome == Row.Outcome.CREATED]
    partners = [partner for partner in made if partner is not None]
    held = remove_untouched(partners, by=by, on=on, batch=batch)
    standing = _still_standing(held)
    put_out_of_sight([row for row in held if row.pk not in standing], on=on)


def _made(rows: Sequence[Row], key: str) -> list[int]:
    return [made for row in rows for made in row.before.get(key, [])]


def _still_standing(partners: Sequence[Partnership]) -> set[int]:
    """Those of whom more is known than what has been retracted."""
    keys = [row.pk for row in partners]
    deeds = DeedParty.objects.filter(partner__in=keys, deed__retracts=None, deed__retracted_by=None)
    seen = Party.objects.filter(partnership__in=keys, encounter__taken_back_at=None)
    absorbed = Partnership.objects.filter(absorbed_into__in=keys)
    return {
        *(key for key in absorbed.values_list("absorbed_into_id", flat=True) if key is not None),
        *(key for key in deeds.values_list("partner_id", flat=True) if key is not None),
        *seen.values_list("partnership_id", flat=True),
        *PromiseParty.objects.filter(partner__in=keys).values_list("partner_id", flat=True),
        *PartnerAttachment.objects.filter(partnership__in=keys).values_list(
            "partnership_id", flat=True
        ),
        *Override.objects.filter(partner__in=keys).values_list("partner_id", flat=True),
        *Confirmed.objects.filter(partner__in=keys).values_list("partner_id", flat=True),
    }

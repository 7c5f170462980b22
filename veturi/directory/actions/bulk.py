"""Changing many partners at once, in short steps, and undoing it.

What is chosen is kept by its keys when it is chosen: what the preview showed is what is changed.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.actions.changing import subject_of
from veturi.directory.actions.findable import keep_partners_findable
from veturi.directory.actions.own_values import give_own_many
from veturi.directory.models import (
    BulkChange,
    BulkRow,
    OwnField,
    Partnership,
    Person,
    Tag,
    Tagging,
    Thing,
)
from veturi.directory.own_fields import all_own_fields, held_by
from veturi.directory.rules.bulk import becomes, put_back, refusal
from veturi.directory.rules.own_fields import read_written
from veturi.foundation.history.actions import differences, note_many, written
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.foundation.rows import insert
from veturi.foundation.text import fold

STEP = "veturi.directory.actions.bulk.step"
UNDO_STEP = "veturi.directory.actions.bulk.undo_step"
A_STEP = 500
KEPT = timedelta(days=2)
# So many are changed while one waits; more is a job.
AT_ONCE = 500
FIELDS = ("owner", "deputy", "unit", "phase", "archived_on", "archived_by")
KEYS = ("owner", "deputy", "archived_by")


class NotChosen(Exception):
    """Nothing is chosen, or it is carried out or undone already."""


@transaction.atomic
def choose(keys: Collection[int], *, by: Person, at: datetime) -> BulkChange:
    """Keep which partners are meant; to what they change is said next."""
    if not keys:
        raise NotChosen(_("Choose at least one row."))
    change = BulkChange.objects.create(provider=by.provider, made_by=by, made_at=at)
    names = ("provider_id", "change_id", "partnership_id", "before", "after", "refused", "kept")
    rows: list[tuple[Any, ...]] = [
        (change.provider_id, change.pk, key, {}, {}, "", []) for key in keys
    ]
    insert(BulkRow, names, rows)
    return change


def preview(change: BulkChange, wanted: dict[str, Any], *, first: int) -> list[BulkRow]:
    """The first rows as they would become; nothing is kept."""
    rows = list(
        _rows(change).select_related("partnership").order_by("partnership__name_sort", "pk")[:first]
    )
    for row, state in zip(rows, _states(rows), strict=True):
        _decide(row, state, wanted)
    return rows


@transaction.atomic
def carry_out(change: BulkChange, wanted: dict[str, Any], *, at: datetime) -> BulkChange:
    """Change what was chosen: few at once, many by a job."""
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.confirmed_at is not None:
        raise NotChosen(_("This has been carried out already."))
    change.wanted, change.confirmed_at = wanted, at
    change.job = _work(change, STEP, _("Changing many partners"), _take, at=at)
    change.save()
    return change


@transaction.atomic
def undo(change: BulkChange, *, by: Person, at: datetime) -> BulkChange:
    """Put back what has not been changed since."""
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.confirmed_at is None or change.undone_at is not None or is_running(change):
        raise NotChosen(_("There is nothing to undo here."))
    change.undone_at, change.undone_by = at, by
    change.undo_job = _work(change, UNDO_STEP, _("Undoing a change of many"), _take_back, at=at)
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
    """A step of the job: some hundred partners."""
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


def _work(change: BulkChange, step: str, title: str, take: Taking, *, at: datetime) -> Job | None:
    rows = list(_rows(change).order_by("pk")[: AT_ONCE + 1])
    if len(rows) <= AT_ONCE:
        take(change, rows)
        return None
    return ask(
        step,
        key=f"{change.batch}:{step.rpartition('.')[2]}",
        scope=change.provider.scope,
        title=title,
        argument=str(change.pk),
        total=change.rows.count(),
        by=(change.undone_by or change.made_by).user,
        at=at,
        result_url=reverse("directory:bulk", args=[change.pk]),
    )


def _rows(change: BulkChange) -> Any:
    return BulkRow.objects.filter(change=change)


def _take(change: BulkChange, rows: Sequence[BulkRow]) -> None:
    partners = _partners(rows)
    for row, state in zip(rows, _states(rows), strict=True):
        _decide(row, state, change.wanted)
        if row.before:
            _give(partners[row.partnership_id], row.after)
    _write(change, [(partners[r.partnership_id], r.before, r.after) for r in rows if r.before])
    BulkRow.objects.bulk_update(rows, ["before", "after", "refused"], batch_size=A_STEP)


def _take_back(change: BulkChange, rows: Sequence[BulkRow]) -> None:
    partners, told = _partners(rows), []
    for row, state in zip(rows, _states(rows), strict=True):
        if not row.before:
            continue
        restored, row.kept = put_back(state, before=row.before, after=row.after)
        _give(partners[row.partnership_id], restored)
        told.append(
            (partners[row.partnership_id], {name: state[name] for name in restored}, restored)
        )
    _write(change, told)
    BulkRow.objects.bulk_update(rows, ["kept"], batch_size=A_STEP)


def _decide(row: BulkRow, state: dict[str, Any], wanted: dict[str, Any]) -> None:
    new = becomes(state, wanted)
    row.refused = refusal(state, new)
    if new and not row.refused:
        row.before, row.after = {name: state[name] for name in new}, new


def _partners(rows: Iterable[BulkRow]) -> dict[int, Partnership]:
    keys = [row.partnership_id for row in rows]
    locked = Partnership.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return {one.pk: one for one in locked.order_by("pk")}


def _states(rows: Sequence[BulkRow]) -> list[dict[str, Any]]:
    """How each partner is now, by one question for the partners and one for their tags."""
    keys = [row.partnership_id for row in rows]
    partners = Partnership.objects.in_bulk(keys)
    own = held_by(list(partners.values()), _own_fields(rows))
    tags: dict[int, list[str]] = {key: [] for key in keys}
    hung = Tagging.objects.filter(partnership__in=keys).order_by("tag__name_folded")
    for key, name in hung.values_list("partnership_id", "tag__name"):
        tags[key].append(name)
    return [
        {
            **{name: written(getattr(partners[key], _attribute(name))) for name in FIELDS},
            **{name: written(value) for name, value in own[key].items()},
            "tags": sorted(tags[key], key=str.casefold),
        }
        for key in keys
    ]


def _own_fields(rows: Sequence[BulkRow]) -> list[OwnField]:
    return all_own_fields(rows[0].provider_id, Thing.PARTNER) if rows else []


def _attribute(field: str) -> str:
    return f"{field}_id" if field in KEYS else field


def _give(partnership: Partnership, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name in KEYS:
            setattr(partnership, f"{name}_id", int(value) if value else None)
        elif name == "archived_on":
            partnership.archived_on = date.fromisoformat(value) if value else None
        elif name in FIELDS:
            setattr(partnership, name, value)


Told = tuple[Partnership, dict[str, Any], dict[str, Any]]


def _write(change: BulkChange, told: Sequence[Told]) -> None:
    """The rows, their tags, their history, the search index: each by sets."""
    partners = [partner for partner, _old, new in told if new]
    Partnership.objects.bulk_update(partners, FIELDS, batch_size=A_STEP)
    _fill(change, told)
    _hang(change, [(partner, new["tags"]) for partner, _old, new in told if "tags" in new])
    note_many(
        [(subject_of(partner), differences(_told(old), _told(new))) for partner, old, new in told],
        scope=change.provider.scope,
        by=(change.undone_by or change.made_by).user,
        batch=change.batch,
    )
    keep_partners_findable([one.pk for one, _old, new in told if "archived_on" in new])


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """As history writes them: the tags in one line; own fields are told by their own action."""
    return {
        name: ", ".join(value) if name == "tags" else value
        for name, value in values.items()
        if name in {*FIELDS, "tags"}
    }


def _fill(change: BulkChange, told: Sequence[Told]) -> None:
    """The fields of the provider's own among what changes."""
    fields = {one.name: one for one in all_own_fields(change.provider_id, Thing.PARTNER)}
    many = [
        (
            partner,
            {
                name: read_written(fields[name].shape, new[name])
                for name in fields.keys() & new.keys()
            },
        )
        for partner, _old, new in told
    ]
    by = change.undone_by or change.made_by
    give_own_many(many, provider=change.provider, by=by, batch=change.batch)


def _hang(change: BulkChange, wanted: Sequence[tuple[Partnership, list[str]]]) -> None:
    """Exactly these tags on each; tags that are new are made."""
    if not wanted:
        return
    names = {fold(name): name for _partner, tags in wanted for name in tags}
    known = Tag.objects.filter(provider=change.provider_id, name_folded__in=names)
    missing = names.keys() - {tag.name_folded for tag in known}
    Tag.objects.bulk_create(
        Tag(provider_id=change.provider_id, name_folded=folded, name=names[folded])
        for folded in sorted(missing)
    )
    by_name = {tag.name_folded: tag.pk for tag in known.all()}
    pairs = {(partner.pk, by_name[fold(name)]) for partner, tags in wanted for name in tags}
    hung = Tagging.objects.filter(partnership__in=[partner for partner, _tags in wanted])
    there = {(row.partnership_id, row.tag_id): row.pk for row in hung}
    Tagging.objects.filter(pk__in=[there[pair] for pair in there.keys() - pairs]).delete()
    Tagging.objects.bulk_create(
        Tagging(provider_id=change.provider_id, partnership_id=partner, tag_id=tag)
        for partner, tag in sorted(pairs - there.keys())
    )

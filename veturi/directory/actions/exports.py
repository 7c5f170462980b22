"""Long lists are written in the background: their keys first, then rows by the thousand.

The keys are kept when the work begins, so a row that moves meanwhile is neither lost nor doubled.
The file lies in the installation's private folder until it is forgotten.
"""

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from veturi.directory.models import Export, Person
from veturi.foundation.jobs.actions import NotOurStep, ask
from veturi.foundation.jobs.models import Job
from veturi.foundation.web.listing import Listing

STEP = "veturi.directory.actions.exports.step"
A_STEP = 2000
KEPT = timedelta(days=7)
Lister = Callable[..., Listing]


@transaction.atomic
def ask_export(
    lister: Lister, *, query: str, kind: str, name: str, total: int, by: Person, at: datetime
) -> Export:
    """Ask for the list as a file; it is ready when its job is over."""
    export = Export.objects.create(
        provider=by.provider,
        person=by,
        lister=f"{lister.__module__}.{lister.__qualname__}",
        query=query,
        kind=kind,
        name=name,
        asked_at=at,
        folder=secrets.token_urlsafe(32),
    )
    export.job = ask(
        STEP,
        key=f"export:{export.pk}",
        scope=by.provider.scope,
        title=_("Writing %(file)s") % {"file": export.file_name},
        argument=str(export.pk),
        total=total,
        by=by.user,
        at=at,
        result_url=reverse("directory:export", args=[export.pk]),
    )
    export.save(update_fields=["job"])
    return export


def step(job: Job, *, at: datetime) -> bool:
    """Some thousand rows; after the last of them the file."""
    export = Export.objects.select_related("person__provider").get(pk=int(job.argument))
    with translation.override(export.person.language):
        listing = _listing(export)
        keys = _keys(export, listing)
        start = job.bookmark
        if start < len(keys):
            chunk = keys[start : start + (len(keys) if listing.is_prepared else A_STEP)]
            _write_part(export, start, listing, chunk)
            job.bookmark = job.done = start + len(chunk)
            job.total = len(keys)
            return True
        content = listing.written(export.kind, _parts(export, listing))
    file_of(export).write_bytes(content)
    export.made_at = at
    export.save(update_fields=["made_at"])
    return False


def _listing(export: Export) -> Listing:
    """The list as whoever asked sees it."""
    if not export.lister.startswith("veturi."):
        raise NotOurStep(export.lister)
    lister: Lister = import_string(export.lister)
    on = timezone.localdate(export.asked_at)
    return lister(export.person, query=QueryDict(export.query), on=on)


def folder_of(export: Export) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "exports" / export.folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def file_of(export: Export) -> Path:
    return folder_of(export) / f"list.{export.kind}"


def _keys(export: Export, listing: Listing) -> list[int]:
    kept = folder_of(export) / "keys.json"
    if not kept.exists():
        kept.write_text(json.dumps(listing.ordered_keys))
    keys: list[int] = json.loads(kept.read_text())
    return keys


def _write_part(export: Export, start: int, listing: Listing, keys: list[int]) -> None:
    rows = [
        json.dumps([_stored(value) for value in record.values()], ensure_ascii=False)
        for record in listing.records(listing.in_order(keys))
    ]
    (folder_of(export) / f"{start:09d}.jsonl").write_text("\n".join(rows))


def _parts(export: Export, listing: Listing) -> Iterator[dict[str, Any]]:
    names = [column.key for column in listing.shown]
    for part in sorted(folder_of(export).glob("*.jsonl")):
        for line in part.read_text().splitlines():
            yield dict(zip(names, map(_restored, json.loads(line)), strict=True))


def _stored(value: Any) -> Any:
    """A value that JSON does not know, marked by what it is."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return value if isinstance(value, int | float | str | None) else str(value)


def _restored(value: Any) -> Any:
    match value:
        case {"day": day}:
            return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
        case {"number": number}:
            return Decimal(number)
        case _:
            return value


def forget_exports(*, on: date) -> None:
    """Called by night: files a week old are removed."""
    midnight = timezone.make_aware(datetime.combine(on, time.min))
    old = Export.objects.asked_before(midnight - KEPT)
    for export in old:
        shutil.rmtree(folder_of(export))
    old.delete()

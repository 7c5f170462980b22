"""The work of the night: files that no row names any more are removed from the storage.

A row goes with what it hangs on, and a transaction may be undone after its file was written: so
nobody removes files on the way, they are looked for here.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.utils.timezone import make_aware

from veturi.foundation.files.models import FOLDER, KeptFile
from veturi.foundation.files.previewing import BESIDE

# What is being written just now has no row yet.
YOUNG = timedelta(days=1)


def sweep(*, on: date) -> int:
    """How many were removed."""
    named = _named()
    before = make_aware(datetime.combine(on, time())) - YOUNG
    gone = [
        name
        for name in _lying(FOLDER)
        if name.removesuffix(BESIDE) not in named
        and default_storage.get_modified_time(name) < before
    ]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def _named() -> set[str]:
    tables = [model for model in apps.get_models() if issubclass(model, KeptFile)]
    return {
        name
        for model in tables
        for name in model._default_manager.values_list("file", flat=True).iterator()
    }


def _lying(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _lying(f"{folder}/{name}")

"""Sealing what is new: block by block, each in a short transaction of its own."""

from datetime import datetime
from time import monotonic

from django.db import OperationalError, transaction
from django.utils import timezone

from veturi.foundation.trail.models import Seal
from veturi.foundation.trail.rules import BLOCK, Block, is_due, link, pack, sum_of
from veturi.foundation.trail.tables import TABLES, entries_of, rows_from, seal_alone, settle

AT_A_TIME = 20  # seconds; the worker has other work each minute


def keep_up() -> None:
    """Called by the worker each minute: whole blocks at once, the rest within an hour."""
    now, stop_at = timezone.now(), monotonic() + AT_A_TIME
    for table in TABLES:
        if _is_due(table, at=now):
            seal_table(table, at=now, stop_at=stop_at)


def seal_everything(*, at: datetime) -> int:
    """Seal all that is there, due or not; how many rows."""
    return sum(seal_table(table, at=at) for table in TABLES)


def _is_due(table: str, *, at: datetime) -> bool:
    last = Seal.objects.last_of(table)
    new = TABLES[table]._default_manager.filter(pk__gt=last.last if last else 0)
    return is_due(new[:BLOCK].count(), sealed_at=last.at if last else None, at=at)


def seal_table(table: str, *, at: datetime, stop_at: float | None = None) -> int:
    """Seal the table's blocks up to now; while somebody holds on to it, nothing."""
    try:
        with transaction.atomic():
            settled = settle(table)
    except OperationalError:
        return 0
    done = 0
    while n := _seal_next(table, settled, at=at):
        done += n
        if stop_at is not None and monotonic() > stop_at:
            break
    return done


@transaction.atomic
def _seal_next(table: str, settled: int, *, at: datetime) -> int:
    """The next block of the table."""
    seal_alone()
    before = Seal.objects.order_by("-number").defer("entries").first()
    own = Seal.objects.last_of(table)
    first = own.last + 1 if own else 0
    rows = [row for row in rows_from(table, first)[:BLOCK] if row[0] <= settled]
    found = list(entries_of(table, rows))
    if not found:
        return 0
    entries = pack(found)
    number = before.number + 1 if before else 1
    block = Block(number, table, first, found[-1][0], len(found), sum_of(entries))
    previous = before.digest if before else ""
    Seal.objects.create(
        number=number,
        table=table,
        first=first,
        last=block.last,
        rows=block.rows,
        entries=entries,
        sum=block.sum,
        previous=previous,
        digest=link(previous, block),
        at=at,
    )
    return len(found)

"""Whether the chain still agrees: from the first seal to the last, naming what does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from veturi.foundation.trail.guards import missing_guards
from veturi.foundation.trail.models import Seal
from veturi.foundation.trail.rules import Block, first_difference, link, sum_of, unpack
from veturi.foundation.trail.tables import TABLES, entries_of, rows_from


@dataclass(slots=True)
class Report:
    """What was looked at, and the first thing that does not agree."""

    seals: int = 0
    rows: int = 0
    forgotten: int = 0
    erased: int = 0
    unsealed: int = 0
    digest: str = ""
    broken: str = ""


def check() -> Report:
    """Go through the whole chain; stop at the first thing that does not agree."""
    report = Report()
    for seal in Seal.objects.order_by("number").iterator(chunk_size=20):
        report.broken = _broken(seal, report)
        if report.broken:
            return report
        report.seals += 1
        report.digest = seal.digest
        report.rows += 0 if seal.emptied_at else seal.rows
        report.forgotten += seal.rows if seal.emptied_at else 0
    _count(report)
    report.broken = next(_guards(), "")
    return report


def _broken(seal: Seal, report: Report) -> str:
    block = Block(seal.number, seal.table, seal.first, seal.last, seal.rows, seal.sum)
    entries = bytes(seal.entries)
    is_in_its_place = seal.number == report.seals + 1 and seal.previous == report.digest
    if not is_in_its_place or seal.digest != link(seal.previous, block):
        return f"seal {seal.number}"
    if not seal.emptied_at and seal.sum != sum_of(entries):
        return f"seal {seal.number}"
    found = entries_of(seal.table, rows_from(seal.table, seal.first).filter(pk__lte=seal.last))
    key = first_difference(unpack(entries), found)
    return "" if key is None else f"{seal.table} row {key}"


def _count(report: Report) -> None:
    for table, model in TABLES.items():
        rows = model._default_manager
        last = Seal.objects.last_of(table)
        report.erased += rows.exclude(erased="").count()
        report.unsealed += rows.filter(pk__gt=last.last if last else 0).count()


def _guards() -> Iterator[str]:
    yield from (f"trigger {name} is missing" for name in missing_guards())

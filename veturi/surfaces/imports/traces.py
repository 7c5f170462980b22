"""What an import left behind: which things of which partner it made or changed, and to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from veturi.surfaces.imports.models import Import, Row

MADE = ("people", "sites", "bodies", "encounters")


@dataclass(slots=True)
class Traces:
    """By partner; of what several rows changed the last row has the word."""

    partners: dict[int, None] = field(default_factory=dict)
    made: set[int] = field(default_factory=set)
    things: dict[str, dict[int, int]] = field(default_factory=lambda: {key: {} for key in MADE})
    fields: dict[tuple[int, str], str] = field(default_factory=dict)
    persons: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    places: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    reaches: dict[int, tuple[int, str]] = field(default_factory=dict)
    tags: dict[int, list[str]] = field(default_factory=dict)
    restored: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Traces":
        traces = cls()
        for row in rows:
            traces._add(row, row.partnership_id or 0)
        return traces

    def _add(self, row: Row, partner: int) -> None:
        before: dict[str, Any] = row.before
        self.partners[partner] = None
        if row.outcome == Row.Outcome.CREATED:
            self.made.add(partner)
        for kind in MADE:
            self.things[kind] |= dict.fromkeys(before.get(kind, []), partner)
        changes = before.get("fields", {}) | before.get("facts", {})
        self.fields |= {(partner, name): new for name, (_old, new) in changes.items()}
        self.persons |= {key: (partner, new) for key, new in _parts(before.get("persons", {}))}
        self.places |= {key: (partner, new) for key, new in _parts(before.get("places", {}))}
        if reach := before.get("reach"):
            self.reaches[reach[0]] = (partner, reach[2])
        if tags := before.get("tags"):
            self.tags[partner] = tags[1]
        if "restored" in before:
            self.restored.add(partner)


def _parts(parts: dict[str, dict[str, Any]]) -> Iterator[tuple[tuple[int, str], str]]:
    for key, changes in parts.items():
        for name, (_old, new) in changes.items():
            yield (int(key), name), new


def traces_of(imported: Import) -> Traces:
    rows = imported.rows.brought_in().filter(partnership__isnull=False).order_by("number")
    return Traces.of(rows.only("number", "outcome", "before", "partnership", "imported"))

"""A row of the student system on its way: what it says, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import written
from veturi.surfaces.imports.applying.work import Reason
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.learning.reading import Learnt


@dataclass(slots=True)
class Plan:
    """`traces` is what the reversal restores and removes, `key` what the row became or changed."""

    row: Row
    learnt: Learnt
    key: int | None = None
    traces: dict[str, Any] = field(default_factory=dict)

    def close(self, outcome: Row.Outcome, reason: Reason) -> None:
        self.row.outcome, self.row.reason = outcome.value, reason.value

    def leave_fields(self, before: Any, fields: dict[str, Any]) -> None:
        """Note what stood in these fields, and what stands there now."""
        changes = {
            name: [old, new]
            for name, value in fields.items()
            if (old := written(getattr(before, name))) != (new := written(value))
        }
        if changes:
            self.traces["fields"] = self.traces.get("fields", {}) | changes

    def refuse(self, sentence: object) -> None:
        """What is here does not allow it; the sentence is kept with the row."""
        self.row.before = {name: self.traces[name] for name in ("people",) if name in self.traces}
        self.row.told = [*self.row.told, (self.first_field, "refused", str(sentence))]
        self.close(Row.Outcome.REFUSED, Reason.NOT_POSSIBLE)

    @property
    def first_field(self) -> str:
        return "number" if "student" not in self.row.imported.known else "student"

    def end(self) -> None:
        """The row ends; nothing differed where nothing was noted."""
        if self.row.outcome:
            return
        if self.traces:
            is_new = bool(self.traces.get("made"))
            self.row.outcome = Row.Outcome.CREATED if is_new else Row.Outcome.UPDATED
            self.row.before = {**self.traces, "key": self.key}
        else:
            self.row.before = {"key": self.key}
            self.close(Row.Outcome.SKIPPED, Reason.NOTHING_DIFFERS)


@dataclass(slots=True)
class Work:
    imported: Import
    plans: list[Plan]
    at: datetime

    @classmethod
    def of(cls, imported: Import, rows: Sequence[Row], *, at: datetime) -> "Work":
        on = timezone.localdate(at)
        return cls(imported, [Plan(row, row.learnt(imported, on=on)[0]) for row in rows], at)

    @property
    def provider(self) -> Provider:
        return self.imported.provider

    @property
    def by(self) -> Person | None:
        return self.imported.run_by

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)

    @property
    def batch(self) -> str:
        return self.imported.batch

    @property
    def open(self) -> list[Plan]:
        """Those that nothing has been decided against."""
        return [plan for plan in self.plans if not plan.row.outcome]

    def decide(self) -> None:
        """Close the rows of which nothing comes."""
        for plan in self.plans:
            if hindrance := _hindrance(plan.row):
                plan.close(*hindrance)


def _hindrance(row: Row) -> tuple[Row.Outcome, Reason] | None:
    if row.needs_mending:
        return Row.Outcome.REFUSED, Reason.BAD_CELLS
    if row.is_question:
        return Row.Outcome.SKIPPED, Reason.UNANSWERED
    if row.decision == Row.Choice.SKIP:
        return Row.Outcome.SKIPPED, Reason.CHOSEN
    return None

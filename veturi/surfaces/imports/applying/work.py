"""The work of one step: its rows with what they say, and for whom and when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.models import Partnership, Person, Provider
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.values import Values


class Reason(StrEnum):
    """Why nothing came of a row; the sentences are in reading.py."""

    BAD_CELLS = "bad_cells"
    UNANSWERED = "unanswered"
    CHOSEN = "chosen"
    TARGET_MISSING = "target_missing"
    ID_TAKEN = "id_taken"
    NOTHING_DIFFERS = "nothing_differs"
    KNOWN_STAYS = "known_stays"
    NOT_POSSIBLE = "not_possible"


class Told(StrEnum):
    """Why something was not taken as the list says it; the sentences are in reading.py."""

    PUBLIC = "public"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(slots=True)
class Plan:
    """One row on its way; `target` is the partner that it becomes or changes."""

    row: Row
    values: Values
    target: Partnership | None = None
    is_new: bool = False
    traces: dict[str, Any] = field(default_factory=dict)
    told: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not self.row.outcome

    @property
    def partner(self) -> Partnership:
        if self.target is None:
            raise LookupError(self.row.number)
        return self.target

    @property
    def contact_on(self) -> date:
        if self.values.contact_on is None:
            raise LookupError(self.row.number)
        return self.values.contact_on

    @property
    def fills_only(self) -> bool:
        """What a second row says of the same partner adds, but never overrules the first."""
        return self.row.same_as_row is not None

    def close(self, outcome: Row.Outcome, reason: Reason) -> None:
        self.row.outcome, self.row.reason = outcome, reason.value

    def leave(self, key: str, value: Any) -> None:
        """Note what the reversal removes again."""
        self.traces.setdefault(key, []).append(value)

    def keep(self, key: str, text: str) -> None:
        """What is known stays; what the list says otherwise is told, and kept in the notes."""
        self.told.append((key, Told.KEPT.value, text))

    def kept_lines(self, imported: Import) -> list[str]:
        return [
            _("%(field)s, also: %(text)s") % {"field": imported.label_of(key), "text": text}
            for key, why, text in self.told
            if why == Told.KEPT
        ]

    def end(self) -> None:
        self.row.partnership = self.target
        self.row.before = self.traces
        self.row.told = self.told
        if self.is_new:
            self.row.outcome = Row.Outcome.CREATED
        elif self.traces:
            self.row.outcome = Row.Outcome.UPDATED
        elif self.told:
            self.close(Row.Outcome.SKIPPED, Reason.KNOWN_STAYS)
        else:
            self.close(Row.Outcome.SKIPPED, Reason.NOTHING_DIFFERS)


@dataclass(slots=True)
class Work:
    imported: Import
    plans: list[Plan]
    at: datetime

    @classmethod
    def of(cls, imported: Import, rows: Sequence[Row], *, at: datetime) -> "Work":
        on = timezone.localdate(at)
        plans = [Plan(row, row.understood(imported, on=on)[0]) for row in rows]
        return cls(imported, plans, at)

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
        return [plan for plan in self.plans if plan.is_open]

    @property
    def brought_in(self) -> list[Plan]:
        return [plan for plan in self.open if plan.target is not None]

    def source(self, plan: Plan) -> str:
        """Where it is said, for people."""
        return _("%(file)s, %(sheet)s, row %(row)s") % {
            "file": self.imported.name[:80],
            "sheet": self.imported.sheet[:60],
            "row": plan.row.number,
        }

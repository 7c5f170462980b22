"""A history for `veturi levels try`: deeds, and the facts that no deed tells."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from veturi.foundation.written import (
    Field,
    Unreadable,
    day,
    last_day,
    one_of,
    optional,
    record,
    refuse_before,
    rows,
    text,
    truth,
    whole,
)
from veturi.insight.levels.conditions import Evidence, Facts
from veturi.insight.levels.rules import DEPTHS, Override, longest_override
from veturi.insight.levels.ruleset import RuleSet
from veturi.ledger.histories import (
    DEEDS,
    ON,
    WrittenDeed,
    paper,
    read_documents,
    read_past,
)
from veturi.ledger.kinds import Layer, PromiseKind, kind_of, promise_kind
from veturi.ledger.points import PROPOSED_WEIGHTS

LONGEST_REASON = 10_000


@dataclass(frozen=True, slots=True)
class Promised:
    kind: PromiseKind
    due: date
    kept: bool = False
    withdrawn: bool = False

    def is_open_on(self, on: date) -> bool:
        return not self.kept and not self.withdrawn and self.due >= on


@dataclass(frozen=True, slots=True)
class Said:
    """The facts of the file (kinds.md rule 9), papers, judgements and promises."""

    owner: bool = False
    deputy: bool = False
    contact: bool = False
    sponsor: bool = False
    paused_until: date | None = None
    documents: tuple[WrittenDeed, ...] = ()
    overrides: tuple[Override, ...] = ()
    promises: tuple[Promised, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    on: date
    deeds: tuple[WrittenDeed, ...] = ()
    facts: Said = field(default_factory=Said)

    def evidence(self, rules: RuleSet) -> Evidence:
        past, said = read_past(self.deeds), self.facts
        return Evidence(
            on=self.on,
            window=rules.window_months,
            weights=PROPOSED_WEIGHTS,
            counts=past.counts,
            sums=past.sums,
            facts=Facts(said.owner, said.deputy, said.contact, said.sponsor),
            documents=read_documents(said.documents, self.deeds),
            open_promises=sum(row.is_open_on(self.on) for row in said.promises),
        )


def _override(*, layer: Layer, depth: int, since: date, until: date, reason: str) -> Override:
    refuse_before(since, "until", until)
    if until > longest_override(since):
        sentence = _("an override lasts at most twelve months: until %(day)s.")
        raise Unreadable(sentence % {"day": longest_override(since)}, "“until”")
    return Override(layer, depth, since, until, reason)


def happened(value: Any) -> bool:
    """Whether it was done: true, or the day on which it was."""
    if isinstance(value, str):
        return bool(last_day(value))
    return value is not None and truth(value)


override = record(
    _override,
    Field("layer", one_of(list(Layer))),
    Field("depth", whole(0, DEPTHS[-1])),
    Field("from", day, name="since"),
    Field("until", last_day),
    Field("reason", text(LONGEST_REASON), ""),
)
promise = record(
    Promised,
    Field("kind", kind_of(promise_kind)),
    Field("due", last_day),
    Field("kept", happened, default=False),
    Field("withdrawn", happened, default=False),
)
facts = record(
    Said,
    Field("owner", truth, default=False),
    Field("deputy", truth, default=False),
    Field("contact", truth, default=False),
    Field("sponsor", truth, default=False),
    Field("paused_until", optional(last_day), None),
    Field("documents", rows(paper, "Document"), ()),
    Field("overrides", rows(override, "Override"), ()),
    Field("promises", rows(promise, "Promise"), ()),
)
read_history = record(History, ON, DEEDS, Field("facts", facts, Said()))

"""How a partner's level changed: by verdicts, and by judgements of people that ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from veturi.directory.models import Partnership, Person
from veturi.foundation.words import Words
from veturi.insight.levels.models import Override, Verdict
from veturi.insight.levels.wording import DEPTHS, ENDED, WHYS
from veturi.ledger.kinds import Layer

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Event:
    """A change of one layer: from which depth to which, why, and what was said."""

    on: date
    layer: Layer
    old: int | None
    new: int | None
    why: Words
    rules: str = ""
    judgement: Override | None = None

    @property
    def depth_name(self) -> Words | str:
        return "" if self.new is None else DEPTHS[self.new]


def events_of(partner: Partnership, *, seen_by: Person, on: date) -> list[Event]:
    """The latest first."""
    verdicts = Verdict.objects.seen_by(seen_by).filter(partner=partner).order_by("-pk")
    rows = list(verdicts[: 2 * SHOWN])
    ended = [
        row
        for row in Override.objects.filter(partner=partner).select_related("by", "ended_by")
        if row.has_ended_on(on)
    ]
    events = [*_judged(rows, ended), *_given(rows)]
    return sorted(events, key=lambda event: event.on, reverse=True)[:SHOWN]


def _given(rows: Sequence[Verdict]) -> Iterable[Event]:
    """Verdicts, each beside the one that it replaced."""
    for place, row in enumerate(rows):
        before = next((one.depth for one in rows[place + 1 :] if one.layer == row.layer), None)
        why = WHYS[row.why]
        yield Event(row.given_on, Layer(row.layer), before, row.depth, why, row.rules_version)


def _judged(rows: Sequence[Verdict], ended: Iterable[Override]) -> Iterable[Event]:
    """Judgements that ended: what they said, and what stood once they were gone."""
    for judgement in ended:
        gone = judgement.last_day + timedelta(days=1)
        after = next(
            (one.depth for one in rows if one.layer == judgement.layer and one.given_on <= gone),
            None,
        )
        layer = Layer(judgement.layer)
        yield Event(gone, layer, judgement.depth, after, ENDED, judgement=judgement)

"""The rules of level, pure (kinds.md §5): tallies and facts in, a verdict out.

Rule numbers in comments are those of kinds.md 5.1–5.6.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from veturi.insight.levels.conditions import Evidence, have, holds
from veturi.insight.levels.ruleset import Condition, RuleSet
from veturi.ledger.kinds import Layer
from veturi.ledger.months import add_months, distance, written_month

LAYERS = tuple(Layer)
DEPTHS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Override:
    """A person's own depth for a layer, with a reason, until a day (rule 12)."""

    layer: Layer
    depth: int
    since: date
    until: date
    reason: str = ""

    def is_live_on(self, day: date) -> bool:
        return self.since <= day <= self.until


def longest_override(since: date) -> date:
    """The last day that one begun on this day may have."""
    return add_months(since, 12) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One layer's verdict in the words of rule 14."""

    layer: Layer
    depth: int
    evidence_depth: int
    full_depth: int
    deeds: int
    kinds: tuple[str, ...]
    last: str | None
    next: Condition | None
    have: Any
    reason: str | None = None
    override: Override | None = None

    @property
    def last_day(self) -> date | None:
        """The first day of the latest month, for showing it."""
        return date.fromisoformat(f"{self.last}-01") if self.last else None

    def as_data(self) -> dict[str, Any]:
        data = {
            "depth": self.depth,
            "evidence_depth": self.evidence_depth,
            "full_depth": self.full_depth,
            "deeds": self.deeds,
            "kinds": list(self.kinds),
            "last": self.last,
            "next": list(self.next) if self.next else None,
            "have": plain(self.have),
        }
        return data | ({"reason": self.reason} if self.reason else {})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A partner on a day: its state and its four verdicts."""

    state: str
    layers: dict[Layer, Verdict] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        layers = {layer.value: verdict.as_data() for layer, verdict in self.layers.items()}
        return {"state": self.state, "layers": layers}

    @property
    def deepest(self) -> Verdict | None:
        """The layer to name first: the uppermost in which the partner is."""
        order = (Layer.STRATEGIC, Layer.DEVELOPING, Layer.EVERYDAY, Layer.NETWORK)
        return next((self.layers[one] for one in order if self.layers[one].depth), None)

    def shows_step(self, layer: Layer) -> bool:
        """Rule 19: which layers' next steps the page shows unasked."""
        if self.layers[layer].depth >= 1:
            return True
        below = {Layer.DEVELOPING: Layer.EVERYDAY, Layer.STRATEGIC: Layer.DEVELOPING}
        return layer in below and self.layers[below[layer]].depth >= 2  # noqa: PLR2004 - rule 19


def judge(
    evidence: Evidence,
    *,
    rules: RuleSet,
    overrides: Sequence[Override] = (),
    paused_until: date | None = None,
) -> Judgement:
    """All four layers on the day of the evidence; deterministic, nothing else is read."""
    paused = paused_until is not None and paused_until >= evidence.on
    verdicts = {
        layer: _verdict(
            layer, evidence, rules, live_override(overrides, layer, evidence.on), paused
        )
        for layer in LAYERS
    }
    return Judgement(state_of(evidence), verdicts)


def _verdict(
    layer: Layer, evidence: Evidence, rules: RuleSet, override: Override | None, paused: bool
) -> Verdict:
    counted = evidence.layer(layer)
    full = full_depth(layer, evidence, rules)
    depth = min(full, cap(evidence, layer, rules))
    step, what, reason = _next_step(layer, evidence, rules, full=full, depth=depth, paused=paused)
    return Verdict(
        layer=layer,
        depth=override.depth if override else depth,
        evidence_depth=depth,
        full_depth=full,
        deeds=sum(row.n for row in counted),
        kinds=tuple(sorted({row.kind for row in counted})),
        last=written_month(max(row.month for row in counted)) if counted else None,
        next=step,
        have=what,
        reason=reason,
        override=override,
    )


def full_depth(layer: Layer, evidence: Evidence, rules: RuleSet) -> int:
    """Rule 10: the greatest d for which every condition of depths 1…d holds."""
    reached = 0
    for depth in DEPTHS:
        if not all(holds(c, layer, evidence, rules) for c in rules.conditions(layer, depth)):
            break
        reached = depth
    return reached


def cap(evidence: Evidence, layer: Layer, rules: RuleSet) -> int:
    """Rule 11: decay by the distance of the layer's latest counting deed."""
    nearest = nearest_deed(evidence, layer)
    if nearest is None:
        return 0
    return next((row.cap for row in rules.recency if row.distance >= nearest), 0)


def nearest_deed(evidence: Evidence, layer: Layer) -> int | None:
    """How many months ago the layer's latest counting deed was; none in the window: nothing."""
    months = (row.month for row in evidence.layer(layer))
    return min((distance(month, on=evidence.on) for month in months), default=None)


def _next_step(
    layer: Layer, evidence: Evidence, rules: RuleSet, *, full: int, depth: int, paused: bool
) -> tuple[Condition | None, Any, str | None]:
    """Rules 16–18, in their order."""
    if paused:
        return None, None, "paused"
    if full > depth:
        return ("recent_deed",), nearest_deed(evidence, layer), None
    if full == DEPTHS[-1]:
        return None, None, None
    missing = (
        one for one in rules.conditions(layer, full + 1) if not holds(one, layer, evidence, rules)
    )
    condition = next(missing)
    return condition, have(condition, layer, evidence, rules), None


def live_override(overrides: Sequence[Override], layer: Layer, on: date) -> Override | None:
    """Rule 12: the latest `since` stands; of equal ones the one written last."""
    live = [row for row in overrides if row.layer == layer and row.is_live_on(on)]
    return max(enumerate(live), key=lambda pair: (pair[1].since, pair[0]))[1] if live else None


def state_of(evidence: Evidence) -> str:
    """Rule 13: by the latest counting deed of any layer and any age; none of a later month."""
    far_off = (distance(row.month, on=evidence.on) for row in evidence.counting)
    far = min((months for months in far_off if months >= 0), default=None)
    if far is None:
        return "new"
    return "active" if far <= 12 else "resting" if far <= 24 else "dormant"  # noqa: PLR2004


def plain(value: Any) -> Any:
    """A figure as JSON shows it: decimals rounded half up to 0.01."""
    if isinstance(value, Decimal):
        return float(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return value

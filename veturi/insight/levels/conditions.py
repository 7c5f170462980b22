"""The conditions of a level (kinds.md 5.3): a verdict reads nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from veturi.insight.levels.ruleset import Condition, RuleSet
from veturi.ledger.kinds import Layer, deed_kind
from veturi.ledger.months import distance
from veturi.ledger.past import Counted, Standing, Summed
from veturi.ledger.points import Weights, balance_of, points

RECENT_YEAR, EARLIER_YEAR = range(13), range(13, 25)  # distances, rule 2


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of the partnership on the day (rule 9): yes or no, never a name."""

    owner: bool = False
    deputy: bool = False
    contact: bool = False
    sponsor: bool = False


@dataclass(frozen=True)
class Evidence:
    """All that a verdict reads, on the day `on`. Counts and sums are tallies, any age.

    Some forty conditions ask for the same few rows: they are sought out once.
    """

    on: date
    window: int
    weights: Weights
    counts: Sequence[Counted] = ()
    sums: Sequence[Summed] = ()
    facts: Facts = field(default_factory=Facts)
    documents: Sequence[Standing] = ()
    open_promises: int = 0

    @cached_property
    def counting(self) -> list[Counted]:
        """Counting deeds of any layer and age."""
        return [row for row in self.counts if row.n > 0 and deed_kind(row.kind).counts]

    @cached_property
    def in_window(self) -> list[Counted]:
        return [row for row in self.counting if self.is_in_window(row.month)]

    @cached_property
    def sums_in_window(self) -> list[Summed]:
        return [row for row in self.sums if self.is_in_window(row.month)]

    @cached_property
    def _by_layer(self) -> dict[Layer, list[Counted]]:
        found: dict[Layer, list[Counted]] = {layer: [] for layer in Layer}
        for row in self.in_window:
            found[deed_kind(row.kind).layer].append(row)
        return found

    def layer(self, layer: Layer) -> list[Counted]:
        return self._by_layer[layer]

    def is_in_window(self, month: int) -> bool:
        return 0 <= distance(month, on=self.on) <= self.window


def holds(condition: Condition, layer: Layer, evidence: Evidence, rules: RuleSet) -> bool:
    """Only ≥ and yes or no (rule 10): exactly at the threshold holds."""
    name, *arguments = condition
    found = have(condition, layer, evidence, rules)
    match name:
        case "owner" | "deputy" | "contact" | "sponsor" | "document":
            return bool(found)
        case "both_sides":
            return bool(found == "both")
        case "balance":
            exact = exact_balance(evidence)
            return exact is not None and exact >= Decimal(str(arguments[0]))
        case _:
            return int(found) >= int(arguments[-1])


def have(condition: Condition, layer: Layer, evidence: Evidence, rules: RuleSet) -> Any:
    """What there is, as the next step shows it."""
    name, *arguments = condition
    return READERS[name](layer, evidence, rules, arguments)


def _deeds(layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]) -> int:
    return sum(row.n for row in evidence.layer(layer))


def _kinds(layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]) -> int:
    return len({row.kind for row in evidence.layer(layer)})


def _kinds_all(_layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]) -> int:
    return len({row.kind for row in evidence.in_window})


def _months(layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]) -> int:
    return len({row.month for row in evidence.layer(layer)})


def _both_sides(layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]) -> str:
    """Which side's points reach 1 in the layer's own counting deeds: both, partner, us, none."""
    sums = [
        row
        for row in evidence.sums_in_window
        if deed_kind(row.kind).counts and deed_kind(row.kind).layer == layer
    ]
    gives = {
        giver: points((row for row in sums if row.giver == giver), evidence.weights) >= 1
        for giver in ("partner", "provider")
    }
    answers = {(True, True): "both", (True, False): "partner", (False, True): "us"}
    return answers.get((gives["partner"], gives["provider"]), "none")


def _fact(name: str) -> Callable[..., bool]:
    return lambda _layer, evidence, _rules, _arguments: bool(getattr(evidence.facts, name))


def _document(_layer: Layer, evidence: Evidence, rules: RuleSet, arguments: list[Any]) -> bool:
    kinds = rules.sets[arguments[0]]
    return any(
        stands(row, evidence.documents, on=evidence.on)
        for row in evidence.documents
        if row.kind in kinds
    )


def stands(row: Standing, others: Sequence[Standing], *, on: date) -> bool:
    """Rule 8: on its days, both included. A membership has no last day: until we leave it."""
    if row.kind == "networks.joined":
        return row.done_on <= on and not any(
            other.kind == "networks.left" and row.done_on <= other.done_on <= on for other in others
        )
    return row.done_on <= on and (row.until is None or row.until >= on)


def _count(layer: Layer, evidence: Evidence, rules: RuleSet, arguments: list[Any]) -> int:
    return _of_set(layer, evidence, rules, arguments[0], range(evidence.window + 1))


def _recent(layer: Layer, evidence: Evidence, rules: RuleSet, arguments: list[Any]) -> int:
    return _of_set(layer, evidence, rules, arguments[0], RECENT_YEAR)


def _each_year(layer: Layer, evidence: Evidence, rules: RuleSet, arguments: list[Any]) -> int:
    """The smaller of the recent year and the earlier one, however long the window is."""
    years = (RECENT_YEAR, EARLIER_YEAR)
    return min(_of_set(layer, evidence, rules, arguments[0], year) for year in years)


def _of_set(layer: Layer, evidence: Evidence, rules: RuleSet, name: str, distances: range) -> int:
    rows: Iterable[Counted] = evidence.layer(layer)
    if name != "layer":
        rows = (row for row in evidence.in_window if row.kind in rules.sets[name])
    return sum(row.n for row in rows if distance(row.month, on=evidence.on) in distances)


def _balance(
    _layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]
) -> Decimal | None:
    exact = exact_balance(evidence)
    return None if exact is None else exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def exact_balance(evidence: Evidence) -> Decimal | None:
    """Rule 7: over all deeds of the window, counting or not; not rounded."""
    rows = evidence.sums_in_window
    return balance_of(
        points((row for row in rows if row.giver == "partner"), evidence.weights),
        points((row for row in rows if row.giver == "provider"), evidence.weights),
    )


def _commitment(_layer: Layer, evidence: Evidence, _rules: RuleSet, _arguments: list[Any]) -> int:
    return evidence.open_promises


READERS: dict[str, Callable[..., Any]] = {
    "deeds": _deeds,
    "kinds": _kinds,
    "kinds_all": _kinds_all,
    "months": _months,
    "both_sides": _both_sides,
    "owner": _fact("owner"),
    "deputy": _fact("deputy"),
    "contact": _fact("contact"),
    "sponsor": _fact("sponsor"),
    "document": _document,
    "count": _count,
    "recent": _recent,
    "each_year": _each_year,
    "balance": _balance,
    "commitment": _commitment,
}

"""The rules of level as dated data (kinds.md 5.4), and how a provider's own set is read."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from veturi.foundation.written import (
    Field,
    Read,
    Unreadable,
    day,
    last_day,
    mapping,
    not_this,
    number,
    one_of,
    optional,
    record,
    refuse_before,
    rows,
    text,
    whole,
)
from veturi.ledger.kinds import Layer, deed_kind, kind_of

Condition = tuple[Any, ...]

LONGEST_NAME, LONGEST_SOURCE = 60, 300
SHORTEST_WINDOW, LONGEST_WINDOW = 12, 120
MOST, DEEPEST = 10_000, 4
SET_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
BUILT_IN = "layer"
# Conditions that an empty layer never fulfils: depth 1 asks for one of them.
FIRST = frozenset({"deeds", "kinds", "months", "both_sides"})


@dataclass(frozen=True, slots=True)
class Recency:
    distance: int
    cap: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    version: str
    valid_from: date
    valid_until: date | None
    source: str
    window_months: int
    recency: tuple[Recency, ...]
    sets: Mapping[str, frozenset[str]]
    layers: Mapping[Layer, Mapping[int, tuple[Condition, ...]]]

    def __post_init__(self) -> None:
        refuse_before(self.valid_from, "valid_until", self.valid_until)

    def conditions(self, layer: Layer, depth: int) -> tuple[Condition, ...]:
        return self.layers[layer][depth]


def read_rules(data: Any) -> RuleSet:
    """A whole set as it is written in JSON, typed; a fault anywhere is refused with its place."""
    head = _head(data)
    layers = record(_by_layer, Field("layers", _layers(head.sets)))(data)
    return replace(head, layers=layers)


def _recency(value: Any) -> tuple[Recency, ...]:
    """Rows from near to far; the first one that reaches the latest deed caps the depth."""
    found = rows(_cap, "recency")(value)
    far = [row.distance for row in found]
    if not found or far != sorted(set(far)):
        raise Unreadable(_("write at least one row, each with a greater distance than the last."))
    return found


def _sets(value: Any) -> dict[str, frozenset[str]]:
    found = mapping(rows(kind_of(deed_kind), "kind"), "set")(value)
    for name, kinds in found.items():
        if not SET_NAME.fullmatch(name) or name == BUILT_IN:
            sentence = _("name a set in small letters, and not “layer”, which is built in.")
            raise Unreadable(sentence, f"set {name[:MOST]}")
        if not kinds:
            raise Unreadable(_("name at least one kind."), f"set {name}")
    return {name: frozenset(kind.code for kind in kinds) for name, kinds in found.items()}


_cap = record(Recency, Field("distance", whole(0, LONGEST_WINDOW)), Field("cap", whole(0, DEEPEST)))
_head = record(
    partial(RuleSet, layers={}),
    Field("version", text(LONGEST_NAME, least=1)),
    Field("valid_from", day),
    Field("valid_until", optional(last_day), None),
    Field("source", text(LONGEST_SOURCE), ""),
    Field("window_months", whole(SHORTEST_WINDOW, LONGEST_WINDOW)),
    Field("recency", _recency),
    Field("sets", _sets),
)


def _layers(sets: Collection[str]) -> Read[dict[str, dict[str, tuple[Condition, ...]]]]:
    depths = [str(depth) for depth in range(1, DEEPEST + 1)]
    conditions = rows(_condition(sets), "condition")
    return mapping(_begun(mapping(conditions, "depth", depths)), "layer", list(Layer))


def _condition(sets: Collection[str]) -> Read[Condition]:
    """One of the closed list (kinds.md 5.3), with its arguments."""
    asked = _arguments(sets)

    def read(value: Any) -> Condition:
        name = value[0] if isinstance(value, list) and value else None
        if not isinstance(name, str) or name not in asked:
            raise not_this(_("there is no condition %(found)s."), name or value)
        if len(value) != 1 + len(asked[name]):
            sentence = _("the condition %(found)s takes %(count)s values.")
            raise not_this(sentence, name, count=len(asked[name]))
        for argument, one in zip(asked[name], value[1:], strict=True):
            argument(one)
        return tuple(value)

    return read


def _arguments(sets: Collection[str]) -> Mapping[str, tuple[Read[Any], ...]]:
    n, share = whole(1, MOST), number(0, 1)
    paper, counted = one_of(sorted(sets)), one_of([BUILT_IN, *sorted(sets)])
    return {
        "deeds": (n,),
        "kinds": (n,),
        "kinds_all": (n,),
        "months": (n,),
        "both_sides": (),
        "owner": (),
        "deputy": (),
        "contact": (),
        "sponsor": (),
        "document": (paper,),
        "count": (counted, n),
        "recent": (counted, n),
        "each_year": (counted, n),
        "balance": (share,),
        "commitment": (n,),
    }


def _begun(read: Read[dict[str, tuple[Condition, ...]]]) -> Any:
    """Depth 1 asks for a deed of the layer: where nothing was done there is no depth."""

    def read_begun(value: Any) -> dict[str, tuple[Condition, ...]]:
        depths = read(value)
        if not any(row[0] in FIRST or BUILT_IN in row[1:] for row in depths["1"]):
            raise Unreadable(_("ask for at least one deed of the layer."), "depth 1")
        return depths

    return read_begun


def _by_layer(
    layers: Mapping[str, Mapping[str, tuple[Condition, ...]]],
) -> dict[Layer, dict[int, tuple[Condition, ...]]]:
    return {
        Layer(layer): {int(depth): rows for depth, rows in depths.items()}
        for layer, depths in layers.items()
    }


PROPOSAL: dict[str, Any] = {
    "version": "levels-2026-1",
    "valid_from": "2026-01-01",
    "valid_until": None,
    "source": "Veturi's proposal until the provider has decided",
    "window_months": 24,
    "recency": [
        {"distance": 12, "cap": 4},
        {"distance": 18, "cap": 2},
        {"distance": 24, "cap": 1},
    ],
    "sets": {
        "listening": [
            "encounters.customer_listened",
            "feedback.feedback_received",
            "feedback.jointly_assessed",
        ],
        "group_meetings": [
            "groups.working_life_group_met",
            "groups.steering_group_met",
            "groups.met",
            "groups.diocese_met",
        ],
        "assessments": ["reviews.partnership_assessed"],
        "annual_reviews": ["plans.annual_review_held"],
        "published": ["reviews.results_published"],
        "network_meetings": ["networks.met", "networks.working_group_met"],
        "network_reviews": ["networks.health_surveyed", "networks.membership_reviewed"],
        "plan": ["plans.partnership_plan_agreed", "plans.partnership_agreement_signed"],
        "agreement": ["plans.partnership_agreement_signed"],
        "year_clock": ["plans.year_clock_agreed"],
        "tie": [
            "networks.joined",
            "plans.partnership_plan_agreed",
            "plans.partnership_agreement_signed",
        ],
        "principles": ["networks.principles_accepted"],
    },
    "layers": {
        "everyday": {
            "1": [["deeds", 1]],
            "2": [["deeds", 3], ["kinds", 2], ["months", 2], ["owner"]],
            "3": [["deeds", 6], ["kinds", 3], ["both_sides"], ["contact"]],
            "4": [
                ["deeds", 10],
                ["kinds", 4],
                ["each_year", "layer", 2],
                ["count", "listening", 1],
                ["deputy"],
            ],
        },
        "developing": {
            "1": [["deeds", 1]],
            "2": [["deeds", 2], ["kinds_all", 3], ["owner"]],
            "3": [["deeds", 4], ["kinds", 2], ["both_sides"], ["deputy"], ["document", "plan"]],
            "4": [
                ["deeds", 8],
                ["kinds", 3],
                ["each_year", "group_meetings", 2],
                ["count", "assessments", 1],
                ["document", "year_clock"],
                ["balance", 0.6],
            ],
        },
        "strategic": {
            "1": [["deeds", 1]],
            "2": [["deeds", 2], ["months", 2], ["owner"], ["document", "plan"]],
            "3": [
                ["deeds", 3],
                ["kinds", 2],
                ["both_sides"],
                ["deputy"],
                ["sponsor"],
                ["document", "agreement"],
                ["recent", "annual_reviews", 1],
            ],
            "4": [
                ["deeds", 6],
                ["kinds", 3],
                ["each_year", "annual_reviews", 1],
                ["count", "published", 1],
                ["document", "year_clock"],
                ["balance", 0.6],
                ["commitment", 1],
            ],
        },
        "network": {
            "1": [["deeds", 1]],
            "2": [["deeds", 2], ["months", 2], ["owner"], ["document", "tie"]],
            "3": [["deeds", 4], ["kinds", 2], ["both_sides"], ["deputy"]],
            "4": [
                ["deeds", 8],
                ["kinds", 3],
                ["each_year", "network_meetings", 2],
                ["document", "principles"],
                ["count", "network_reviews", 1],
            ],
        },
    },
}

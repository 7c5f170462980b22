"""The rules of level as dated data (kinds.md 5.4), and how a provider's own set is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from veturi.ledger.kinds import Layer

Condition = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Recency:
    distance: int
    cap: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    version: str
    valid_from: date
    window_months: int
    recency: tuple[Recency, ...]
    sets: Mapping[str, frozenset[str]]
    layers: Mapping[Layer, Mapping[int, tuple[Condition, ...]]]

    def conditions(self, layer: Layer, depth: int) -> tuple[Condition, ...]:
        return self.layers[layer][depth]


def read_rules(data: Mapping[str, Any]) -> RuleSet:
    """A set as it is written in JSON, typed."""
    return RuleSet(
        version=data["version"],
        valid_from=date.fromisoformat(data["valid_from"]),
        window_months=data["window_months"],
        recency=tuple(Recency(row["distance"], row["cap"]) for row in data["recency"]),
        sets={name: frozenset(kinds) for name, kinds in data["sets"].items()},
        layers={
            Layer(layer): {
                int(depth): tuple(tuple(condition) for condition in conditions)
                for depth, conditions in depths.items()
            }
            for layer, depths in data["layers"].items()
        },
    )


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

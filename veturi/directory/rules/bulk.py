"""What a change of many makes of one partner or person, and what its undoing puts back. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from veturi.directory.rules import owners

CONSENT = "consent"

# The values of one as history writes them; "tags" is the sorted list of their names.
State = Mapping[str, Any]


def becomes(state: State, wanted: State) -> dict[str, Any]:
    """The fields that will differ, each with its new value."""
    new = {field: value for field, value in wanted.items() if field in state}
    if "add_tags" in wanted or "remove_tags" in wanted:
        new["tags"] = _tags(state["tags"], wanted)
    return {field: value for field, value in new.items() if value != state[field]}


def _tags(held: list[str], wanted: State) -> list[str]:
    gone = {name.casefold() for name in wanted.get("remove_tags", [])}
    kept = [name for name in held if name.casefold() not in gone]
    there = {name.casefold() for name in kept}
    added = [name for name in wanted.get("add_tags", []) if name.casefold() not in there]
    return sorted([*kept, *added], key=str.casefold)


def refusal(state: State, new: State) -> str:
    """Why this one cannot become so; nothing when it can."""
    if state.get("is_ours"):
        return _("People of ours are changed one by one, each on their own page.")
    return _at_odds(state, new)[0]


def _at_odds(state: State, new: State) -> tuple[str, tuple[str, ...]]:
    """What cannot be so together: the sentence, and the fields."""
    if why := owners.refusal(*(new.get(field, state.get(field)) for field in owners.OWNERS)):
        return why, owners.OWNERS
    if new.get("legal_basis") == CONSENT and not state.get("consent_on"):
        return _("Give the day on which the person consented."), ("legal_basis",)
    return "", ()


def put_back(state: State, *, before: State, after: State) -> tuple[dict[str, Any], list[str]]:
    """What the undoing restores, and the fields left alone because they changed since."""
    kept = [field for field in before if state[field] != after[field]]
    restored = {field: value for field, value in before.items() if field not in kept}
    at_odds = [field for field in _at_odds(state, restored)[1] if field in restored]
    left = {field: value for field, value in restored.items() if field not in at_odds}
    return left, kept + at_odds

"""What a change of many makes of one partner, and what its undoing puts back. Pure."""

from collections.abc import Mapping
from typing import Any

from veturi.directory.rules import owners

# A partner's values as history writes them; "tags" is the sorted list of their names.
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
    """Why this partner cannot become so; nothing when it can."""
    return owners.refusal(*(new.get(field, state.get(field)) for field in owners.OWNERS))


def put_back(state: State, *, before: State, after: State) -> tuple[dict[str, Any], list[str]]:
    """What the undoing restores, and the fields left alone because they changed since."""
    kept = [field for field in before if state[field] != after[field]]
    restored = {field: value for field, value in before.items() if field not in kept}
    if refusal(state, restored):
        kept += [field for field in owners.OWNERS if restored.pop(field, None) is not None]
    return restored, kept

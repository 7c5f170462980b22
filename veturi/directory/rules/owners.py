"""Owner and deputy of a partner are two people. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

OWNERS = ("owner", "deputy")


def refusal(owner: Any, deputy: Any) -> str:
    """Why the two cannot be so; nothing when they can."""
    return _("The deputy is somebody else than the owner.") if are_one(owner, deputy) else ""


def are_one(owner: Any, deputy: Any) -> bool:
    return bool(owner) and owner == deputy


def kept_two(held: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What is taken of the new, where nobody can be asked: the owner goes before.

    A deputy who is the owner is not taken; whoever becomes owner is the deputy no more.
    """
    owner, deputy = (new.get(field, held[field]) for field in OWNERS)
    if not are_one(owner, deputy):
        return dict(new)
    taken = {field: value for field, value in new.items() if field != "deputy"}
    return {**taken, "deputy": None} if are_one(owner, held["deputy"]) else taken

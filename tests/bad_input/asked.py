"""What makes a whole answer to a form of learning at work, and what contradicts itself.

What the page holds already is not said again: the form is opened, and sent with these besides.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.bad_input.school import School

Given = Callable[[School], dict[str, Any]]
Where = Callable[[School], str]
TODAY = timezone.localdate


def day(offset: int = 0) -> str:
    found = TODAY() + timedelta(days=offset)
    return f"{found.day}.{found.month}.{found.year}"


def at(name: str, thing: str = "", *more: str, query: str = "") -> Where:
    """The address of an act upon a thing of the school."""

    def where(school: School) -> str:
        keys = [school.things[thing].pk] if thing else []
        path = reverse(f"placements:{name}", args=[*keys, *more])
        return f"{path}?{query.format(**school.keys)}" if query else path

    return where


def nothing(_school: School) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A form: where it is sent, where it stands, a whole answer, what contradicts itself."""

    where: Where
    given: Given = nothing
    page: Where | None = None
    contradictions: tuple[Given, ...] = ()
    behind: str = ""
    carried: frozenset[str] = field(default_factory=frozenset)
    bare: bool = False


def turned(first: str, last: str, *, far: int = 30) -> tuple[Given, ...]:
    """The last day before the first."""
    return (lambda _s: {first: day(far), last: day(far - 1)},)


def quarter() -> str:
    found = TODAY()
    return f"{found.year}-{(found.month - 1) // 3 + 1}"

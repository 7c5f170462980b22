"""What stands beside a period: worries, to whom they are open, and what was tried in it."""

from typing import Any

from veturi.cooperation.placements.models import NewUse, Period, Worry
from veturi.directory.models import Person


def beside(period: Period, *, seen_by: Person, sees_support: bool) -> dict[str, Any]:
    """Of a worry only that it is there: what it says is on its own page."""
    worries = Worry.objects.seen_by(seen_by, sees_support=sees_support).filter(period=period)
    return {
        "worries": worries.order_by("closed_on", "-made_at").defer("text", "outcome"),
        "new_uses": NewUse.objects.filter(period=period).standing().order_by("-tried_on"),
    }

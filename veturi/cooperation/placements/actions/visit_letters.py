"""What a workplace said of a visit falls when the visit moves or is called off; it is told."""

from datetime import datetime

from veturi.cooperation.placements.letters import visit_changed_letter
from veturi.cooperation.placements.models import PlannedVisit
from veturi.foundation.mail.actions import post


def drop_times(plan: PlannedVisit, *, at: datetime, off: bool = False) -> None:
    """Drop what stands of another time than the plan's; whoever said it gets a letter."""
    rows = plan.times.standing().select_related("by")
    if not off:
        rows = rows.exclude(on=plan.promise.due, clock=plan.clock)
    for row in rows:
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
        letter = visit_changed_letter(row, plan, off=off)
        if letter is not None:
            post(letter, at=at)

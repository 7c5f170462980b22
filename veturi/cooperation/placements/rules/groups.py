"""In which group of a teacher's students a period stands on a day; values in, a group out."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.words import State

STARTS_WITHIN = timedelta(days=30)
ENDS_WITHIN = timedelta(days=14)
ENDED_WITHIN = timedelta(days=60)


class Group(TextChoices):
    """What a teacher looks after, in the order of the page."""

    RUNNING = "running", _("At work now")
    STARTING = "starting", _("Starting within 30 days")
    ENDING = "ending", _("Ending within 14 days")
    WITHOUT = "without", _("Without a place")
    INTERRUPTED = "interrupted", _("Interrupted")
    UNASKED = "unasked", _("Ended, hosting again not asked")


def group_of(
    state: State, *, starts_on: date, last_day: date | None, is_asked: bool, on: date
) -> Group | None:
    """Where the period stands; none when nobody needs to look after it now."""
    match state:
        case State.INTERRUPTED:
            return Group.INTERRUPTED
        case State.RUNNING:
            ends = last_day is not None and last_day <= on + ENDS_WITHIN
            return Group.ENDING if ends else Group.RUNNING
        case State.ENDED:
            lately = last_day is not None and on - ENDED_WITHIN <= last_day
            return Group.UNASKED if lately and not is_asked else None
        case State.CALLED_OFF:
            return None
    return Group.STARTING if _is_coming(starts_on, last_day, on=on) else None


def _is_coming(starts_on: date, last_day: date | None, *, on: date) -> bool:
    """A plan that is not in force although its first day has come is still to be seen to."""
    return starts_on <= on + STARTS_WITHIN and (last_day is None or last_day >= on)

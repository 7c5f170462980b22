"""When a letter may leave, and when it is tried again. The moments are handed in."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

OPENS, CLOSES = time(7), time(20)
# After the first, second … try that did not succeed; after the last the letter has failed.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 720))
MOST_TRIES = len(WAITS) + 1


def is_quiet(at: datetime) -> bool:
    """In the time of the house nobody is written to by night."""
    return not OPENS <= localtime(at).time() < CLOSES


def leaves_at(at: datetime, *, is_urgent: bool) -> datetime:
    """The first moment from `at` on when the letter may leave."""
    if is_urgent or not is_quiet(at):
        return at
    here = localtime(at)
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, tzinfo=here.tzinfo)


def tried_again_at(tries: int, *, at: datetime, is_urgent: bool) -> datetime | None:
    """When a letter that was tried so often is tried again; nothing when it was enough."""
    if tries >= MOST_TRIES:
        return None
    return leaves_at(at + WAITS[tries - 1], is_urgent=is_urgent)

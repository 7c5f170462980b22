"""Links and codes, pure: how long they hold, how often one may try, what is kept of an address."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

HOUR = timedelta(hours=1)
CODE_HOLDS = timedelta(minutes=15)
MOST_TRIES = 5
STAY_HOLDS = timedelta(hours=12)
TO_SIGN = timedelta(days=14)
AFTER_THE_END = 30  # days
WITHOUT_AN_END = timedelta(days=180)
LONGEST_HELD = timedelta(days=400)


class Purpose(TextChoices):
    """What is behind a door."""

    INSTRUCTOR = "instructor", _("page of the instructor")
    SIGN = "sign", _("signing")
    STUDENT = "student", _("page of the student")
    GUARDIAN = "guardian", _("signing for a minor")
    PLACE = "place", _("page for finding a place")


SIGNING = frozenset({Purpose.SIGN, Purpose.GUARDIAN})


class Knocking(StrEnum):
    """What somebody did at a door that is counted."""

    PRESSED = "pressed"
    TRIED = "tried"


# How many in an hour: of one link, of one recipient, from one address of the network. Behind one
# address there may be a whole school or workplace.
MOST = {
    Knocking.PRESSED: {"link": 5, "recipient": 10, "address": 60},
    Knocking.TRIED: {"link": 15, "recipient": 30, "address": 60},
}


def is_over(what: Knocking, counts: dict[str, int]) -> bool:
    """Whether there were as many in the last hour as there may be."""
    return any(count >= MOST[what][of] for of, count in counts.items())


def link_ends(purpose: Purpose, last_day: date | None, *, at: datetime) -> datetime:
    """A signature is waited for some weeks; other links end a month after the period."""
    if purpose in SIGNING:
        return at + TO_SIGN
    if last_day is None:
        return at + WITHOUT_AN_END
    days = max((last_day - at.date()).days, 0) + AFTER_THE_END
    return at + min(timedelta(days=days), LONGEST_HELD)


def prefix(address: str) -> str:
    """The network that an address is of: enough to tell two places apart, not two devices."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))  # noqa: PLR2004 - versions of IP


def masked(to: str) -> str:
    """Where a code went, so that its reader knows it and a stranger does not learn it."""
    name, at, domain = to.partition("@")
    if at:
        return f"{name[:2]}…@{domain}"
    return f"…{to[-3:]}"

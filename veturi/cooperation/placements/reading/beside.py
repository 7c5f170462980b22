"""What stands beside a period: worries, to whom they are open, what was tried in it, registers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from veturi.cooperation.placements.models import NewUse, Period, Student, Worry
from veturi.directory.models import Person


def beside(period: Period, *, seen_by: Person, sees_support: bool) -> dict[str, Any]:
    """Of a worry only that it is there: what it says is on its own page."""
    worries = Worry.objects.seen_by(seen_by, sees_support=sees_support).filter(period=period)
    return {
        "worries": worries.order_by("closed_on", "-made_at").defer("text", "outcome"),
        "new_uses": NewUse.objects.filter(period=period).standing().order_by("-tried_on"),
    }


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """What a register has of it, in one sentence, since when, and where more is told."""

    signal: str
    sentence: str
    at: datetime | None
    label: str
    url: str


def noted(thing: Period | Student, *, on: date) -> list[RegisterNote]:
    """What the gateways have to tell of a period or of a student; we know none of them."""
    return [note for name in settings.REGISTER_NOTES for note in import_string(name)(thing, on=on)]

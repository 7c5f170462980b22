"""When what is told; values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.surfaces.notices.kinds import MANNERS, Kind, Where

MONDAY, SATURDAY = 0, 5
NEWS_FOR = timedelta(days=31)
# How long before its last day an attachment is told of.
AHEAD = timedelta(days=30)


class Often(TextChoices):
    DAILY = "daily", _("on weekdays at 7")
    WEEKLY = "weekly", _("on Mondays at 7")
    NEVER = "never", _("never")


def letter_is_due(often: str, *, quiet_until: date | None, on: date) -> bool:
    """Whether a letter is written on the day; while one rests, none is."""
    if quiet_until is not None and on <= quiet_until:
        return False
    if often == Often.DAILY:
        return on.weekday() < SATURDAY
    return often == Often.WEEKLY and on.weekday() == MONDAY


def reminder_of(due: date, *, ahead: int, since: date, on: date) -> Kind | None:
    """What the owner of a promise is reminded of on the day, nights since `since` included."""
    if due == on:
        return Kind.PROMISE_TODAY
    if since <= due < on:
        return Kind.PROMISE_LATE
    if since < due - timedelta(days=max(ahead, 1)) <= on < due:
        return Kind.PROMISE_NEAR
    return None


def expiry_of(until: date, *, since: date, on: date) -> Kind | None:
    """What is told of a last day of validity, nights since `since` included."""
    if since <= until <= on:
        return Kind.EXPIRES_TODAY
    if since <= until - AHEAD <= on:
        return Kind.EXPIRES_SOON
    return None


def is_news(done_on: date, *, recorded_on: date) -> bool:
    """What happened long ago and is brought in now is no news."""
    return done_on >= recorded_on - NEWS_FOR


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person wishes: where each kind is told, which partners and kinds are mute."""

    where: Mapping[str, str] = field(default_factory=dict)
    mute_partners: frozenset[int] = frozenset()
    mute_kinds: frozenset[str] = frozenset()

    def of(self, kind: Kind, *, partner: int | None) -> Where:
        """A mute partner is silent but for what one has promised it oneself."""
        manner = MANNERS[kind]
        if kind in self.mute_kinds or (partner in self.mute_partners and not manner.own):
            return Where.NOWHERE
        return Where(self.where.get(kind, manner.where))


@dataclass(frozen=True, slots=True)
class Days:
    """The due days of which a letter reminds, by kind."""

    until: date

    @classmethod
    def of(cls, often: str, *, on: date) -> "Days":
        """A daily letter looks to the next working day, a weekly one over its week."""
        if often == Often.WEEKLY:
            return cls(on + timedelta(days=6))
        return cls(on + timedelta(days=3 if on.weekday() == SATURDAY - 1 else 1))

    def kind_of(self, due: date, *, on: date) -> Kind | None:
        if due == on:
            return Kind.PROMISE_TODAY
        if due < on:
            return Kind.PROMISE_LATE
        return Kind.PROMISE_NEAR if due <= self.until else None

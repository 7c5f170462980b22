"""The workplace's own part of a visit, written down once though it may be sent twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.visits import NotVisited
from veturi.cooperation.placements.models import Period, PlannedVisit, VisitWords
from veturi.directory.actions.changing import tell
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference


@dataclass(frozen=True, slots=True)
class Words:
    """What an instructor wrote of a visit: `told` are the needs, the capacity, the issues."""

    uuid: UUID
    period: Period
    on: date
    told: Mapping[str, str]
    plan: PlannedVisit | None = None

    @property
    def digest(self) -> str:
        parts = [str(self.period.pk), self.on.isoformat(), *self.told.values()]
        return sha256("\n".join(parts).encode()).hexdigest()


@transaction.atomic
def write(words: Words, *, by: Person, at: datetime) -> VisitWords:
    """Keep it; the same sent again changes nothing."""
    # Whoever sends the same from two windows waits here.
    Person.objects.select_for_update().get(pk=by.pk)
    known = VisitWords.objects.filter(provider=words.period.provider_id, uuid=words.uuid).first()
    if known is not None:
        return _same(known, words)
    if words.on > localdate(at):
        raise NotVisited(_("This day is still to come."))
    row = VisitWords(
        provider_id=words.period.provider_id,
        uuid=words.uuid,
        digest=words.digest,
        period=words.period,
        plan=words.plan,
        on=words.on,
        by=by,
        at=at,
        **words.told,
    )
    row.full_clean(exclude=["provider", "period", "plan", "by"])
    row.save()
    tell(words.period, [Difference("visit_words", "", f"{words.on.isoformat()} · {by}")], by=by)
    return row


def _same(known: VisitWords, words: Words) -> VisitWords:
    if known.digest != words.digest:
        raise NotVisited(_("This is stored already, with other words. Write the rest anew."))
    return known

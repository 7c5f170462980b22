"""Writing notices: each person by their own wishes, each thing once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from veturi.directory.models import Provider
from veturi.surfaces.notices.kinds import IN_APP, IN_LETTER, Kind, Where
from veturi.surfaces.notices.models import Mute, Notice, Wish
from veturi.surfaces.notices.rules import Wishes


@dataclass(frozen=True, slots=True)
class News:
    """One thing for one person, as plain values."""

    person: int
    kind: Kind
    about: str
    partner: int | None = None
    promise: int | None = None
    by: int | None = None
    on: date | None = None
    what: str = ""
    text: str = ""
    was: int | None = None
    now: int | None = None


def tell(news: Sequence[News], *, provider: Provider, at: datetime) -> None:
    """Write what its reader wishes to know; what was written before stays as it is."""
    wishes = wishes_of({one.person for one in news}, on=timezone.localdate(at))
    rows = [
        _notice(one, where, provider=provider, at=at)
        for one in news
        if (where := wishes[one.person].of(one.kind, partner=one.partner)) != Where.NOWHERE
    ]
    Notice.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


def _notice(one: News, where: Where, *, provider: Provider, at: datetime) -> Notice:
    return Notice(
        provider=provider,
        person_id=one.person,
        kind=one.kind,
        about=one.about,
        partner_id=one.partner,
        promise_id=one.promise,
        by_id=one.by,
        on=one.on,
        what=one.what,
        text=one.text,
        was=one.was,
        now=one.now,
        made_at=at,
        is_in_app=where in IN_APP,
        is_in_letter=where in IN_LETTER,
    )


def wishes_of(people: set[int], *, on: date) -> dict[int, Wishes]:
    """The wishes of many, in two queries."""
    where: dict[int, dict[str, str]] = defaultdict(dict)
    for person, kind, place in Wish.objects.filter(person__in=people).values_list(
        "person_id", "kind", "where"
    ):
        where[person][kind] = place
    partners: dict[int, set[int]] = defaultdict(set)
    kinds: dict[int, set[str]] = defaultdict(set)
    mutes = Mute.objects.on(on).filter(person__in=people)
    for person, partner, kind in mutes.values_list("person_id", "partner_id", "kind"):
        partners[person].update({partner} - {None})
        kinds[person].update({kind} - {""})
    return {
        person: Wishes(where[person], frozenset(partners[person]), frozenset(kinds[person]))
        for person in people
    }

"""The letter of what is new: one's promises by their days, then the news; each told once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import override

from veturi.directory.models import Person, Provider
from veturi.foundation.mail.actions import Draft, post_many
from veturi.ledger.models import Promise
from veturi.surfaces.notices.audience import readers_of
from veturi.surfaces.notices.kinds import IN_LETTER, REMINDERS, Kind
from veturi.surfaces.notices.models import LetterWish, Notice
from veturi.surfaces.notices.rules import Days, Often, Wishes, letter_is_due
from veturi.surfaces.notices.telling import wishes_of
from veturi.surfaces.notices.wording import address_of, plain

SEVEN = time(7)
MOST = 20


@dataclass(frozen=True, slots=True)
class Digest:
    """What the letter of one person holds."""

    person: Person
    often: str
    on: date
    promises: dict[Kind, list[Promise]] = field(default_factory=dict)
    news: list[Notice] = field(default_factory=list)

    @property
    def is_worth_a_letter(self) -> bool:
        """What was late yesterday is late today: that alone is told on Mondays only."""
        fresh = bool(self.news) or any(self.promises[kind] for kind in _NOT_LATE)
        return fresh or bool(self.promises[Kind.PROMISE_LATE] and self.on.weekday() == 0)


_NOT_LATE = (Kind.PROMISE_TODAY, Kind.PROMISE_NEAR)


def write_everybodys(*, on: date) -> None:
    """The work of each morning at seven."""
    for provider in Provider.objects.order_by("pk"):
        write_letters(provider, on=on)


def write_letters(provider: Provider, *, on: date) -> None:
    """To each of ours who wishes one today."""
    people = list(
        Person.objects.filter(pk__in=readers_of(provider, on=on))
        .select_related("user")
        .order_by("pk")
    )
    chosen = {row.person_id: row for row in LetterWish.objects.filter(person__in=people)}
    due = {}
    for person in people:
        wish = chosen.get(person.pk) or LetterWish()
        if letter_is_due(wish.often, quiet_until=wish.quiet_until, on=on):
            due[person] = wish.often
    write(due, provider=provider, on=on)


@transaction.atomic
def write(people: dict[Person, str], *, provider: Provider, on: date) -> None:
    """The letters of these in the outbox, and what they tell marked as told."""
    at = make_aware(datetime.combine(on, SEVEN))
    digests = [one for one in digests_of(people, on=on) if one.is_worth_a_letter]
    post_many([_draft(one, provider) for one in digests], at=at)
    told = [notice.pk for one in digests for notice in one.news]
    Notice.objects.filter(pk__in=told).update(told_at=at)


def digests_of(people: dict[Person, str], *, on: date) -> list[Digest]:
    """In five queries, however many people."""
    keys = {person.pk for person in people}
    wishes = wishes_of(keys, on=on)
    promises = _promises(
        keys, until=max((Days.of(o, on=on).until for o in people.values()), default=on)
    )
    news = _news(keys)
    return [
        Digest(
            person,
            often,
            on,
            _by_kind(promises[person.pk], wishes[person.pk], Days.of(often, on=on), on=on),
            news[person.pk],
        )
        for person, often in people.items()
    ]


def _promises(people: set[int], *, until: date) -> dict[int, list[Promise]]:
    rows = Promise.objects.unkept().filter(owner__in=people, due__lte=until)
    found: dict[int, list[Promise]] = defaultdict(list)
    for promise in rows.prefetch_related("parties__partner").order_by("due", "pk"):
        found[promise.owner_id or 0].append(promise)
    return found


def _news(people: set[int]) -> dict[int, list[Notice]]:
    """Neither read in the app nor told before, the latest first."""
    rows = Notice.objects.filter(person__in=people, is_in_letter=True, told_at=None).unread()
    found: dict[int, list[Notice]] = defaultdict(list)
    fresh = rows.exclude(kind__in=REMINDERS).select_related("partner", "promise", "by")
    for notice in fresh.order_by("-made_at", "-pk"):
        found[notice.person_id].append(notice)
    return found


def _by_kind(
    promises: Iterable[Promise], wishes: Wishes, days: Days, *, on: date
) -> dict[Kind, list[Promise]]:
    found: dict[Kind, list[Promise]] = {kind: [] for kind in sorted(REMINDERS)}
    for promise in promises:
        kind = days.kind_of(promise.due, on=on)
        if kind is not None and wishes.of(kind, partner=None) in IN_LETTER:
            found[kind].append(promise)
    return found


def _draft(digest: Digest, provider: Provider) -> Draft:
    with override(digest.person.language):
        return Draft(
            key=f"notices.digest:{digest.person.pk}:{digest.on}",
            to=digest.person.user.email if digest.person.user else "",
            subject=subject(digest),
            text=text(digest, provider),
            scope=provider.scope,
            about=digest.person.key,
        )


def subject(digest: Digest) -> str:
    counts = {
        "today": len(digest.promises[Kind.PROMISE_TODAY]),
        "late": len(digest.promises[Kind.PROMISE_LATE]),
        "new": len(digest.news),
    }
    return _("Veturi: today %(today)s, late %(late)s, new %(new)s") % counts


def text(digest: Digest, provider: Provider) -> str:
    """Plain text; each line of news has its link, one's promises share one."""
    near = _("This week") if digest.often == Often.WEEKLY else _("The next days")
    headings = {
        Kind.PROMISE_TODAY: _("Today"),
        Kind.PROMISE_LATE: _("Late"),
        Kind.PROMISE_NEAR: near,
    }
    page = {
        "name": digest.person.given_name,
        "provider": provider.name,
        "groups": [
            (heading, rows[:MOST], len(rows) - MOST)
            for kind, heading in headings.items()
            if (rows := digest.promises[kind])
        ],
        "partner_of": partner_of,
        "news": [(plain(notice), absolute(address_of(notice))) for notice in digest.news[:MOST]],
        "more": len(digest.news) - MOST,
        "todo_url": absolute(reverse("encounters:todo")),
        "notices_url": absolute(reverse("notices:index")),
        "settings_url": absolute(reverse("notices:settings")),
        "is_weekly": digest.often == Often.WEEKLY,
    }
    return render_to_string("notices/digest.txt", page)


def partner_of(promise: Promise) -> str:
    return ", ".join(party.partner.name for party in promise.parties.all())


def absolute(path: str) -> str:
    return f"{settings.ADDRESS}{path}"

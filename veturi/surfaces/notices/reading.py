"""What is asked of notices: how many wait, and how they read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from veturi.directory.models import Person
from veturi.foundation.mail.models import Letter, LetterQuerySet
from veturi.ledger.promised import words_of
from veturi.surfaces.notices.kinds import MANNERS, Kind
from veturi.surfaces.notices.models import LetterWish, Mute, Notice
from veturi.surfaces.notices.wording import Line, line


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the page."""

    notice: Notice
    line: Line
    lamp: str


def unread_count(person: Person) -> int:
    """What the bell says: one look into one small index."""
    return int(Notice.objects.filter(person=person).in_app().unread().count())


def notices_of(person: Person) -> QuerySet[Notice]:
    """One's own, unread first, then the latest."""
    rows: QuerySet[Notice] = Notice.objects.of(person).in_app()
    return (
        rows.alias(is_read=Q(read_at__isnull=False))
        .select_related("partner", "promise", "by")
        .order_by("is_read", "-made_at", "-pk")
    )


def shown(notices: Sequence[Notice], *, to: Person) -> list[Shown]:
    """With their words, in as many queries for all."""
    words = words_of([notice.promise for notice in notices if notice.promise], to=to)
    return [Shown(one, line(one, words), MANNERS[Kind(one.kind)].lamp) for one in notices]


def letter_wish(person: Person) -> LetterWish:
    """As it was chosen, else as it is from the start."""
    row = LetterWish.objects.filter(person=person).first()
    return row or LetterWish(person=person, provider=person.provider)


def mutes_of(person: Person) -> QuerySet[Mute]:
    rows: QuerySet[Mute] = Mute.objects.of(person)
    return rows.select_related("partner").order_by("kind", "partner__name_sort", "pk")


def letters_of(person: Person) -> LetterQuerySet:
    """The provider's letters, and those of signing in that its own people asked for."""
    ours = Person.objects.seen_by(person).ours().filter(user__isnull=False)
    addresses = ours.values("user__email")
    scope = person.provider.scope
    rows: LetterQuerySet = Letter.objects.filter(Q(scope=scope) | Q(scope="", to__in=addresses))
    return rows

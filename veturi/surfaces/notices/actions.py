"""What one does with one's notices: read them, mute, say how one wishes to be told."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from veturi.directory.models import Partnership, Person
from veturi.surfaces.notices.kinds import MANNERS, Kind, Where
from veturi.surfaces.notices.models import LetterWish, Mute, Notice, Wish


def read(notice: Notice, *, at: datetime) -> None:
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_all(person: Person, *, at: datetime) -> int:
    """Everything that waits now; how many that was."""
    return int(
        Notice.objects.of(person).in_app().unread().filter(made_at__lte=at).update(read_at=at)
    )


@transaction.atomic
def mute(
    person: Person,
    *,
    until: date | None,
    partner: Partnership | None = None,
    kind: Kind | None = None,
) -> Mute:
    """Be told nothing of a partner or of a kind until a day; muted again, the last day holds."""
    row, _new = Mute.objects.update_or_create(
        person=person,
        partner=partner,
        kind=kind or "",
        defaults={"provider": person.provider, "until": until},
    )
    return row


def end_mute(row: Mute) -> None:
    row.delete()


@transaction.atomic
def wish(
    person: Person, *, often: str, quiet_until: date | None, where: Mapping[Kind, Where]
) -> None:
    """How one wishes to be told; a kind that is told as by default needs no row."""
    LetterWish.objects.update_or_create(
        person=person,
        defaults={"provider": person.provider, "often": often, "quiet_until": quiet_until},
    )
    Wish.objects.filter(person=person).delete()
    Wish.objects.bulk_create(
        Wish(provider=person.provider, person=person, kind=kind, where=place)
        for kind, place in where.items()
        if place != MANNERS[kind].where
    )

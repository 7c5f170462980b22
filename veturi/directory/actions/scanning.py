"""Looking for duplicates among all: suspects are written down, what was dismissed stays so."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.comparing import partner_rows, person_rows
from veturi.directory.models import Pair, Person, Provider, Thing
from veturi.directory.rules.duplicates import Suspect, suspects


class NotAPair(Exception):
    """The two cannot be dismissed; the sentence says why."""


def scan(provider: Provider, *, at: datetime) -> int:
    """Compare all partners and all their persons; returns how many pairs are undecided."""
    found = {
        Thing.PARTNER: suspects(partner_rows(provider)),
        Thing.PERSON: suspects(person_rows(provider)),
    }
    for thing, pairs in found.items():
        write_down(provider, thing=thing, pairs=pairs, at=at)
    return Pair.objects.undecided().filter(provider=provider).count()


@transaction.atomic
def write_down(provider: Provider, *, thing: Thing, pairs: Sequence[Suspect], at: datetime) -> None:
    """The suspects of today; those of a former scan that are none any more go."""
    mine = Pair.objects.filter(provider=provider, thing=thing)
    dismissed = set(mine.exclude(dismissed_at=None).values_list("first", "second"))
    mine.undecided().delete()
    Pair.objects.bulk_create(
        [
            Pair(
                provider=provider,
                thing=thing,
                first=pair.first,
                second=pair.second,
                score=pair.score,
                reasons=" ".join(pair.reasons),
                found_at=at,
            )
            for pair in pairs
            if (pair.first, pair.second) not in dismissed
        ],
        batch_size=500,
    )


@transaction.atomic
def dismiss(pairs: Iterable[Pair], *, by: Person, at: datetime) -> int:
    """Not a duplicate: remembered, so that no later scan asks again."""
    keys = [pair.pk for pair in pairs]
    rows = Pair.objects.select_for_update().filter(pk__in=keys, dismissed_at=None)
    if not keys:
        raise NotAPair(_("Choose at least one pair."))
    return rows.update(dismissed_at=at, dismissed_by=by)

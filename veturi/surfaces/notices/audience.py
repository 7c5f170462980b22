"""Who is told: those of ours who may sign in, and whose each partner is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from veturi.cooperation.encounters.models import Follow
from veturi.directory.access import ALLOWED, Act
from veturi.directory.models import Grant, Partnership, Provider


@dataclass(frozen=True, slots=True)
class Audience:
    """The readers of a provider on a day, and who owns or follows these partners."""

    readers: frozenset[int]
    stays: dict[int, int]
    owners: dict[int, frozenset[int]]
    followers: dict[int, frozenset[int]]

    def mine(self, partner: int) -> frozenset[int]:
        """Owner and deputy of the partner."""
        return self.owners.get(partner, frozenset()) & self.readers

    def watching(self, partner: int) -> frozenset[int]:
        """Owner, deputy and whoever follows it."""
        return self.mine(partner) | self.followers.get(partner, frozenset()) & self.readers


def readers_of(provider: Provider, *, on: date) -> frozenset[int]:
    """Ours with an account and a role on the day."""
    grants = Grant.objects.filter(
        Q(until=None) | Q(until__gte=on),
        provider=provider,
        since__lte=on,
        person__user__is_active=True,
        person__archived_on=None,
        person__absorbed_into=None,
        person__erased_on=None,
    )
    return frozenset(grants.values_list("person_id", flat=True))


def audience_of(provider: Provider, partners: Iterable[int], *, on: date) -> Audience:
    """In four queries, however many partners."""
    asked = Partnership.objects.filter(provider=provider, pk__in=set(partners))
    stays = {key: into or key for key, into in asked.values_list("pk", "absorbed_into_id")}
    kept = Partnership.objects.filter(pk__in=set(stays.values()), archived_on=None)
    owners = {
        key: frozenset({owner, deputy} - {None})
        for key, owner, deputy in kept.values_list("pk", "owner_id", "deputy_id")
    }
    return Audience(readers_of(provider, on=on), stays, owners, _followers(list(owners)))


def _followers(partners: list[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Follow.objects.filter(partnership__in=partners)
    for partner, person in rows.values_list("partnership_id", "person_id"):
        found[partner].add(person)
    return {partner: frozenset(people) for partner, people in found.items()}


def with_act(provider: Provider, act: Act, *, on: date) -> frozenset[int]:
    """Whose roles of the day allow the act."""
    roles = [role for role, allowed in ALLOWED.items() if act in allowed]
    grants = Grant.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on, role__in=roles)
    return frozenset(grants.filter(provider=provider).values_list("person_id", flat=True))

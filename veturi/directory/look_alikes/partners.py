"""Partners that may be the one that is typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from veturi.directory.codes.municipalities import find_municipality
from veturi.directory.comparing import partner_rows
from veturi.directory.look_alikes.telling import FIRST, Alike, carriers, sentences, told
from veturi.directory.models import Partnership, Person, Position, Provider
from veturi.directory.reading import as_business_id
from veturi.directory.rules.duplicates import COMMON, Reason, Row, reasons_between
from veturi.directory.rules.names import bare_name, typed_likeness
from veturi.directory.rules.reach import domain_of
from veturi.foundation.search.engines import engine
from veturi.foundation.search.engines.wanting import Hit
from veturi.foundation.search.models import Shelf
from veturi.foundation.search.texts import names_of, number_mark
from veturi.foundation.text import fold

ALIKE = 88
WIDTH = 300
SHORTEST = 3
LONG_WORD = 6


def alike(
    person: Person, typed: Mapping[str, Any], *, but: int | None = None, first: int = FIRST
) -> list[Alike]:
    """Partners that may be the one that is typed: by Y-tunnus, names and domain."""
    one, said = _typed_partner(typed)
    scope = Provider(pk=person.provider_id).scope
    keys = {
        *_named_alike(one.names, scope),
        *_numbered(one.business_id, scope),
        *_at_domains(one.domains, scope),
    }
    shown = partners_shown(person, keys, but=but)
    rows = partner_rows(Provider(pk=person.provider_id), only=shown.keys())
    found = told(((row, _partner_reasons(one, row)) for row in rows), first)
    return [
        Alike(
            shown[key],
            sentences(reasons, said),
            where=_("archived") if shown[key].is_archived else "",
            is_same=Reason.BUSINESS_ID in reasons,
        )
        for key, reasons in found
    ]


def _typed_partner(typed: Mapping[str, Any]) -> tuple[Row, dict[Reason, str]]:
    """The row as it is compared, and what was typed, to be told back."""
    names = [fold(str(typed.get(field) or "")[:200]) for field in ("name", "official_name")]
    business_id = as_business_id(str(typed.get("business_id") or "")) or ""
    domain = domain_of(str(typed.get("website") or ""))
    row = Row(
        0,
        names=tuple(dict.fromkeys(name for name in names if len(name) >= SHORTEST)),
        business_id=business_id,
        municipality=_code(str(typed.get("municipality") or "")),
        domains=frozenset([domain] if domain else ()),
    )
    return row, {Reason.BUSINESS_ID: business_id, Reason.DOMAIN: domain}


def _code(place: str) -> str:
    """A municipality by its name as it is typed, or by its code as it was read."""
    found = None if place.isdecimal() else find_municipality(place)
    return found.code if found else place


def _named_alike(names: Iterable[str], scope: str) -> list[int]:
    """Partners one of whose names is nearly one of these, the nearest first."""
    best: dict[int, float] = {}
    for name in map(bare_name, names):
        best |= _nearest(name, _same_words(name, scope)) or _nearest(name, _spoilt(name, scope))
    return sorted(best, key=lambda key: -best[key])[: 4 * FIRST]


def _nearest(name: str, hits: Iterable[Hit]) -> dict[int, float]:
    likeness = {hit.key: max(_likeness(name, one) for one in names_of(hit.text)) for hit in hits}
    return {key: value for key, value in likeness.items() if value}


def _same_words(name: str, scope: str) -> list[Hit]:
    words = [(f" {word}",) for word in name.split()]
    return engine().containing(scope, Shelf.THING, words, WIDTH // 5)


def _spoilt(name: str, scope: str) -> list[Hit]:
    """One slip of the finger spoils one half of a word and leaves the other."""
    words = name.split()
    halves = [_halves(word) for word in words if len(word) >= LONG_WORD]
    starts = [(f" {word[:2]}",) for word in words if len(word) > 1]
    return engine().containing(scope, Shelf.THING, halves or starts, WIDTH)


def _halves(word: str) -> tuple[str, str]:
    middle = len(word) // 2
    return f" {word[:middle]}", word[middle:]


def _numbered(business_id: str, scope: str) -> list[int]:
    if not business_id:
        return []
    return [key for _shelf, key in carriers(number_mark(business_id), scope, [Shelf.THING])]


def _at_domains(domains: Iterable[str], scope: str) -> set[int]:
    """Partners whose website or people have the domain; one that very many have tells nothing."""
    found = [
        one for domain in domains for one in carriers(domain, scope, [Shelf.THING, Shelf.PERSON])
    ]
    people = [key for shelf, key in found if shelf == Shelf.PERSON]
    held = Position.objects.filter(person__in=people).values_list("partnership_id", flat=True)
    partners = {key for shelf, key in found if shelf == Shelf.THING} | set(held)
    return partners if len(partners) <= COMMON else set()


def partners_shown(
    person: Person, keys: Iterable[int], *, but: int | None = None
) -> dict[int, Partnership]:
    """Each with what it was merged into instead of it."""
    mine = Partnership.objects.seen_by(person).filter(pk__in=set(keys))
    rows = [row.shown for row in mine.select_related("absorbed_into")]
    return {row.pk: row for row in rows if row.pk != but}


def _partner_reasons(one: Row, other: Row) -> list[Reason]:
    likeness = max((_likeness(a, b) for a in one.names for b in other.names), default=0.0)
    return list(reasons_between(one, other, likeness))


def _likeness(one: str, other: str) -> float:
    likeness = typed_likeness(bare_name(one), bare_name(other))
    return likeness if likeness >= ALIKE else 0

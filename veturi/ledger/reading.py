"""The lens: what was done and what is promised. For whom is always asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models import Sum as Total

from veturi.directory.models import Partnership, Person, Provider
from veturi.ledger.kinds import all_deed_kinds
from veturi.ledger.models import Book, Deed, DeedParty, OwnTally, Promise, PromiseParty, Sum, Tally
from veturi.ledger.months import month_of
from veturi.ledger.past import Counted, Past, Standing, Summed
from veturi.ledger.together import counted_twice

DOCUMENT_KINDS = frozenset(
    {kind.code for kind in all_deed_kinds() if kind.is_document} | {"networks.left"}
)


def families(partners: Iterable[Partnership]) -> dict[int, int]:
    """Every key whose rows are shown under a partner → that partner (merges resolved)."""
    stays = {partner.pk: partner.pk for partner in partners}
    absorbed = Partnership.objects.filter(absorbed_into__in=list(stays))
    return stays | dict(absorbed.values_list("pk", "absorbed_into_id"))


def pasts(
    family: Mapping[int, int], *, since: int | None = None, until: int | None = None
) -> dict[int, Past]:
    """Tallies of many partners in two queries, three when some were merged.

    Months from `since` to `until`.
    """
    found: dict[int, Past] = defaultdict(Past)
    window = {"partner__in": list(family)}
    if since is not None:
        window["month__gte"] = since  # type: ignore[assignment]
    if until is not None:
        window["month__lte"] = until  # type: ignore[assignment]
    for (partner, kind, month), n in _counts(family, Tally.objects.filter(**window)).items():
        found[partner].counts.append(Counted(kind, month, n))
    sums = Sum.objects.filter(**window).exclude(hundredths=0)
    for partner, *summed in sums.values_list("partner_id", *Summed._fields):
        found[family[partner]].sums.append(Summed(*summed))
    return found


def _counts(family: Mapping[int, int], tallies: QuerySet[Tally]) -> Counter[tuple[int, str, int]]:
    """Deeds by partner, kind and month; what two did together before they were one is one deed."""
    found: Counter[tuple[int, str, int]] = Counter()
    counts = tallies.exclude(n=0).order_by("pk")
    for partner, kind, month, n in counts.values_list("partner_id", *Counted._fields):
        found[family[partner], kind, month] += n
    for partner, kind, day in counted_twice(family):
        if (key := (partner, kind, month_of(day))) in found:
            found[key] -= 1
    return found


def standing_documents(family: Mapping[int, int]) -> dict[int, list[Standing]]:
    """Document deeds of many partners, not retracted; the rules say which stand on a day."""
    rows = (
        DeedParty.objects.filter(
            partner__in=list(family), deed__kind__in=DOCUMENT_KINDS, deed__retracts=None
        )
        .exclude(Exists(Deed.objects.filter(retracts=OuterRef("deed"))))
        .values_list("partner_id", "deed_id", "deed__kind", "deed__done_on", "deed__until")
    )
    found: dict[int, dict[int, Standing]] = defaultdict(dict)
    for partner, deed, kind, done_on, until in rows:
        found[family[partner]][deed] = Standing(kind, done_on, until)
    return {partner: list(documents.values()) for partner, documents in found.items()}


def open_promises(family: Mapping[int, int], *, on: date) -> dict[int, int]:
    """How many promises of each partner are open on the day."""
    rows = PromiseParty.objects.filter(
        partner__in=list(family),
        promise__kept_by=None,
        promise__withdrawn_on=None,
        promise__due__gte=on,
    ).values_list("partner_id", "promise_id")
    found: dict[int, set[int]] = defaultdict(set)
    for partner, promise in rows:
        found[family[partner]].add(promise)
    return {partner: len(promises) for partner, promises in found.items()}


def deeds_of(partner: Partnership, *, seen_by: Person, kinds: Sequence[str] = ()) -> QuerySet[Deed]:
    """A partner's deeds, latest first; also of what was merged into it."""
    family = list(families([partner]))
    parties = DeedParty.objects.filter(deed=OuterRef("pk"), partner__in=family)
    deeds = Deed.objects.seen_by(seen_by).standing().filter(Exists(parties))
    if kinds:
        deeds = deeds.filter(kind__in=kinds)
    return deeds.order_by("-done_on", "-number")


class Place(NamedTuple):
    """A place on a line of deeds: what lies behind it is older."""

    day: date
    deed: int


def line_of(
    partner: Partnership,
    *,
    seen_by: Person,
    first: int,
    kinds: Sequence[str] = (),
    person: int | None = None,
    behind: Place | None = None,
    family: Sequence[int] = (),
) -> list[Deed]:
    """A partner's deeds, latest first, by the index of its parties: O(shown), not O(deeds).

    Each with what was given in it. Whoever knows the family need not have it asked for.
    """
    family = family or list(families([partner]))
    parties = DeedParty.objects.filter(partner__in=family)
    if person is not None:
        persons = Person.objects.filter(Q(pk=person) | Q(absorbed_into=person))
        there = DeedParty.objects.filter(deed=OuterRef("deed"), person__in=persons)
        parties = parties.filter(Exists(there))
    rows = first * len(family)
    deeds = _line(parties, seen_by=seen_by, first=first, rows=rows, kinds=kinds, behind=behind)
    prefetch_related_objects(deeds, "contributions")
    return deeds


def line_with(
    person: Person, *, seen_by: Person, first: int, behind: Place | None = None
) -> list[Deed]:
    """The deeds in which a person took part, latest first; also of who was merged into them."""
    family = list(person.family())
    parties = DeedParty.objects.filter(person__in=family)
    rows = first * max(len(family), 2)
    deeds = _line(parties, seen_by=seen_by, first=first, rows=rows, behind=behind)
    prefetch_related_objects(deeds, "contributions", "parties__partner__absorbed_into")
    return deeds


def _line(
    parties: QuerySet[DeedParty],
    *,
    seen_by: Person,
    first: int,
    rows: int,
    kinds: Sequence[str] = (),
    behind: Place | None = None,
) -> list[Deed]:
    """So many rows hold the first deeds: of a family each may be a party of the same deed.

    A person may be one in two roles.
    """
    parties = parties.filter(provider=seen_by.provider_id, deed__retracts=None).exclude(
        Exists(Deed.objects.filter(retracts=OuterRef("deed")))
    )
    if kinds:
        parties = parties.filter(deed__kind__in=kinds)
    if behind is not None:
        older = Q(done_on__lt=behind.day) | Q(done_on=behind.day, deed__lt=behind.deed)
        parties = parties.filter(done_on__lte=behind.day).filter(older)
    latest = parties.select_related("deed").order_by("-done_on", "-deed_id")
    deeds: dict[int, Deed] = {}
    for party in latest[:rows]:
        deeds.setdefault(party.deed_id, party.deed)
    return list(deeds.values())[:first]


def deeds_behind(sources: Iterable[str], *, seen_by: Person) -> list[Deed]:
    """The standing deeds of these records, latest first."""
    rows = deeds_seen_by(seen_by).filter(source__in=list(sources))
    return list(
        rows.select_related("recorded_by")
        .prefetch_related("contributions")
        .order_by("-done_on", "-number")
    )


# So many of the latest are looked at for each that is wanted.
WINDOW = 8


def deeds_seen_by(person: Person) -> QuerySet[Deed]:
    return Deed.objects.seen_by(person).standing()


def latest_deeds(person: Person, *, first: int) -> list[Deed]:
    """What was recorded last at the provider, with its partners.

    Walks back from the last number, a window at a time: asked for all that stands at once,
    PostgreSQL sorts every deed of the provider.
    """
    numbered = Deed.objects.seen_by(person).order_by("-number").values_list("pk", flat=True)
    standing = (
        deeds_seen_by(person)
        .select_related("recorded_by")
        .prefetch_related("parties__partner__absorbed_into")
        .order_by("-number")
    )
    width = WINDOW * first
    while True:
        latest = list(numbered[:width])
        found = list(standing.filter(pk__in=latest)[:first])
        if len(found) == first or len(latest) < width:
            return found
        width *= WINDOW


def promises_of(
    partner: Partnership, *, seen_by: Person, family: Sequence[int] = ()
) -> QuerySet[Promise]:
    """A partner's promises that are neither kept nor withdrawn, nearest first."""
    family = family or list(families([partner]))
    parties = PromiseParty.objects.filter(promise=OuterRef("pk"), partner__in=family)
    return (
        Promise.objects.seen_by(seen_by)
        .unkept()
        .filter(Exists(parties))
        .select_related("owner")
        .order_by("due", "pk")
    )


def promises_seen_by(person: Person) -> QuerySet[Promise]:
    """All that is still to come or overdue at the provider, nearest first."""
    return (
        Promise.objects.seen_by(person)
        .unkept()
        .select_related("owner")
        .prefetch_related("parties__partner__absorbed_into")
        .order_by("due", "pk")
    )


def is_past(provider: Provider, *, number: int) -> bool:
    """Whether anything was recorded after this number."""
    return Deed.objects.filter(provider=provider, number__gt=number).exists()


def touched_since(provider: Provider, *, number: int, first: int = 5000) -> tuple[set[int], int]:
    """Partners of the deeds past a bookmark, and the new bookmark: how the ledger is tailed."""
    fresh = list(
        Deed.objects.filter(provider=provider, number__gt=number)
        .order_by("number")
        .values_list("pk", "number", "retracts_id")[:first]
    )
    if not fresh:
        return set(), number
    keys = [retracts or key for key, _number, retracts in fresh]
    partners = DeedParty.objects.filter(deed__in=keys, partner__isnull=False)
    return set(partners.values_list("partner_id", flat=True)), fresh[-1][1]


def last_number(provider: Provider) -> int:
    """The number of the deed recorded last: where the ledger ends at this moment."""
    book = Book.objects.filter(provider=provider).first()
    return book.last_number if book else 0


def totals(provider: Provider, *, since: int, until: int, month: int) -> dict[int, list[Summed]]:
    """All partners' sums over a window, added up by the database; written under one month."""
    rows = (
        Sum.objects.filter(provider=provider, month__gte=since, month__lte=until)
        .values_list("partner_id", "currency", "giver", "confidence")
        .annotate(given=Total("hundredths"))
        .order_by()
    )
    absorbed = Partnership.objects.filter(provider=provider, absorbed_into__isnull=False)
    stays = dict(absorbed.values_list("pk", "absorbed_into_id"))
    found: dict[int, list[Summed]] = defaultdict(list)
    for partner, currency, giver, confidence, given in rows:
        row = Summed("", month, currency, giver, confidence, given)
        found[stays.get(partner, partner)].append(row)
    return found


def months_of_ours(provider: Provider, *, since: int) -> dict[int, int]:
    """How many deeds the provider did in each month; a deed with three partners counts once."""
    rows = OwnTally.objects.filter(provider=provider, month__gte=since)
    found: dict[int, int] = defaultdict(int)
    for month, n in rows.values_list("month", "n"):
        found[month] += n
    return found


def latest_with(person: Person, *, partners: Iterable[int], first: int) -> list[Deed]:
    """What was recorded last with these partners."""
    with_them = DeedParty.objects.filter(deed=OuterRef("pk"), partner__in=list(partners))
    return list(
        deeds_seen_by(person)
        .filter(Exists(with_them))
        .select_related("recorded_by")
        .prefetch_related("parties__partner__absorbed_into")
        .order_by("-number")[:first]
    )


def latest_logged_with(person: Person, *, first: int) -> list[int]:
    """Partners of what the person recorded last, latest first."""
    latest = Deed.objects.filter(provider=person.provider_id, recorded_by=person)
    keys = list(latest.order_by("-pk").values_list("pk", flat=True)[:first])
    parties = DeedParty.objects.filter(deed__in=keys, partner__isnull=False).order_by("-deed_id")
    return list(dict.fromkeys(parties.values_list("partner_id", flat=True)))


def recorded_since(provider: Provider, *, number: int, first: int) -> list[Deed]:
    """The deeds past a bookmark in their order, retractions too, with parties and retracted."""
    rows = Deed.objects.filter(provider=provider, number__gt=number)
    return list(
        rows.select_related("retracts").prefetch_related("parties").order_by("number")[:first]
    )

"""What is answered to a question: what the person may see, ranked, each with where it leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.models import Encounter, Follow
from veturi.directory.models import Acquaintance, Partnership, Person, Site
from veturi.directory.reading import public_by_exact_id
from veturi.foundation.search.ladder import Found, Rung, find
from veturi.foundation.search.models import Shelf
from veturi.ledger.models import Tally
from veturi.ledger.months import month_of
from veturi.ledger.reading import latest_logged_with
from veturi.surfaces.find.ranking import Standing, score

NEAR = 150
ICONS = {
    Shelf.THING: "building-2",
    Shelf.PERSON: "user",
    Shelf.PLACE: "map-pin",
    Shelf.LINE: "message-circle",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of what was found."""

    kind: str
    key: int
    title: str
    note: str
    url: str
    icon: str
    score: float = 0


def answers(
    question: str, *, person: Person, on: date, shelves: Sequence[Shelf] = tuple(Shelf)
) -> list[Answer]:
    """Best first."""
    near = {Shelf.THING: near_to(person)} if Shelf.THING in shelves else {}
    found = find(question, scope=person.provider.scope, shelves=shelves, near=near)
    by_shelf: dict[Shelf, list[Found]] = {shelf: [] for shelf in Shelf}
    for one in found:
        by_shelf[one.shelf].append(one)
    read = {
        Shelf.THING: _partners,
        Shelf.PERSON: _people,
        Shelf.PLACE: _sites,
        Shelf.LINE: _encounters,
    }
    rows = [
        answer
        for shelf, some in by_shelf.items()
        if some
        for answer in read[shelf](some, person=person, on=on)
    ]
    best: dict[tuple[str, int], Answer] = {}
    for row in sorted(rows, key=lambda row: -row.score):
        best.setdefault((row.kind, row.key), row)
    return list(best.values())


def near_to(person: Person) -> list[int]:
    """Partners that the person has lately had to do with, knows or follows."""
    lately = latest_logged_with(person, first=NEAR)
    knows = Acquaintance.objects.filter(person=person).values_list("partnership", flat=True)
    follows = Follow.objects.filter(person=person).values_list("partnership", flat=True)
    return list(dict.fromkeys([*lately, *knows[:NEAR], *follows[:NEAR]]))


def _partners(found: Iterable[Found], *, person: Person, on: date) -> Iterable[Answer]:
    by_key = {one.key: one for one in found}
    rows = (
        Partnership.objects.seen_by(person)
        .filter(pk__in=by_key)
        .select_related("organisation", "absorbed_into__organisation")
    )
    stays = {row.pk: row.absorbed_into or row for row in rows}
    months = _latest_months(one.pk for one in stays.values())
    mine = _mine(person, [one.pk for one in stays.values()])
    for key, partner in stays.items():
        hit, organisation = by_key[key], partner.organisation
        standing = Standing(
            hit.rung,
            Shelf.THING,
            partner.name,
            is_mine=partner.pk in mine,
            months_since=_since(months.get(partner.pk), on),
            is_archived=partner.is_archived,
        )
        facts = [
            organisation.get_kind_display(),
            organisation.business_id,
            _("archived") if partner.is_archived else "",
            _known_as(hit, partner),
        ]
        yield Answer(
            "partner",
            partner.pk,
            partner.name,
            " · ".join(str(fact) for fact in facts if fact),
            partner.get_absolute_url(),
            ICONS[Shelf.THING],
            score(standing),
        )


def _known_as(hit: Found, partner: Partnership) -> str:
    """Another name by which it was found, so that the answer explains itself."""
    if hit.rung < Rung.START or hit.name[:1].isdigit() or "." in hit.name:
        return ""
    return "" if hit.name == partner.name_folded else f"({hit.name})"


def _latest_months(partners: Iterable[int]) -> dict[int, int]:
    rows = Tally.objects.filter(partner__in=list(partners), n__gt=0).values_list("partner")
    return dict(rows.annotate(latest=Max("month")).order_by())


def _since(month: int | None, on: date) -> int | None:
    return None if month is None else month_of(on) - month


def _mine(person: Person, partners: Sequence[int]) -> set[int]:
    """Those of these partners that are the person's own to look after."""
    own = Q(owner=person) | Q(deputy=person) | Q(acquaintances__person=person)
    own |= Q(followers__person=person)
    rows = Partnership.objects.filter(pk__in=partners).filter(own)
    return set(rows.values_list("pk", flat=True))


def _people(found: Iterable[Found], *, person: Person, on: date) -> Iterable[Answer]:  # noqa: ARG001 - all readers are called alike
    by_key = {one.key: one for one in found}
    rows = (
        Person.objects.seen_by(person)
        .filter(pk__in=by_key, erased_on=None)
        .select_related("absorbed_into")
        .prefetch_related(
            "positions__partnership__absorbed_into",
            "absorbed_into__positions__partnership__absorbed_into",
        )
    )
    people = {row.pk: row.absorbed_into or row for row in rows}
    at = {one.pk: _positions(one) for one in people.values()}
    mine = _mine(person, [key for where in at.values() for key in where])
    for key, one in people.items():
        hit = by_key[key]
        standing = Standing(
            hit.rung,
            Shelf.PERSON,
            str(one),
            is_mine=bool(mine & set(at[one.pk])),
            is_archived=one.archived_on is not None,
        )
        where = ", ".join(at[one.pk].values()) or (_("works with us") if one.is_ours else "")
        facts = [where, _("archived") if one.archived_on else ""]
        yield Answer(
            "person",
            one.pk,
            str(one),
            " · ".join(fact for fact in facts if fact),
            one.get_absolute_url(),
            ICONS[Shelf.PERSON],
            score(standing),
        )


def _positions(person: Person) -> Mapping[int, str]:
    partners = [row.partnership.shown for row in person.positions.all()]
    return {partner.pk: partner.name for partner in partners}


def _sites(found: Iterable[Found], *, person: Person, on: date) -> Iterable[Answer]:  # noqa: ARG001 - all readers are called alike
    by_key = {one.key: one for one in found}
    rows = Site.objects.seen_by(person).filter(pk__in=by_key)
    for site in rows.select_related("partnership__absorbed_into"):
        partner = site.partnership.absorbed_into or site.partnership
        address = f"{site.address}, {site.postal_code} {site.place}".strip(", ")
        facts = [partner.name, address if site.address != site.name else ""]
        yield Answer(
            "site",
            site.pk,
            site.name,
            " · ".join(fact for fact in facts if fact),
            partner.get_absolute_url(),
            ICONS[Shelf.PLACE],
            score(Standing(by_key[site.pk].rung, Shelf.PLACE, site.name)),
        )


def _encounters(found: Iterable[Found], *, person: Person, on: date) -> Iterable[Answer]:
    by_key = {one.key: one for one in found}
    rows = Encounter.objects.seen_by(person).standing().filter(pk__in=by_key)
    for row in rows.prefetch_related("parties__partnership__absorbed_into"):
        names = ", ".join(party.partnership.shown.name for party in row.parties.all())
        standing = Standing(
            by_key[row.pk].rung,
            Shelf.LINE,
            row.line,
            is_mine=row.made_by_id == person.pk,
            months_since=_since(month_of(row.on), on),
        )
        yield Answer(
            "encounter",
            row.pk,
            row.line,
            f"{row.catalogue.name}, {row.on.day}.{row.on.month}.{row.on.year} · {names}",
            row.get_absolute_url(),
            ICONS[Shelf.LINE],
            score(standing),
        )


def partners_named(question: str, *, person: Person, on: date) -> list[Answer]:
    """Only partners: for actions, and for the type-ahead of forms."""
    return answers(question, person=person, on=on, shelves=[Shelf.THING])


def public_answer(question: str, *, may_edit: bool) -> Answer | None:
    """An organisation that is nobody's partner here yet is found by its exact Y-tunnus alone."""
    public = public_by_exact_id(question)
    if public is None:
        return None
    address = reverse("directory:partner_new", query={"name": public.name}) if may_edit else ""
    return Answer("public", public.pk, public.name, _("not a partner yet"), address, "plus")

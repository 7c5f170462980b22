"""What is answered to a question: what the person may see, best first, each with where it leads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.models import Encounter
from veturi.directory.models import Partnership, Person, Site
from veturi.directory.reading import public_by_exact_id
from veturi.foundation.search.ladder import Found, Rung
from veturi.foundation.search.models import Shelf
from veturi.surfaces.find import learning
from veturi.surfaces.find.ranking import Kind, Weighed
from veturi.surfaces.find.weighing import ranked

ICONS = {
    Kind.PARTNER: "building-2",
    Kind.PERSON: "user",
    Kind.SITE: "map-pin",
    Kind.ENCOUNTER: "message-circle",
    Kind.STUDENT: "school",
    Kind.PERIOD: "hard-hat",
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


def answers(
    question: str,
    *,
    person: Person,
    on: date,
    shelves: Sequence[Shelf] = tuple(Shelf),
    first: int | None = None,
) -> list[Answer]:
    """Best first; all that fits, or so many."""
    return read(ranked(question, person=person, on=on, shelves=shelves)[:first], on=on)


def read(rows: Sequence[Weighed], *, on: date) -> list[Answer]:
    """The lines of these, in their order: each kind is read once."""
    by_kind: dict[Kind, list[Weighed]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    found = {
        (Kind(answer.kind), answer.key): answer
        for kind, some in by_kind.items()
        for answer in READ_BY[kind](some, on)
    }
    return [found[row.kind, row.key] for row in rows if (row.kind, row.key) in found]


def _partners(rows: Sequence[Weighed], on: date) -> Iterable[Answer]:  # noqa: ARG001 - all readers are called alike
    partners = Partnership.objects.select_related("organisation").in_bulk([row.key for row in rows])
    for row in rows:
        partner = partners[row.key]
        facts = [
            partner.organisation.get_kind_display(),
            partner.organisation.business_id,
            _("archived") if partner.is_archived else "",
            _known_as(row.hit, partner),
        ]
        yield _answer(row, partner.name, facts, partner.get_absolute_url())


def _answer(row: Weighed, title: str, facts: Iterable[object], url: str) -> Answer:
    note = " · ".join(str(fact) for fact in facts if fact)
    return Answer(row.kind, row.key, title, note, url, ICONS[row.kind])


def _known_as(hit: Found | None, partner: Partnership) -> str:
    """Another name by which it was found, so that the answer explains itself."""
    if hit is None or hit.rung < Rung.START or hit.name[:1].isdigit() or "." in hit.name:
        return ""
    return "" if hit.name == partner.name_folded else f"({hit.name})"


def _people(rows: Sequence[Weighed], on: date) -> Iterable[Answer]:  # noqa: ARG001 - all readers are called alike
    keys = [row.key for row in rows]
    people = Person.objects.prefetch_related("positions__partnership__absorbed_into").in_bulk(keys)
    for row in rows:
        one = people[row.key]
        at = {place.partnership.shown.pk: place.partnership.shown for place in one.positions.all()}
        where = ", ".join(partner.name for partner in at.values())
        facts = [
            where or (_("works with us") if one.is_ours else ""),
            _("archived") if one.archived_on else "",
        ]
        yield _answer(row, str(one), facts, one.get_absolute_url())


def _sites(rows: Sequence[Weighed], on: date) -> Iterable[Answer]:  # noqa: ARG001 - all readers are called alike
    sites = Site.objects.select_related("partnership__absorbed_into").in_bulk(
        [row.key for row in rows]
    )
    for row in rows:
        site = sites[row.key]
        partner = site.partnership.shown
        address = f"{site.address}, {site.postal_code} {site.place}".strip(", ")
        facts = [partner.name, address if site.address != site.name else ""]
        yield _answer(row, site.name, facts, partner.get_absolute_url())


def _encounters(rows: Sequence[Weighed], on: date) -> Iterable[Answer]:  # noqa: ARG001 - all readers are called alike
    keys = [row.key for row in rows]
    met = Encounter.objects.prefetch_related("parties__partnership__absorbed_into").in_bulk(keys)
    for row in rows:
        one = met[row.key]
        names = ", ".join(party.partnership.shown.name for party in one.parties.all())
        told = f"{one.catalogue.name}, {one.on.day}.{one.on.month}.{one.on.year}"
        yield _answer(row, one.line, [told, names], one.get_absolute_url())


def _students(rows: Sequence[Weighed], on: date) -> Iterable[Answer]:
    told = learning.student_notes([row.key for row in rows], on=on)
    for row in rows:
        student, note = told[row.key]
        yield _answer(row, str(student), [note], student.get_absolute_url())


def _periods(rows: Sequence[Weighed], on: date) -> Iterable[Answer]:
    told = learning.period_notes([row.key for row in rows], on=on)
    for row in rows:
        period, note = told[row.key]
        title = f"{period.student} · {period.partnership.shown.name}"
        yield _answer(row, title, [note], period.get_absolute_url())


READ_BY: Mapping[Kind, Callable[[Sequence[Weighed], date], Iterable[Answer]]] = {
    Kind.PARTNER: _partners,
    Kind.PERSON: _people,
    Kind.SITE: _sites,
    Kind.ENCOUNTER: _encounters,
    Kind.STUDENT: _students,
    Kind.PERIOD: _periods,
}


def public_answer(question: str, *, may_edit: bool) -> Answer | None:
    """An organisation that is nobody's partner here yet is found by its exact Y-tunnus alone."""
    public = public_by_exact_id(question)
    if public is None:
        return None
    address = reverse("directory:partner_new", query={"name": public.name}) if may_edit else ""
    return Answer("public", public.pk, public.name, _("not a partner yet"), address, "plus")

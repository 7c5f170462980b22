"""What a row changed becomes what it was before: before this import, and before those gone too."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from veturi.directory.actions.importing import set_reach
from veturi.directory.actions.partners import archive, edit_partner, edit_site, set_tags
from veturi.directory.actions.people import edit_person
from veturi.directory.models import Body, Partnership, Person, Site
from veturi.directory.rules.own_fields import Value, read_written
from veturi.directory.rules.owners import OWNERS, kept_two
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.own import OF_PERSON, is_own

Pair = tuple[Any, Any]
Place = tuple[str, ...]


@dataclass(slots=True)
class Former:
    """What earlier imports wrote that have been taken back since this one ran.

    What this import found was theirs then: it becomes what they had found.
    """

    _pairs: dict[tuple[int, Place], list[Pair]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, imported: Import, rows: Sequence[Row]) -> "Former":
        former = cls()
        earlier = Row.objects.filter(
            provider=imported.provider_id,
            partnership__in={row.partnership_id for row in rows},
            imported__run_at__lt=imported.run_at,
            imported__reverted_at__gt=imported.run_at,
        ).select_related("imported")
        for row in earlier.order_by("-imported__run_at", "-number"):
            if row.partnership_id and row.partnership_id not in row.imported.kept:
                for place, pair in _pairs_of(row.before):
                    former._pairs[row.partnership_id, place].append(pair)
        return former

    def value(self, partner: int, place: Place, old: Any) -> Any:
        for found, left in self._pairs[partner, place]:
            if left == old:
                old = found
        return old


def _pairs_of(before: Mapping[str, Any]) -> Iterator[tuple[Place, Pair]]:
    for part in ("fields", "facts"):
        for name, (old, new) in before.get(part, {}).items():
            yield (part, name), (old, new)
    for part in ("persons", "places"):
        for key, changes in before.get(part, {}).items():
            for name, (old, new) in changes.items():
                yield (part, key, name), (old, new)


def restore_row(row: Row, partner: Partnership, *, former: Former, by: Person, batch: str) -> None:
    """The fields as they were before this row."""
    given: dict[Place, dict[str, Any]] = defaultdict(dict)
    for place, (old, new) in _pairs_of(row.before):
        found = former.value(partner.pk, place, old)
        *whose, name = place
        if place == ("fields", "notes"):
            found = _without(_notes_now(partner), found=found, old=old, left=new)
        given[tuple(whose)][name] = found
    facts, fields = given.pop(("facts",), {}), given.pop(("fields",), {})
    if fields or facts:
        own = {name: text for name, text in fields.items() if is_own(name)}
        built_in = {name: text for name, text in fields.items() if name not in own}
        edit_partner(
            partner,
            by=by,
            fields=_with_two_owners(partner, _values(built_in)),
            facts=facts,
            own=_own_values(row.imported, own),
            batch=batch,
        )
    for (part, key), values in given.items():
        _restore_part(row.imported, partner, part, int(key), values, by=by, batch=batch)
    _restore_the_rest(row, partner, by=by, batch=batch)


def _notes_now(partner: Partnership) -> str:
    """Another row of the same step may have changed them."""
    return Partnership.objects.values_list("notes", flat=True).get(pk=partner.pk)


def _without(now: str, *, found: str, old: str, left: str) -> str:
    """The lines that the row added go; if they do not stand there any more, so does the rest."""
    if now == left:
        return found
    lines, known = now.splitlines(), set(old.splitlines())
    added = [line for line in left.splitlines() if line not in known]
    if not added or not set(added) <= set(lines):
        return found
    return "\n".join(line for line in lines if line not in added)


def _values(fields: Mapping[str, str]) -> dict[str, Any]:
    """As the columns hold them what history keeps as text."""
    return {name: _READ.get(name, str)(text) for name, text in fields.items()}


def _with_two_owners(partner: Partnership, values: dict[str, Any]) -> dict[str, Any]:
    """Whoever has been named deputy since is not, once owner again."""
    if not values.keys() & set(OWNERS):
        return values
    now = Partnership.objects.select_related(*OWNERS).get(pk=partner.pk)
    return kept_two({name: getattr(now, name) for name in OWNERS}, values)


def _own_values(imported: Import, own: Mapping[str, str]) -> dict[str, Value]:
    columns = [(imported.own[key], text) for key, text in own.items()]
    return {column.name: read_written(column.shape, text) for column, text in columns}


def _person(key: str) -> Person | None:
    return Person.objects.filter(pk=key).first() if key else None


_READ: Mapping[str, Any] = {"owner": _person, "deputy": _person, "since": date.fromisoformat}


def _restore_part(
    imported: Import,
    partner: Partnership,
    part: str,
    key: int,
    values: Mapping[str, Any],
    *,
    by: Person,
    batch: str,
) -> None:
    """A person or a place that was there: gone meanwhile, there is nothing to restore."""
    if part == "persons":
        own = {f"{OF_PERSON}{name}": text for name, text in values.items() if is_own(name)}
        fields = {name: text for name, text in values.items() if not is_own(name)}
        given = _own_values(imported, own)
        for person in Person.objects.filter(provider=partner.provider_id, pk=key):
            edit_person(person, by=by, fields=fields, own=given, batch=batch)
    else:
        for site in Site.objects.filter(provider=partner.provider_id, pk=key):
            edit_site(site, by=by, fields=values, batch=batch)


def _restore_the_rest(row: Row, partner: Partnership, *, by: Person, batch: str) -> None:
    before = row.before
    if reach := before.get("reach"):
        for body in Body.objects.filter(pk=reach[0], provider=partner.provider):
            set_reach(body, reach=reach[1])
    if tags := before.get("tags"):
        set_tags(partner, names=tags[0], by=by, batch=batch)
    if restored := before.get("restored"):
        on, key = restored
        archive(partner, by=_person(key) or by, on=date.fromisoformat(on), batch=batch)

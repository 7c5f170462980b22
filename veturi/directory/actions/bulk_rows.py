"""Many of a change at once: how each is now, and how each becomes as it should, by sets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from veturi.directory.actions.changing import subject_of
from veturi.directory.actions.findable import keep_partners_findable, keep_people_findable
from veturi.directory.actions.own_values import give_own_many
from veturi.directory.models import (
    BulkChange,
    BulkRow,
    Partnership,
    Person,
    Tag,
    Tagging,
    Thing,
)
from veturi.directory.own_fields import all_own_fields, held_by
from veturi.directory.rules.own_fields import read_written
from veturi.foundation.history.actions import differences, note_many, written
from veturi.foundation.text import fold

Either = Partnership | Person
# One of them, what it had and what it gets.
Told = tuple[Either, dict[str, Any], dict[str, Any]]
A_SET = 500
TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Many:
    """Which fields of a kind of things are changed by many, which of them by a key.

    `beside` are read along: rules ask for them.
    """

    column: str
    fields: tuple[str, ...]
    keys: frozenset[str]
    beside: tuple[str, ...]
    keep_findable: Callable[[Iterable[int]], None]

    def attribute(self, field: str) -> str:
        return f"{field}_id" if field in self.keys else field


MANY: Mapping[str, Many] = {
    Thing.PARTNER: Many(
        "partnership",
        ("owner", "deputy", "unit", "phase", "archived_on", "archived_by"),
        frozenset({"owner", "deputy", "archived_by"}),
        (),
        keep_partners_findable,
    ),
    Thing.PERSON: Many(
        "person",
        ("language", "legal_basis", "archived_on"),
        frozenset(),
        ("is_ours", "consent_on"),
        keep_people_findable,
    ),
}


def locked(change: BulkChange, rows: Iterable[BulkRow]) -> dict[int, Any]:
    """Those meant, in the order of their keys, so that two who change many never wait in a ring."""
    things = Thing(change.thing).model._default_manager.select_for_update(of=("self",))
    return {one.pk: one for one in things.filter(pk__in=[row.key for row in rows]).order_by("pk")}


def states(change: BulkChange, rows: Sequence[BulkRow]) -> list[dict[str, Any]]:
    """How each is now: one question for them, one for their tags, one for their own fields."""
    many, keys = MANY[change.thing], [row.key for row in rows]
    things = Thing(change.thing).model._default_manager.in_bulk(keys)
    fields = all_own_fields(change.provider_id, Thing(change.thing))
    own = held_by(list(things.values()), fields)
    tags = _tags_of(keys) if change.thing == Thing.PARTNER else {}
    read = (*many.fields, *many.beside)
    return [
        {
            **{name: _as_told(getattr(things[key], many.attribute(name))) for name in read},
            **{name: written(value) for name, value in own[key].items()},
            **({TAGS: tags[key]} if key in tags else {}),
        }
        for key in keys
    ]


def _as_told(value: Any) -> str:
    """No is nothing here: what is read beside is asked whether it is so."""
    return "" if value is False else written(value)


def _tags_of(keys: Sequence[int]) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = {key: [] for key in keys}
    hung = Tagging.objects.filter(partnership__in=keys).order_by("tag__name_folded")
    for key, name in hung.values_list("partnership_id", "tag__name"):
        tags[key].append(name)
    return {key: sorted(names, key=str.casefold) for key, names in tags.items()}


def write(change: BulkChange, told: Sequence[Told]) -> None:
    """The rows, their tags, their history, the search index: each by sets."""
    many = MANY[change.thing]
    for thing, _old, new in told:
        _give(many, thing, new)
    things = [thing for thing, _old, new in told if new]
    model = Thing(change.thing).model
    model._default_manager.bulk_update(things, many.fields, batch_size=A_SET)
    _fill(change, told)
    _hang(change, [(thing.pk, new[TAGS]) for thing, _old, new in told if TAGS in new])
    note_many(
        [
            (subject_of(thing), differences(_told(many, old), _told(many, new)))
            for thing, old, new in told
        ],
        scope=change.provider.scope,
        by=(change.undone_by or change.made_by).user,
        batch=change.batch,
    )
    many.keep_findable([thing.pk for thing, _old, new in told if "archived_on" in new])


def _give(many: Many, thing: Either, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name in many.keys:
            setattr(thing, many.attribute(name), int(value) if value else None)
        elif name == "archived_on":
            thing.archived_on = date.fromisoformat(value) if value else None
        elif name in many.fields:
            setattr(thing, name, value)


def _told(many: Many, values: dict[str, Any]) -> dict[str, Any]:
    """As history writes them: the tags in one line; own fields are told by their own action."""
    return {
        name: ", ".join(value) if name == TAGS else value
        for name, value in values.items()
        if name in {*many.fields, TAGS}
    }


def _fill(change: BulkChange, told: Sequence[Told]) -> None:
    """The fields of the provider's own among what changes."""
    thing = Thing(change.thing)
    fields = {one.name: one for one in all_own_fields(change.provider_id, thing)}
    many = [
        (
            one,
            {
                name: read_written(fields[name].shape, new[name])
                for name in fields.keys() & new.keys()
            },
        )
        for one, _old, new in told
    ]
    by = change.undone_by or change.made_by
    give_own_many(many, provider=change.provider, by=by, batch=change.batch)


def _hang(change: BulkChange, wanted: Sequence[tuple[int, list[str]]]) -> None:
    """Exactly these tags on each partner; tags that are new are made."""
    if not wanted:
        return
    names = {fold(name): name for _partner, tags in wanted for name in tags}
    known = Tag.objects.filter(provider=change.provider_id, name_folded__in=names)
    missing = names.keys() - {tag.name_folded for tag in known}
    Tag.objects.bulk_create(
        Tag(provider_id=change.provider_id, name_folded=folded, name=names[folded])
        for folded in sorted(missing)
    )
    by_name = {tag.name_folded: tag.pk for tag in known.all()}
    pairs = {(partner, by_name[fold(name)]) for partner, tags in wanted for name in tags}
    hung = Tagging.objects.filter(partnership__in=[partner for partner, _tags in wanted])
    there = {(row.partnership_id, row.tag_id): row.pk for row in hung}
    Tagging.objects.filter(pk__in=[there[pair] for pair in there.keys() - pairs]).delete()
    Tagging.objects.bulk_create(
        Tagging(provider_id=change.provider_id, partnership_id=partner, tag_id=tag)
        for partner, tag in sorted(pairs - there.keys())
    )

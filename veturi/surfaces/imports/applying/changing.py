"""Changing the partners that are there already, by what the list says differently."""

from collections.abc import Iterable
from typing import Any

from veturi.directory.actions.partners import edit_partner, restore, set_tags
from veturi.directory.models import Partnership, Tag, Thing
from veturi.directory.own_fields import all_own_fields, held_by
from veturi.directory.rules.own_fields import Value
from veturi.directory.rules.owners import OWNERS, kept_two
from veturi.foundation.history.actions import written
from veturi.foundation.text import fold
from veturi.surfaces.imports.applying.deciding import partners_of_rows_above
from veturi.surfaces.imports.applying.making import Ours, note_lines, our_people, owners_of
from veturi.surfaces.imports.applying.work import Plan, Reason, Told, Work
from veturi.surfaces.imports.models import Row

Change = dict[str, tuple[Any, Any]]


def change_partners(work: Work) -> None:
    """In the order of the sheet, so that a row builds on those above it."""
    there = {plan.partner.pk: plan.partner for plan in work.open if plan.target}
    above = {
        number: there.setdefault(partner.pk, partner)
        for number, partner in partners_of_rows_above(work).items()
    }
    above |= {plan.row.number: plan.partner for plan in work.open if plan.is_new}
    changing = [plan for plan in work.open if plan.row.decision == Row.Choice.UPDATE]
    ours = our_people(work, changing)
    own = _own_there(work, [*there.values(), *above.values()])
    for plan in changing:
        if plan.target is None:
            plan.target = above.get(plan.row.same_as_row or 0)
        if plan.target is None:
            plan.close(Row.Outcome.REFUSED, Reason.TARGET_MISSING)
            continue
        above[plan.row.number] = plan.target
        _change(plan, work, ours, own[plan.partner.pk])
    for plan in work.brought_in:
        _tell_public_facts(plan, work)


def _own_there(work: Work, partners: Iterable[Partnership]) -> dict[int, dict[str, Value]]:
    """What stands in the provider's own fields before the rows of this step change it."""
    fields = all_own_fields(work.provider.pk, Thing.PARTNER)
    columns = set(work.imported.mapping.values())
    mapped = [field for field in fields if field.name in columns]
    return held_by(list({row.pk: row for row in partners}.values()), mapped)


def _change(plan: Plan, work: Work, ours: Ours, own: dict[str, Value]) -> None:
    partner = plan.partner
    if partner.is_archived:
        _restore(plan, work)
    texts = plan.row.texts(work.imported.mapping)
    fields = _differing(_own_fields(plan, ours, texts))
    facts = _differing(_facts(plan, texts)) if _are_ours(partner) else {}
    given = _differing(_own_values(plan, own, texts))
    if not fields and not facts and not given:
        return
    edited = edit_partner(
        partner,
        by=work.by,
        fields={name: new for name, (_old, new) in fields.items()},
        facts={name: new for name, (_old, new) in facts.items()},
        own={name: new for name, (_old, new) in given.items()},
        batch=work.batch,
    )
    for name in fields:
        setattr(partner, name, getattr(edited, name))
    own.update({name: new for name, (_old, new) in given.items()})
    for key, changes in (("fields", fields | given), ("facts", facts)):
        if changes:
            plan.traces[key] = {name: _plain(pair) for name, pair in changes.items()}


def _restore(plan: Plan, work: Work) -> None:
    """Somebody said that the archived partner comes back."""
    partner = plan.partner
    plan.traces["restored"] = [written(partner.archived_on), partner.archived_by_id]
    restore(partner, by=work.by, batch=work.batch)
    partner.archived_on = partner.archived_by = None


def _own_fields(plan: Plan, ours: Ours, texts: dict[str, str]) -> Change:
    """What is ours to say; a second row fills what the first left open."""
    partner, values = plan.partner, plan.values
    owner, deputy = owners_of(ours, values)
    told = (
        ("owner", "representative", owner),
        ("deputy", "deputy", deputy),
        ("phase", "phase", values.phase),
        ("unit", "unit", values.unit),
        ("since", "since", values.since),
    )
    changes = {
        name: (old := getattr(partner, name), _new_value(plan, key, old, new, texts))
        for name, key, new in told
    }
    lines = note_lines(
        values,
        owner=owner or _if_named(partner.owner, values.representative),
        deputy=deputy or _if_named(partner.deputy, values.deputy),
    )
    changes = _with_two_owners(plan, changes, texts)
    return {**changes, "notes": (partner.notes, _with_lines(partner.notes, lines))}


def _with_two_owners(plan: Plan, changes: Change, texts: dict[str, str]) -> Change:
    """A deputy who is the owner already is kept in words; a new owner is the deputy no more."""
    held, new = ({name: changes[name][side] for name in OWNERS} for side in (0, 1))
    taken = held | kept_two(held, new)
    if taken["deputy"] == held["deputy"] != new["deputy"]:
        plan.keep("deputy", texts.get("deputy", ""))
    return {**changes, "deputy": (held["deputy"], taken["deputy"])}


def _own_values(plan: Plan, own: dict[str, Value], texts: dict[str, str]) -> Change:
    """An answer of no is an answer: only what was left open is filled by a second row."""
    changes: Change = {}
    for name, new in plan.values.own.items():
        old = own[name]
        if plan.fills_only and written(old) and written(old) != written(new):
            plan.keep(name, texts.get(name, ""))
        else:
            changes[name] = (old, new)
    return changes


def _if_named(person: Any, name: str) -> Any:
    """Whoever has the task already need not be one of ours any more."""
    return person if person is not None and fold(str(person)) == fold(name) else None


def _new_value(plan: Plan, key: str, old: Any, new: Any, texts: dict[str, str]) -> Any:
    if not new or new == old:
        return old
    if plan.fills_only and old:
        plan.keep(key, texts.get(key, ""))
        return old
    return new


def _facts(plan: Plan, texts: dict[str, str]) -> Change:
    """What the list leaves open stays; the Y-tunnus is only ever filled in."""
    there = plan.partner.organisation
    changes: Change = {}
    for name, new in told_facts(plan).items():
        old = getattr(there, name)
        if name == "business_id" and old and new not in {"", old}:
            plan.keep(name, texts.get(name, ""))
        else:
            changes[name] = (old, _new_value(plan, name, old, new, texts))
    return changes


def told_facts(plan: Plan) -> dict[str, str]:
    values = plan.values
    return {
        "business_id": values.business_id,
        "municipality": values.municipality,
        "website": values.website,
        "kind": values.kind if values.kind_is_told else "",
    }


def _tell_public_facts(plan: Plan, work: Work) -> None:
    """Facts that everybody shares are not changed by one school's list."""
    organisation = plan.partner.organisation
    if _are_ours(plan.partner):
        return
    texts = plan.row.texts(work.imported.mapping)
    for name, new in told_facts(plan).items():
        if new and new != getattr(organisation, name):
            plan.told.append((name, Told.PUBLIC.value, texts.get(name, "")))


def set_tags_of(work: Work) -> None:
    """The tags that the list names; a second row adds to those of the first."""
    plans = [plan for plan in work.brought_in if plan.values.tags]
    wanted = {fold(tag) for plan in plans for tag in plan.values.tags}
    known = Tag.objects.filter(provider=work.provider, name_folded__in=wanted)
    there = set(known.values_list("name_folded", flat=True))
    for plan in plans:
        held = {one.tag.name_folded: one.tag.name for one in _taggings(plan.partner)}
        told = {fold(tag): tag for tag in plan.values.tags}
        names = held | told if plan.fills_only else told
        if names.keys() == held.keys():
            continue
        set_tags(plan.partner, names=names.values(), by=work.by, batch=work.batch)
        now = [one.tag for one in _taggings(plan.partner)]
        plan.traces["tags"] = [sorted(held.values()), sorted(tag.name for tag in now)]
        for tag in now:
            if tag.name_folded not in there | held.keys():
                there.add(tag.name_folded)
                plan.leave("made_tags", tag.pk)


def _taggings(partner: Partnership) -> Any:
    return partner.taggings.select_related("tag")


def keep_the_rest(work: Work) -> None:
    """What the list says otherwise than what stays is kept in words."""
    for plan in work.brought_in:
        partner, lines = plan.partner, plan.kept_lines(work.imported)
        notes = _with_lines(partner.notes, lines)
        if notes == partner.notes:
            continue
        before = plan.traces.get("fields", {}).get("notes", [partner.notes])[0]
        edit_partner(partner, by=work.by, fields={"notes": notes}, batch=work.batch)
        partner.notes = notes
        plan.traces.setdefault("fields", {})["notes"] = [before, notes]


def _with_lines(notes: str, lines: list[str]) -> str:
    known = set(notes.splitlines())
    added = [line for line in lines if line not in known]
    return "\n".join([*filter(None, [notes]), *added])


def _differing(changes: Change) -> Change:
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def _are_ours(partner: Partnership) -> bool:
    return partner.organisation.private_to_id == partner.provider_id


def _plain(pair: tuple[Any, Any]) -> list[str]:
    return [written(value) for value in pair]

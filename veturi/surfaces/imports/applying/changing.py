"""Changing the partners that are there already, by what the list says differently."""

from typing import Any

from veturi.directory.actions.partners import edit_partner
from veturi.directory.models import Partnership, Person
from veturi.foundation.history.actions import written
from veturi.surfaces.imports.applying.deciding import partners_of_rows_above
from veturi.surfaces.imports.applying.making import note_lines, our_people, owner_in
from veturi.surfaces.imports.applying.work import Plan, Reason, Work
from veturi.surfaces.imports.models import Row

Change = dict[str, tuple[Any, Any]]


def change_partners(work: Work) -> None:
    """In the order of the sheet, so that a row builds on those above it."""
    above = partners_of_rows_above(work)
    above |= {plan.row.number: plan.partner for plan in work.open if plan.is_new}
    changing = [plan for plan in work.open if plan.row.decision == Row.Choice.UPDATE]
    ours = our_people(work, changing)
    for plan in changing:
        if plan.target is None:
            plan.target = above.get(plan.row.same_as_row or 0)
        if plan.target is None:
            plan.close(Row.Outcome.REFUSED, Reason.TARGET_MISSING)
            continue
        above[plan.row.number] = plan.target
        _change(plan, work, ours)


def _change(plan: Plan, work: Work, ours: dict[str, list[Person]]) -> None:
    partner = plan.partner
    fields = _differing(_own_fields(plan, ours))
    facts = _differing(_facts(plan)) if _are_ours(partner) else {}
    if not fields and not facts:
        return
    edited = edit_partner(
        partner,
        by=work.by,
        fields={name: new for name, (_old, new) in fields.items()},
        facts={name: new for name, (_old, new) in facts.items()},
        batch=work.batch,
    )
    for name in fields:
        setattr(partner, name, getattr(edited, name))
    for key, changes in (("fields", fields), ("facts", facts)):
        if changes:
            plan.traces[key] = {name: _plain(pair) for name, pair in changes.items()}


def _own_fields(plan: Plan, ours: dict[str, list[Person]]) -> Change:
    partner, values = plan.partner, plan.values
    owner = owner_in(values, ours)
    is_owner = values.representative and str(partner.owner or "") == values.representative
    new_owner = owner if owner and not (plan.fills_only and partner.owner) else partner.owner
    known = set(partner.notes.splitlines())
    lines = note_lines(values, owner=owner or (partner.owner if is_owner else None))
    added = [line for line in lines if line not in known]
    notes = "\n".join([*filter(None, [partner.notes]), *added])
    return {"owner": (partner.owner, new_owner), "notes": (partner.notes, notes)}


def _facts(plan: Plan) -> Change:
    """What the list leaves open stays; the Y-tunnus is only ever filled in."""
    there, values = plan.partner.organisation, plan.values
    told = {
        "municipality": values.municipality,
        "website": values.website,
        "kind": values.kind if values.kind_is_told else "",
    }
    changes: Change = {"business_id": (there.business_id, there.business_id or values.business_id)}
    for name, text in told.items():
        old = getattr(there, name)
        overrules = bool(text) and not (plan.fills_only and old)
        changes[name] = (old, text if overrules else old)
    return changes


def _differing(changes: Change) -> Change:
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def _are_ours(partner: Partnership) -> bool:
    return partner.organisation.private_to_id == partner.provider_id


def _plain(pair: tuple[Any, Any]) -> list[str]:
    return [written(value) for value in pair]

"""Making the partners that are new."""

from django.utils.translation import gettext as _

from veturi.directory.actions.importing import bring_back, take_partners
from veturi.directory.actions.partners import NewPartner
from veturi.directory.models import Person
from veturi.foundation.text import fold
from veturi.surfaces.imports.actions.checking import OID_MARK
from veturi.surfaces.imports.applying.work import Plan, Work
from veturi.surfaces.imports.models import Row
from veturi.surfaces.imports.rules.cells import Values


def make_partners(work: Work) -> None:
    """Rows that become partners; one that a reversal put away comes back instead."""
    making = [plan for plan in work.open if plan.row.decision == Row.Choice.CREATE]
    for plan in making:
        plan.is_new = True
        if plan.target is not None:
            bring_back(plan.target, by=work.by, batch=work.batch)
    fresh = [plan for plan in making if plan.target is None]
    ours = our_people(work, fresh)
    partners = take_partners(
        [_new(plan, work, ours) for plan in fresh],
        provider=work.provider,
        by=work.by,
        on=work.on,
        batch=work.batch,
    )
    for plan, partner in zip(fresh, partners, strict=True):
        plan.target = partner


def _new(plan: Plan, work: Work, ours: dict[str, list[Person]]) -> NewPartner:
    values = plan.values
    owner = owner_in(values, ours)
    return NewPartner(
        name=values.name,
        kind=values.kind,
        business_id=values.business_id,
        municipality=values.municipality,
        website=values.website,
        source=(f"{OID_MARK}{values.oid}" if values.oid else work.source(plan))[:120],
        fields={"owner": owner, "notes": "\n".join(note_lines(values, owner=owner))},
    )


def our_people(work: Work, plans: list[Plan]) -> dict[str, list[Person]]:
    """Those of ours whom the list names, by their folded names."""
    named = {fold(plan.values.representative) for plan in plans} - {""}
    if not named:
        return {}
    people: dict[str, list[Person]] = {}
    rows = Person.objects.filter(provider=work.provider).ours().standing().order_by("pk")
    for person in rows:
        for name in (person.name_folded, fold(f"{person.family_name} {person.given_name}")):
            if name in named:
                people.setdefault(name, []).append(person)
    return people


def owner_in(values: Values, ours: dict[str, list[Person]]) -> Person | None:
    """The one of ours who bears the name; of two nobody is chosen."""
    found = ours.get(fold(values.representative), [])
    return found[0] if len(found) == 1 else None


def note_lines(values: Values, *, owner: Person | None) -> list[str]:
    """What has no field of its own is kept in words."""
    told = (
        (_("Form of cooperation: %s"), values.form),
        ("%s", values.notes),
        (_("Last contact according to the list: %s"), values.ongoing),
        (_("Our representative: %s"), "" if owner else values.representative),
        (_("E-mail: %s"), values.email),
        (_("Phone: %s"), values.phone),
        ("OID: %s", values.oid),
    )
    return [line % text for line, text in told if text]

"""Making the partners that are new."""

from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.importing import take_partners
from veturi.directory.actions.partners import NewPartner, take_again
from veturi.directory.models import Person
from veturi.directory.rules.owners import are_one
from veturi.foundation.text import fold
from veturi.surfaces.imports.applying.work import Plan, Work
from veturi.surfaces.imports.knowing import OID_MARK
from veturi.surfaces.imports.models import Row
from veturi.surfaces.imports.rules.values import Values

Ours = dict[str, list[Person]]

_FORM = _("Form of cooperation: %s")
_LAST_CONTACT = _("Last contact according to the list: %s")
_OURS = _("Our representative: %s")
_DEPUTY = _("Deputy: %s")
_EMAIL = _("E-mail: %s")
_PHONE = _("Phone: %s")
_POSTAL_CODE = _("Postal code: %s")


def make_partners(work: Work) -> None:
    """Rows that become partners; one that a reversal put out of sight is taken again instead."""
    making = [plan for plan in work.open if plan.row.decision == Row.Choice.CREATE]
    ours = our_people(work, making)
    for plan in making:
        plan.is_new = True
        if plan.target is not None:
            new = _new(plan, work, ours)
            plan.target = take_again(plan.target, new=new, by=work.by, on=work.on, batch=work.batch)
    fresh = [plan for plan in making if plan.target is None]
    partners = take_partners(
        [_new(plan, work, ours) for plan in fresh],
        provider=work.provider,
        by=work.by,
        on=work.on,
        batch=work.batch,
    )
    for plan, partner in zip(fresh, partners, strict=True):
        plan.target = partner


def _new(plan: Plan, work: Work, ours: Ours) -> NewPartner:
    values = plan.values
    owner, deputy = owners_of(ours, values)
    notes = "\n".join(note_lines(values, owner=owner, deputy=deputy))
    fields = {
        "owner": owner,
        "deputy": deputy,
        "phase": values.phase,
        "unit": values.unit,
        "since": values.since,
    }
    return NewPartner(
        name=values.name,
        kind=values.kind,
        business_id=values.business_id,
        municipality=values.municipality,
        website=values.website,
        source=(f"{OID_MARK}{values.oid}" if values.oid else work.source(plan))[:120],
        fields={"notes": notes} | {name: value for name, value in fields.items() if value},
        own=values.own,
    )


def our_people(work: Work, plans: list[Plan]) -> Ours:
    """Those of ours whom the list names, by their folded names."""
    names = (name for plan in plans for name in (plan.values.representative, plan.values.deputy))
    named = {fold(name) for name in names} - {""}
    if not named:
        return {}
    people: Ours = {}
    rows = Person.objects.filter(provider=work.provider).ours().standing().order_by("pk")
    for person in rows:
        for name in (person.name_folded, fold(f"{person.family_name} {person.given_name}")):
            if name in named:
                people.setdefault(name, []).append(person)
    return people


def one_of(ours: Ours, name: str) -> Person | None:
    """The one of ours who bears the name; of two nobody is chosen."""
    found = ours.get(fold(name), [])
    return found[0] if len(found) == 1 else None


def owners_of(ours: Ours, values: Values) -> tuple[Person | None, Person | None]:
    """Owner and deputy, as the list names them; one and the same is the owner alone."""
    owner, deputy = one_of(ours, values.representative), one_of(ours, values.deputy)
    return owner, None if are_one(owner, deputy) else deputy


def note_lines(values: Values, *, owner: Person | None, deputy: Person | None) -> list[str]:
    """What has no field of its own is kept in words."""
    told = (
        (_FORM, values.form),
        ("%s", values.notes),
        (_LAST_CONTACT, values.ongoing),
        (_OURS, "" if owner else values.representative),
        (_DEPUTY, "" if deputy else values.deputy),
        (_EMAIL, ", ".join(values.emails)),
        (_PHONE, ", ".join(values.phones)),
        (_POSTAL_CODE, "" if values.address else values.postal_code),
        ("OID: %s", values.oid),
    )
    return [str(line) % text for line, text in told if text]

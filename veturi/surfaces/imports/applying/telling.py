"""What the list says of layer and last contact, told to their owners with the source."""

from decimal import Decimal

from django.utils.translation import gettext as _

from veturi.cooperation.encounters.actions import Logged, log_many
from veturi.cooperation.encounters.models import Party
from veturi.insight.levels.actions import state_layers
from veturi.insight.levels.models import Statement
from veturi.surfaces.imports.applying.work import Plan, Work
from veturi.surfaces.imports.models import Import

CONTACT = "encounters.other_done"
# The line keeps the words whole; beside the day stands as much of them as the column takes.
_SAID = 40


def tell_layers(work: Work) -> None:
    """A layer that is stated already, by whatever source, is not stated again."""
    plans = [plan for plan in work.brought_in if plan.values.layers]
    there = set(
        Statement.objects.filter(partner__in=[plan.partner for plan in plans]).values_list(
            "partner_id", "layer"
        )
    )
    rows = []
    for plan in plans:
        fresh = [one for one in plan.values.layers if (plan.partner.pk, one.value) not in there]
        there |= {(plan.partner.pk, layer.value) for layer in fresh}
        rows += [(plan.partner, layer) for layer in fresh]
        if fresh:
            plan.traces["stated"] = [layer.value for layer in fresh]
    source = statement_source(work.imported)
    state_layers(rows, provider=work.provider, source=source, on=work.on)


def statement_source(imported: Import) -> str:
    """One source an import, so that all it stated is taken back at once."""
    return f"{imported.name[:90]}, {imported.sheet[:60]} ({imported.batch})"


def tell_contacts(work: Work) -> None:
    """The last contact is an encounter in which nothing is counted as given."""
    plans = [plan for plan in work.brought_in if plan.values.contact_on]
    parties = Party.objects.filter(
        partnership__in=[plan.partner for plan in plans],
        encounter__kind=CONTACT,
        encounter__taken_back_at=None,
    )
    there = set(parties.values_list("partnership_id", "encounter__on", "encounter__line"))
    fresh = []
    for plan in plans:
        contact = (plan.partner.pk, plan.contact_on, _line(plan))
        if contact not in there:
            there.add(contact)
            fresh.append(plan)
    many = [_logged(plan, work) for plan in fresh]
    encounters = log_many(many, provider=work.provider, by=work.by, at=work.at)
    for plan, encounter in zip(fresh, encounters, strict=True):
        plan.leave("encounters", encounter.pk)


def _line(plan: Plan) -> str:
    return _("Last contact according to the list: %s") % plan.values.contact_said


def _logged(plan: Plan, work: Work) -> Logged:
    values = plan.values
    return Logged(
        kind=CONTACT,
        on=plan.contact_on,
        partners=[plan.partner],
        line=_line(plan),
        hours=Decimal(0),
        said_when="" if values.contact_is_day else values.contact_said[:_SAID],
        batch=work.batch,
    )

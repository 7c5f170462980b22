"""A partner's standing in the register, whom it warns of, what waits for a decision."""

from dataclasses import dataclass, field
from datetime import date

from veturi.directory.models import Partnership, Person
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal, ProposalQuerySet
from veturi.surfaces.gateways.ytj.rules.warning import Warned, warnings


@dataclass(frozen=True, slots=True)
class Standing:
    """What a partner's page says of the register, as it was asked the last time."""

    warned: list[Warned] = field(default_factory=list)
    proposed: int = 0


def standing_of(partnership: Partnership, *, on: date) -> Standing:
    inquiry: Inquiry | None = getattr(partnership, "ytj_inquiry", None)
    proposed = Proposal.objects.open().filter(partnership=partnership).count()
    company = inquiry.company if inquiry else None
    return Standing(warnings(company, on=on) if company else [], proposed)


def warned_partners(person: Person, *, first: int) -> list[Inquiry]:
    """One's own partners of which the register warns, the newest warning first."""
    rows = Inquiry.objects.filter(
        provider=person.provider_id,
        warns_since__isnull=False,
        partnership__owner=person,
        partnership__archived_on=None,
        partnership__absorbed_into=None,
    ).exclude(partnership__phase=Partnership.Phase.ENDED)
    return list(rows.select_related("partnership").order_by("-warns_since", "pk")[:first])


def open_proposals(person: Person) -> ProposalQuerySet:
    """What waits for a decision, partner by partner."""
    return (
        Proposal.objects.seen_by(person)
        .open()
        .of_standing()
        .select_related("partnership")
        .order_by("partnership__name_sort", "partnership", "pk")
    )

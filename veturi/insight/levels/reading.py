"""Judging partners on a day: tallies, and through the lens what tallies do not hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Partnership, Pause, Position, Provider
from veturi.insight.levels.conditions import Evidence, Facts
from veturi.insight.levels.models import LevelRules, Override
from veturi.insight.levels.rules import Judgement, judge
from veturi.insight.levels.ruleset import PROPOSAL, RuleSet, read_rules
from veturi.ledger import reading as ledger
from veturi.ledger.past import Past
from veturi.ledger.points import Weights
from veturi.ledger.weights import weights_on


def rules_on(provider: Provider, day: date) -> RuleSet:
    """The provider's own set in force on the day, else the proposal."""
    own = (
        LevelRules.objects.filter(provider=provider, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    return read_rules(own.data if own else PROPOSAL)


@dataclass(frozen=True, slots=True)
class Known:
    """What verdicts are given from and other panels of a page show too: read once for all."""

    family: Mapping[int, int]
    pasts: Mapping[int, Past]
    weights: Weights
    promises: Mapping[int, int]
    # Who holds which role on the day, of those who are not archived: partner and role.
    roles: Iterable[tuple[int, str]]
    # What rests on the day.
    pauses: Iterable[Pause]


def known_of(partners: Sequence[Partnership], *, provider: Provider, on: date) -> Known:
    family = ledger.families(partners)
    positions = Position.objects.on(on).filter(
        partnership__in=list(family), person__archived_on=None
    )
    return Known(
        family=family,
        pasts=ledger.pasts(family),
        weights=weights_on(provider, on),
        promises=ledger.open_promises(family, on=on),
        roles=positions.values_list("partnership_id", "role"),
        pauses=Pause.objects.on(on).filter(partnership__in=list(family)),
    )


def judge_all(
    partners: Sequence[Partnership], *, provider: Provider, on: date, known: Known | None = None
) -> dict[int, Judgement]:
    """Judgements of many partners in a constant number of queries."""
    known = known or known_of(partners, provider=provider, on=on)
    rules = rules_on(provider, on)
    documents = ledger.standing_documents(known.family)
    facts = facts_on(partners, known)
    overrides = _overrides(partners)
    pauses = paused_until(known)
    judged = {}
    for partner in partners:
        past = known.pasts.get(partner.pk, Past())
        evidence = Evidence(
            on=on,
            window=rules.window_months,
            weights=known.weights,
            counts=past.counts,
            sums=past.sums,
            facts=facts[partner.pk],
            documents=documents.get(partner.pk, ()),
            open_promises=known.promises.get(partner.pk, 0),
        )
        judged[partner.pk] = judge(
            evidence,
            rules=rules,
            overrides=[row.as_rule() for row in overrides.get(partner.pk, ())],
            paused_until=pauses.get(partner.pk),
        )
    return judged


def judge_one(partner: Partnership, *, on: date) -> Judgement:
    return judge_all([partner], provider=partner.provider, on=on)[partner.pk]


def facts_on(partners: Sequence[Partnership], known: Known) -> dict[int, Facts]:
    """Rule 9: owner, deputy, a contact of theirs, and management named on both sides."""
    contacts, leaders = set(), set()
    for partner, role in known.roles:
        contacts.add(known.family[partner])
        if PersonRole(role).is_management:
            leaders.add(known.family[partner])
    return {
        partner.pk: Facts(
            owner=partner.owner_id is not None,
            deputy=partner.deputy_id is not None,
            contact=partner.pk in contacts,
            sponsor=partner.sponsor_id is not None and partner.pk in leaders,
        )
        for partner in partners
    }


def _overrides(partners: Iterable[Partnership]) -> dict[int, list[Override]]:
    found: dict[int, list[Override]] = {}
    for row in Override.objects.filter(partner__in=partners).order_by("pk"):
        found.setdefault(row.partner_id, []).append(row)
    return found


def paused_until(known: Known) -> dict[int, date]:
    """Partners whose every channel rests on the day, and until when (no end: for ever)."""
    found: dict[int, date] = {}
    for row in known.pauses:
        if row.channel == Pause.Channel.ALL and row.partnership_id:
            key = known.family[row.partnership_id]
            found[key] = max(found.get(key, date.min), row.until or date.max)
    return found

"""Judging partners on a day: tallies, and through the lens what tallies do not hold."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Partnership, Pause, Position, Provider
from veturi.insight.levels.conditions import Evidence, Facts
from veturi.insight.levels.models import LevelRules, Override
from veturi.insight.levels.rules import Judgement, judge
from veturi.insight.levels.ruleset import PROPOSAL, RuleSet, read_rules
from veturi.ledger import reading as ledger
from veturi.ledger.past import Past
from veturi.ledger.weights import weights_on


def rules_on(provider: Provider, day: date) -> RuleSet:
    """The provider's own set in force on the day, else the proposal."""
    own = (
        LevelRules.objects.filter(provider=provider, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    return read_rules(own.data if own else PROPOSAL)


def judge_all(
    partners: Sequence[Partnership], *, provider: Provider, on: date
) -> dict[int, Judgement]:
    """Judgements of many partners in a constant number of queries."""
    rules = rules_on(provider, on)
    weights = weights_on(provider, on)
    family = ledger.families(partners)
    pasts = ledger.pasts(family)
    documents = ledger.standing_documents(family)
    promises = ledger.open_promises(family, on=on)
    facts = facts_on(partners, family, on=on)
    overrides = _overrides(partners)
    pauses = paused_until(partners, on=on)
    judged = {}
    for partner in partners:
        past = pasts.get(partner.pk, Past())
        evidence = Evidence(
            on=on,
            window=rules.window_months,
            weights=weights,
            counts=past.counts,
            sums=past.sums,
            facts=facts[partner.pk],
            documents=documents.get(partner.pk, ()),
            open_promises=promises.get(partner.pk, 0),
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


def facts_on(
    partners: Sequence[Partnership], family: dict[int, int], *, on: date
) -> dict[int, Facts]:
    """Rule 9: owner, deputy, a contact of theirs, and management named on both sides."""
    positions = (
        Position.objects.on(on)
        .filter(partnership__in=list(family), person__archived_on=None)
        .values_list("partnership_id", "role")
    )
    contacts, leaders = set(), set()
    for partner, role in positions:
        contacts.add(family[partner])
        if PersonRole(role).is_management:
            leaders.add(family[partner])
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


def paused_until(partners: Iterable[Partnership], *, on: date) -> dict[int, date]:
    """Partners whose every channel rests on the day, and until when (no end: for ever)."""
    rows = Pause.objects.filter(
        Q(until=None) | Q(until__gte=on),
        partnership__in=ledger.families(partners),
        channel=Pause.Channel.ALL,
        since__lte=on,
    )
    found: dict[int, date] = {}
    for row in rows.select_related("partnership"):
        if row.partnership:
            key = row.partnership.absorbed_into_id or row.partnership.pk
            found[key] = max(found.get(key, date.min), row.until or date.max)
    return found

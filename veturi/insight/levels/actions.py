"""Giving verdicts and judging them: renewals, overrides, confirmations, statements, rule sets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Partnership, Person, Provider
from veturi.foundation.written import Unreadable
from veturi.insight.levels.models import (
    Bookmark,
    Confirmed,
    LevelRules,
    Override,
    Statement,
    Verdict,
)
from veturi.insight.levels.reading import judge_all, rules_on
from veturi.insight.levels.rules import Judgement, longest_override
from veturi.insight.levels.ruleset import read_rules
from veturi.ledger.kinds import Layer
from veturi.ledger.months import month_of
from veturi.ledger.reading import ended_between, touched_since

CHUNK = 500


class NotJudged(Exception):
    """The judgement is refused; the sentence says why."""


def catch_up(provider: Provider, *, on: date) -> int:
    """Renew the verdicts of whoever the ledger's new deeds touch, and of time's passing.

    On a new day also of those whose verdict may have changed by time alone, in a new month of
    everybody (rule 4). Returns how many partners were judged.
    """
    mark, _made = Bookmark.objects.get_or_create(provider=provider)
    judged = 0
    if month_of(mark.judged_on) != month_of(on):
        judged += renew_all(provider, on=on, why="month")
    while True:
        touched, number = touched_since(provider, number=mark.number)
        if number == mark.number:
            break
        judged += len(touched)
        renew(_standing(provider, touched), provider=provider, on=on, why="deed")
        mark.number = number
        mark.save(update_fields=["number"])
    if mark.judged_on != on:
        timed_out = _timed_out(provider, since=mark.judged_on, on=on)
        renew(timed_out, provider=provider, on=on, why="day")
        mark.judged_on = on
        mark.save(update_fields=["judged_on"])
    return judged


def catch_everybody_up(*, on: date) -> None:
    """The work of the night: every provider's verdicts."""
    for provider in Provider.objects.order_by("pk"):
        catch_up(provider, on=on)


def _standing(provider: Provider, keys: Iterable[int]) -> list[Partnership]:
    """The partners that stay of these; an absorbed one speaks for the one that stays."""
    rows = Partnership.objects.filter(provider=provider, pk__in=list(keys))
    stays = {row.absorbed_into_id or row.pk for row in rows}
    return list(Partnership.objects.filter(pk__in=stays).select_related("organisation"))


def _timed_out(provider: Provider, *, since: date, on: date) -> list[Partnership]:
    """Partners with something that ended since they were last looked at (rule 4).

    An override, a pause, a document or an open promise; nights that were skipped count too.
    """
    ended = (since, on - timedelta(days=1))
    overridden = Override.objects.filter(provider=provider, until__range=ended)
    paused = Partnership.objects.filter(provider=provider, pauses__until__range=ended)
    keys = {
        *overridden.values_list("partner_id", flat=True),
        *paused.values_list("pk", flat=True),
        *ended_between(provider, *ended),
    }
    return _standing(provider, keys)


def renew_all(provider: Provider, *, on: date, why: str) -> int:
    """Every standing partner, in chunks of short transactions."""
    keys = list(
        Partnership.objects.standing().filter(provider=provider).values_list("pk", flat=True)
    )
    for start in range(0, len(keys), CHUNK):
        renew(_standing(provider, keys[start : start + CHUNK]), provider=provider, on=on, why=why)
    return len(keys)


@transaction.atomic
def renew(partners: Sequence[Partnership], *, provider: Provider, on: date, why: str) -> int:
    """Judge these anew; where a verdict changed the old one ends and the new one stands."""
    if not partners:
        return 0
    version = rules_on(provider, on).version
    judged = judge_all(partners, provider=provider, on=on)
    rows = Verdict.objects.standing().filter(partner__in=partners)
    there = {(row.partner_id, row.layer): row for row in rows}
    fresh = [
        row
        for key, judgement in judged.items()
        for row in _verdicts(key, judgement, provider=provider, on=on, version=version, why=why)
        if _differs(row, there.get((row.partner_id, row.layer)))
    ]
    gone = [there[key].pk for row in fresh if (key := (row.partner_id, row.layer)) in there]
    Verdict.objects.filter(pk__in=gone).update(replaced_on=on)
    Verdict.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def _verdicts(
    partner: int, judgement: Judgement, *, provider: Provider, on: date, version: str, why: str
) -> Iterable[Verdict]:
    for layer, verdict in judgement.layers.items():
        data = verdict.as_data()
        yield Verdict(
            provider=provider,
            partner_id=partner,
            layer=layer.value,
            depth=verdict.depth,
            evidence_depth=verdict.evidence_depth,
            full_depth=verdict.full_depth,
            deeds=verdict.deeds,
            kinds=data["kinds"],
            last=verdict.last or "",
            next=data["next"],
            have=data["have"],
            state=judgement.state,
            given_on=on,
            rules_version=version,
            why=why,
        )


def _differs(new: Verdict, old: Verdict | None) -> bool:
    if old is None:
        return True
    fields = ("depth", "evidence_depth", "full_depth", "deeds", "kinds", "last", "next", "have")
    return any(getattr(new, f) != getattr(old, f) for f in (*fields, "state", "rules_version"))


@transaction.atomic
def override(
    partner: Partnership,
    *,
    layer: Layer,
    depth: int,
    reason: str,
    since: date,
    until: date,
    by: Person,
) -> Override:
    """Judge a layer oneself, with a reason, for at most twelve months."""
    if not reason.strip():
        raise NotJudged(_("Say why: the reason is shown beside the depth."))
    if until < since:
        raise NotJudged(_("The last day follows the first."))
    if until > longest_override(since):
        raise NotJudged(_("A judgement of one’s own holds for at most twelve months."))
    row = Override(
        provider=partner.provider,
        partner=partner,
        layer=layer,
        depth=depth,
        reason=reason,
        since=since,
        until=until,
        by=by,
    )
    row.full_clean()
    row.save()
    renew([partner], provider=partner.provider, on=since, why="override")
    return row


@transaction.atomic
def end_override(row: Override, *, on: date) -> None:
    """The judgement no longer holds: its last day was yesterday, or it never was."""
    if row.since >= on:
        row.delete()
    else:
        row.until = on - timedelta(days=1)
        row.save(update_fields=["until"])
    renew([row.partner], provider=row.provider, on=on, why="override")


def confirm(partner: Partnership, *, layer: Layer, depth: int, by: Person, on: date) -> Confirmed:
    """Agree with the verdict as it stands."""
    return Confirmed.objects.create(
        provider=partner.provider, partner=partner, layer=layer, depth=depth, by=by, on=on
    )


def state_layers(
    rows: Iterable[tuple[Partnership, Layer]], *, provider: Provider, source: str, on: date
) -> None:
    """What a list says of layers, kept with its source; the set form."""
    Statement.objects.bulk_create(
        [
            Statement(
                provider=provider, partner=partner, layer=layer.value, said_on=on, source=source
            )
            for partner, layer in rows
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def unstate(provider: Provider, *, source: str) -> None:
    """Take back what a source said of layers."""
    Statement.objects.filter(provider=provider, source=source).delete()


@transaction.atomic
def adopt_rules(
    provider: Provider, *, data: Mapping[str, Any], valid_from: date, why: str
) -> LevelRules:
    """A set of one's own from a day on; the past keeps the verdicts it was given."""
    try:
        read = read_rules({**data, "valid_from": valid_from.isoformat()})
    except Unreadable as wrong:
        raise NotJudged(str(wrong)) from wrong
    row, _made = LevelRules.objects.update_or_create(
        provider=provider,
        valid_from=valid_from,
        defaults={"version": read.version, "data": dict(data), "why": why},
    )
    return row

"""Renewing verdicts: by following the ledger, and as time passes; in short steps.

Each step locks the provider's bookmark first, so that two who renew at once do it one after the
other, and commits verdicts and bookmark together.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction

from veturi.directory.models import Partnership, Provider
from veturi.foundation.rows import create
from veturi.insight.levels.models import Bookmark, Verdict
from veturi.insight.levels.reading import judge_all, rules_on
from veturi.insight.levels.rules import Judgement
from veturi.ledger.months import month_of
from veturi.ledger.reading import is_past, last_number, touched_since

A_STEP = 200  # partners that are judged at once
FOLLOWED = 500  # deeds that are followed at once


def follow(provider: Provider, *, on: date) -> bool:
    """Judge the partners of the next new deeds; whether there may be more of them.

    Whoever shows verdicts calls it first: it costs two queries while nothing has been recorded.
    """
    if not is_past(provider, number=_number(provider)):
        return False
    with transaction.atomic():
        mark = _locked(provider)
        touched, number = touched_since(provider, number=mark.number, first=FOLLOWED)
        renew(_standing(provider, touched), provider=provider, on=on, why="deed")
        mark.number = number
        mark.save(update_fields=["number"])
    return True


@transaction.atomic
def pass_time(provider: Provider, *, on: date, night: date, after: int) -> int | None:
    """Judge the next partners anew, as time and facts have it (rule 4); the key of the last one.

    None when all of them were judged for this night.
    """
    mark = _locked(provider)
    if mark.judged_on >= night:
        return None
    there = Partnership.objects.standing().filter(provider=provider, pk__gt=after)
    partners = list(there.select_related("organisation").order_by("pk")[:A_STEP])
    if not partners:
        mark.judged_on = night
        mark.save(update_fields=["judged_on"])
        return None
    why = "day" if month_of(mark.judged_on) == month_of(on) else "month"
    renew(partners, provider=provider, on=on, why=why)
    return partners[-1].pk


def catch_up(provider: Provider, *, on: date) -> None:
    """All steps one after another: time's passing, then the new deeds."""
    after: int | None = 0
    while after is not None:
        after = pass_time(provider, on=on, night=on, after=after)
    while follow(provider, on=on):
        pass


def renew_all(provider: Provider, *, on: date, why: str) -> None:
    """Every standing partner as of a day, whatever the bookmark says."""
    standing = Partnership.objects.standing().filter(provider=provider).order_by("pk")
    rows, after = standing.select_related("organisation"), 0
    while partners := list(rows.filter(pk__gt=after)[:A_STEP]):
        renew(partners, provider=provider, on=on, why=why)
        after = partners[-1].pk


def judge_everybody(provider: Provider, *, on: date) -> None:
    """As the ledger stands: the deeds so far need not be followed one after another."""
    number = last_number(provider)
    renew_all(provider, on=on, why="month")
    with transaction.atomic():
        mark = _locked(provider)
        mark.number, mark.judged_on = max(mark.number, number), max(mark.judged_on, on)
        mark.save(update_fields=["number", "judged_on"])


@transaction.atomic
def renew(partners: Sequence[Partnership], *, provider: Provider, on: date, why: str) -> None:
    """Judge these anew; where a verdict changed the old one ends and the new one stands."""
    if not partners:
        return
    _locked(provider)
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
    create(fresh)


def forget_verdicts(provider: Provider, *, partners: Collection[int]) -> None:
    """Of what stays unseen, for retracted deeds alone, nothing is judged."""
    Verdict.objects.filter(provider=provider, partner__in=list(partners)).delete()


def _number(provider: Provider) -> int:
    """How far the ledger has been followed."""
    numbers = Bookmark.objects.filter(provider=provider).values_list("number", flat=True)
    return numbers.first() or 0


def _locked(provider: Provider) -> Bookmark:
    Bookmark.objects.get_or_create(provider=provider)
    return Bookmark.objects.select_for_update().get(provider=provider)


def _standing(provider: Provider, keys: Iterable[int]) -> list[Partnership]:
    """The partners that stay of these; an absorbed one speaks for the one that stays."""
    rows = Partnership.objects.filter(provider=provider, pk__in=list(keys), taken_back_on=None)
    stays = {row.absorbed_into_id or row.pk for row in rows}
    return list(Partnership.objects.filter(pk__in=stays).select_related("organisation"))


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

"""Judging a level oneself, ending that, and agreeing with a verdict."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Partnership, Person
from veturi.foundation.history.actions import Difference, differences, note
from veturi.insight.levels.actions.renewing import renew
from veturi.insight.levels.models import Confirmed, Override
from veturi.insight.levels.rules import longest_override
from veturi.ledger.kinds import Layer

TOLD = ("layer", "depth", "reason", "since", "until")


class NotJudged(Exception):
    """The judgement is refused; the sentence says why."""


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
    _note(row, differences({}, {name: getattr(row, name) for name in TOLD}), by=by)
    renew([partner], provider=partner.provider, on=since, why="override")
    return row


@transaction.atomic
def end_override(row: Override, *, by: Person, on: date) -> Override:
    """The judgement no longer holds from this day on; what it said stays to be read."""
    row = Override.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.has_ended_on(on):
        raise NotJudged(_("This judgement has ended already."))
    row.ended_on = on
    row.ended_by = by
    row.save(update_fields=["ended_on", "ended_by"])
    _note(row, [Difference("ended_on", "", on.isoformat())], by=by)
    renew([row.partner], provider=row.provider, on=on, why="override")
    return row


def _note(row: Override, changes: list[Difference], *, by: Person) -> None:
    note(f"levels.override:{row.pk}", changes, scope=row.provider.scope, by=by.user)


def confirm(partner: Partnership, *, layer: Layer, depth: int, by: Person, on: date) -> Confirmed:
    """Agree with the verdict as it stands."""
    return Confirmed.objects.create(
        provider=partner.provider, partner=partner, layer=layer, depth=depth, by=by, on=on
    )

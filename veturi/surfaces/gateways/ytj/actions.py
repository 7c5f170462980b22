"""Asking YTJ about a partner, keeping what it says, and deciding on what it proposes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import tell
from veturi.directory.actions.registers import FormerName, take_over
from veturi.directory.models import OrganisationName, Partnership, Person
from veturi.foundation.history.actions import Difference
from veturi.surfaces.gateways.ytj import service
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal
from veturi.surfaces.gateways.ytj.refusals import NotFound
from veturi.surfaces.gateways.ytj.rules.companies import Json, read_company
from veturi.surfaces.gateways.ytj.rules.comparing import (
    Change,
    Field,
    Ours,
    differences,
    facts_of,
    former_names,
    our_side,
)
from veturi.surfaces.gateways.ytj.rules.warning import warnings, warns_since


class NotDecided(Exception):
    """The proposals are left as they are; the sentence says why."""


def inquire(partnership: Partnership, *, at: datetime, within: timedelta) -> Inquiry:
    """Ask about a partner and propose what differs; an answer no older than this will do."""
    try:
        answer = service.ask(partnership.organisation.business_id, at=at, within=within)
    except NotFound:
        return keep(partnership, answer=None, at=at)
    return keep(partnership, answer=answer.raw, at=answer.at)


@transaction.atomic
def keep(partnership: Partnership, *, answer: Json | None, at: datetime) -> Inquiry:
    """Keep an answer: what it warns of, and what it proposes instead of the last one."""
    rows = Partnership.objects.select_related("organisation").select_for_update(of=("self",))
    fresh = rows.get(pk=partnership.pk)
    company = read_company(answer) if answer else None
    on = timezone.localdate(at)
    found = warnings(company, on=on) if company else []
    _propose(fresh, differences(ours_of(fresh), company) if company else [], at=at)
    inquiry, _made = Inquiry.objects.update_or_create(
        partnership=fresh,
        defaults={
            "provider": fresh.provider,
            "asked_at": at,
            "answer": answer,
            "warns_since": warns_since(found, on=on),
        },
    )
    return inquiry


def ours_of(partnership: Partnership) -> Ours:
    """What we have of the organisation, its former names as far as the provider sees them."""
    organisation = partnership.organisation
    former = organisation.names.filter(kind=OrganisationName.Kind.FORMER)
    return Ours(
        name=organisation.name,
        legal_form=organisation.legal_form,
        industry=organisation.industry,
        industry_version=organisation.industry_version,
        municipality=organisation.municipality,
        website=organisation.website,
        ended_on=organisation.ended_on,
        former_names=frozenset(
            row.name for row in former if row.provider_id in {None, partnership.provider_id}
        ),
    )


def _propose(partnership: Partnership, changes: Sequence[Change], *, at: datetime) -> None:
    """The open proposals are what differs now, but for what was declined before."""
    rows = Proposal.objects.filter(partnership=partnership)
    declined = set(rows.filter(accepted=False).values_list("field", "theirs"))
    wanted = {one.field: one for one in changes if (one.field, one.theirs) not in declined}
    rows.open().exclude(field__in=wanted).delete()
    for field, one in wanted.items():
        Proposal.objects.update_or_create(
            partnership=partnership,
            field=field,
            decided_at=None,
            defaults={
                "provider": partnership.provider,
                "ours": one.ours,
                "theirs": one.theirs,
                "since": one.since,
                "seen_at": at,
            },
        )


@transaction.atomic
def accept(proposals: Sequence[Proposal], *, by: Person, at: datetime) -> int:
    """The register is right: its facts become those of the organisations."""
    rows = _locked(proposals)
    for partnership, group in groupby(rows, key=lambda row: row.partnership):
        _take_over(partnership, list(group), by=by)
    _decide(rows, accepted=True, by=by, at=at)
    return len(rows)


@transaction.atomic
def decline(proposals: Sequence[Proposal], *, by: Person, at: datetime) -> int:
    """We know better: the same is not proposed again until the register says something else."""
    rows = _locked(proposals)
    for partnership, group in groupby(rows, key=lambda row: row.partnership):
        changes = [Difference(f"declined.{row.field}", row.theirs, "") for row in group]
        tell(partnership, changes, by=by)
    _decide(rows, accepted=False, by=by, at=at)
    return len(rows)


def _locked(proposals: Sequence[Proposal]) -> list[Proposal]:
    """First the partners, in their order, as `keep` does: two at once wait for each other."""
    keys = [one.pk for one in proposals]
    if not keys:
        raise NotDecided(_("Choose first which changes you mean."))
    partners = {one.partnership_id for one in proposals}
    list(Partnership.objects.select_for_update().filter(pk__in=partners).order_by("pk"))
    rows = list(
        Proposal.objects.open()
        .filter(pk__in=keys)
        .select_related("partnership__organisation", "partnership__provider")
        .select_for_update(of=("self",))
        .order_by("partnership", "pk")
    )
    if len(rows) < len(keys):
        raise NotDecided(_("Somebody has decided this already. Look at what is left."))
    return rows


def _take_over(partnership: Partnership, rows: Sequence[Proposal], *, by: Person) -> None:
    ours = our_side(ours_of(partnership))
    if any(ours[Field(row.field)] != row.ours for row in rows):
        raise NotDecided(
            _("%(name)s has been changed here since YTJ was asked. Ask YTJ again first.")
            % {"name": partnership.name}
        )
    texts = {Field(row.field): row.theirs for row in rows}
    named = next((row.since for row in rows if row.field == Field.NAME), None)
    earlier = former_names(texts.get(Field.FORMER_NAMES, ""))
    seen_on = timezone.localdate(rows[0].seen_at)
    take_over(
        partnership,
        facts=facts_of(texts),
        former=[FormerName(one.name, one.since, one.until) for one in earlier],
        renamed_on=named,
        source=f"YTJ {seen_on.day}.{seen_on.month}.{seen_on.year}",
        by=by,
    )


def _decide(rows: Sequence[Proposal], *, accepted: bool, by: Person, at: datetime) -> None:
    for row in rows:
        row.accepted, row.decided_by, row.decided_at = accepted, by, at
    Proposal.objects.bulk_update(rows, ["accepted", "decided_by", "decided_at"])

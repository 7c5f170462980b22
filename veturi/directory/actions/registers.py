"""What a public register says of an organisation is taken over when somebody accepts it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from veturi.directory.actions.changing import change, change_facts, tell
from veturi.directory.actions.findable import keep_partners_findable
from veturi.directory.actions.partners import edit_partner
from veturi.directory.models import Organisation, OrganisationName, Partnership, Person
from veturi.foundation.history.actions import Difference
from veturi.foundation.text import fold


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that ended, with the days that are known."""

    name: str
    since: date | None = None
    until: date | None = None


@transaction.atomic
def take_over(
    partnership: Partnership,
    *,
    facts: Mapping[str, Any],
    former: Iterable[FormerName] = (),
    renamed_on: date | None = None,
    source: str,
    by: Person,
) -> None:
    """Facts of a private organisation are the provider's; public ones say where they are from."""
    organisation = partnership.organisation
    old = organisation.name
    new = str(facts.get("name", old))
    if organisation.is_public:
        update_public_facts(organisation, facts=facts, source=source, by=by)
    else:
        edit_partner(partnership, by=by, fields={}, facts=facts)
    if new != old:
        _follow(partnership, old=old, new=new, by=by)
        until = renamed_on - timedelta(days=1) if renamed_on else None
        former = [*former, FormerName(old, until=until)]
    add_former_names(partnership, former, by=by)


@transaction.atomic
def update_public_facts(
    organisation: Organisation, *, facts: Mapping[str, Any], source: str, by: Person
) -> None:
    """Each provider reads it in its own history; who accepted it is told at home only."""
    fresh, changes = change_facts(organisation, {**facts, "source": source})
    partners = Partnership.objects.filter(organisation=fresh).select_related("provider")
    for partnership in partners.order_by("pk"):
        at_home = partnership.provider_id == by.provider_id
        tell(partnership, changes, by=by if at_home else None)


def _follow(partnership: Partnership, *, old: str, new: str, by: Person) -> None:
    """The name we use goes along where it was the official one."""
    if fold(partnership.name) == fold(old):
        change(partnership, by=by, fields={"name": new})


@transaction.atomic
def add_former_names(
    partnership: Partnership, names: Iterable[FormerName], *, by: Person
) -> list[OrganisationName]:
    """Those that are not known yet; of those that are, the days that were missing."""
    organisation = partnership.organisation
    visible = Q(provider=None) | Q(provider=partnership.provider_id)
    rows = organisation.names.filter(visible, kind=OrganisationName.Kind.FORMER)
    known = {row.name_folded: row for row in rows}
    owner = None if organisation.is_public else partnership.provider
    made = []
    for one in names:
        folded = fold(one.name)[:200]
        if folded in known:
            _date(known[folded], one)
            continue
        known[folded] = OrganisationName.objects.create(
            organisation=organisation,
            provider=owner,
            kind=OrganisationName.Kind.FORMER,
            name=one.name,
            name_folded=folded,
            since=one.since,
            until=one.until,
        )
        made.append(known[folded])
    partners = Partnership.objects.filter(organisation=organisation)
    keep_partners_findable(partners.values_list("pk", flat=True))
    tell(partnership, [Difference("name.former", "", row.name) for row in made], by=by)
    return made


def _date(row: OrganisationName, one: FormerName) -> None:
    row.since = row.since or one.since
    row.until = row.until or one.until
    row.save(update_fields=["since", "until"])

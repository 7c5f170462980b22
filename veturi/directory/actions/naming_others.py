"""Other names of organisations, and what they go on as: what a provider knows of them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import tell
from veturi.directory.actions.findable import keep_partners_findable
from veturi.directory.models import OrganisationName, Partnership, Person, Succession
from veturi.foundation.history.actions import Difference
from veturi.foundation.text import fold


class NotSucceeded(Exception):
    """The succession is refused; the sentence says why."""


@transaction.atomic
def add_name(
    partnership: Partnership, *, by: Person | None, fields: Mapping[str, Any]
) -> OrganisationName:
    """A name with its dates, kept for the provider that knows it and found by search."""
    row = OrganisationName(
        organisation=partnership.organisation, provider=partnership.provider, **fields
    )
    row.name_folded = fold(row.name)[:200]
    row.full_clean()
    row.save()
    keep_partners_findable([partnership.pk])
    tell(partnership, [Difference(f"name.{row.kind}", "", row.name)], by=by)
    return row


@transaction.atomic
def succeed(
    partnership: Partnership,
    *,
    successor: Partnership,
    by: Person | None,
    fields: Mapping[str, Any],
) -> Succession:
    """The organisation goes on as another; what was done with it stays with it."""
    ends = (partnership.organisation, successor.organisation)
    if Succession.objects.filter(predecessor=ends[1], successor=ends[0]).exists():
        raise NotSucceeded(_("The other one goes on as this one already."))
    row = Succession(
        predecessor=ends[0], successor=ends[1], provider=partnership.provider, **fields
    )
    row.full_clean()
    row.save()
    tell(partnership, [Difference("succession", "", successor.name)], by=by)
    return row

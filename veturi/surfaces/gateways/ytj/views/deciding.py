"""What the pages with proposals share: a proposal in words, and a decision on the chosen ones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import ngettext

from veturi.directory.present import PersonRequest
from veturi.surfaces.gateways.ytj import actions
from veturi.surfaces.gateways.ytj.models import Proposal, ProposalQuerySet
from veturi.surfaces.gateways.ytj.wording import in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Worded:
    """A proposal as the pages show it."""

    row: Proposal
    label: "StrOrPromise"
    ours: str
    theirs: str


def worded(rows: Iterable[Proposal]) -> list[Worded]:
    return [
        Worded(
            row,
            row.get_field_display(),
            in_words(row.field, row.ours),
            in_words(row.field, row.theirs),
        )
        for row in rows
    ]


def decide(request: PersonRequest, decision: Callable[..., int], among: ProposalQuerySet) -> None:
    """Decide on those that are named in the form, and say how many they were."""
    keys = [key for key in request.POST.getlist("proposal") if key.isdecimal()]
    chosen = list(among.seen_by(request.person).filter(pk__in=keys))
    try:
        count = decision(chosen, by=request.person, at=timezone.now())
    except actions.NotDecided as refusal:
        messages.warning(request, str(refusal))
        return
    if decision is actions.accept:
        told = ngettext("%(count)s change accepted.", "%(count)s changes accepted.", count)
    else:
        told = ngettext("%(count)s change declined.", "%(count)s changes declined.", count)
    messages.success(request, told % {"count": count})

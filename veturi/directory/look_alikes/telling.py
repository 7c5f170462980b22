"""Look-alikes in words, and what carries the same number or address."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Partnership, Person
from veturi.directory.rules.duplicates import Reason, Row
from veturi.foundation.search.models import Mark, Shelf

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST = 5
CARRIERS = 200
SENTENCES: Mapping[Reason, "StrOrPromise"] = {
    Reason.BUSINESS_ID: _("The same Y-tunnus, %(value)s."),
    Reason.SAME_NAME: _("The same name."),
    Reason.NEAR_NAME: _("Nearly the same name."),
    Reason.EMAIL: _("The same e-mail, %(value)s."),
    Reason.PHONE: _("The same phone, %(value)s."),
    Reason.DOMAIN: _("The same domain in web or e-mail addresses, %(value)s."),
    Reason.ADDRESS: _("The same address, %(value)s."),
    Reason.MUNICIPALITY: _("In the same municipality."),
    Reason.PARTNER: _("At the same partner."),
}
# These are told beside another reason; alone they say nothing.
WEAK = frozenset({Reason.MUNICIPALITY, Reason.PARTNER})


@dataclass(frozen=True, slots=True)
class Alike:
    """What may be the same, where it is found, and each reason in a sentence."""

    shown: Partnership | Person
    reasons: tuple[str, ...]
    where: str = ""
    is_same: bool = False

    def sentence(self) -> str:
        return _("%(name)s has this Y-tunnus and is a partner already.") % {"name": self.shown}


def told(
    compared: Iterable[tuple[Row, list[Reason]]], first: int
) -> list[tuple[int, list[Reason]]]:
    """Those with a reason that tells, the one with the surest and most reasons first."""
    found = [(row.key, reasons) for row, reasons in compared if set(reasons) - WEAK]
    found.sort(key=lambda one: (Reason.BUSINESS_ID not in one[1], -len(one[1]), one[0]))
    return found[:first]


def sentences(reasons: Iterable[Reason], said: Mapping[Reason, str]) -> tuple[str, ...]:
    """Each reason, with what was typed told back."""
    return tuple(str(SENTENCES[one]) % {"value": said.get(one, "")} for one in reasons)


def carriers(mark: str, scope: str, shelves: Collection[Shelf]) -> list[tuple[str, int]]:
    """What carries the mark; nothing when very many do."""
    rows = Mark.objects.filter(scope=scope, mark=mark, shelf__in=shelves)
    found = list(rows.values_list("shelf", "key").order_by()[: CARRIERS + 1])
    return found if len(found) <= CARRIERS else []

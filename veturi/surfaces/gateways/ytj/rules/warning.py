"""What must be known before anything is agreed with a company."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.surfaces.gateways.ytj.rules.companies import Company

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: its word, the signal that is shown, what to think of; since when, if known."""

    code: str
    signal: str
    word: "StrPromise"
    dated: "StrPromise"
    advice: "StrPromise"
    since: date | None

    @property
    def sentence(self) -> str:
        """The word with its day: “Bankrupt since 3.11.2026”."""
        if self.since is None:
            return f"{self.word}."
        day = f"{self.since.day}.{self.since.month}.{self.since.year}"
        return str(self.dated) % {"day": day}


Kind = tuple[str, "StrPromise", "StrPromise", "StrPromise"]
# Gravest first.
KINDS: dict[str, Kind] = {
    "KONK": (
        "stop",
        _("Bankrupt"),
        _("Bankrupt since %(day)s."),
        _("Agree on nothing new; talk with the administrator of the estate about what runs."),
    ),
    ENDED: (
        "stop",
        _("Ceased"),
        _("Ceased %(day)s."),
        _("The organisation no longer exists in the register. Does another one go on?"),
    ),
    "SELTILA": (
        "stop",
        _("In liquidation"),
        _("In liquidation since %(day)s."),
        _("The organisation is being wound up: agree on nothing new."),
    ),
    "SANE": (
        "wait",
        _("In restructuring"),
        _("In restructuring since %(day)s."),
        _("The organisation goes on under a programme: ask before you agree on something long."),
    ),
}


def warnings(company: Company, *, on: date) -> list[Warned]:
    """Bankruptcy, liquidation and restructuring that have not ended, and the company's own end."""
    running = {
        one.code: one.since
        for one in company.situations
        if one.code in KINDS and (one.until is None or one.until > on)
    }
    if company.ended_on is not None:
        running[ENDED] = company.ended_on
    return [_warned(code, running[code]) for code in KINDS if code in running]


def warns_since(found: list[Warned], *, on: date) -> date | None:
    """The first day of the gravest one; the day it was seen when the register says none."""
    return next((one.since or on for one in found), None)


def _warned(code: str, since: date | None) -> Warned:
    signal, word, dated, advice = KINDS[code]
    return Warned(code, signal, word, dated, advice, since)

"""A history written in a file, read into the same tallies that the pages use.

For `veturi levels try` and `veturi reciprocity try`: a provider tries new thresholds on
deeds of its own making, without a database.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from veturi.foundation.written import (
    Field,
    day,
    last_day,
    number,
    one_of,
    optional,
    record,
    refuse_before,
    row,
    rows,
)
from veturi.ledger.kinds import Currency, DeedKind, deed_kind, kind_of
from veturi.ledger.months import default_end, month_of
from veturi.ledger.past import Counted, Past, Standing, Summed

LARGEST_AMOUNT = 10**12
# A membership lasts until it is left, and leaving needs no last day (kinds.md 5.2, rule 8).
ENDLESS = frozenset({"networks.joined", "networks.left"})


@dataclass(frozen=True, slots=True)
class Gave:
    """What one side gave, by somebody's version."""

    giver: str
    currency: Currency
    amount: Decimal
    confidence: str | None = None

    @property
    def hundredths(self) -> int:
        return int((self.amount * 100).to_integral_value(ROUND_FLOOR))

    @property
    def figure(self) -> tuple[str, str, int]:
        return self.giver, self.currency.value, self.hundredths


@dataclass(frozen=True, slots=True)
class WrittenDeed:
    """A deed, or a paper, as the file has it."""

    kind: DeedKind
    on: date
    retracted_on: date | None = None
    until: date | None = None
    contributions: tuple[Gave, ...] = ()
    partner_version: tuple[Gave, ...] | None = None

    def __post_init__(self) -> None:
        refuse_before(self.on, "retracted_on", self.retracted_on)
        refuse_before(self.on, "until", self.until)

    def agreed(self) -> Iterable[tuple[str, str, int, str]]:
        """Our version; what the partner's says the same of is confirmed (kinds.md 6.2)."""
        theirs = {gift.figure for gift in self.partner_version or ()}
        for gift in self.contributions:
            same = gift.figure in theirs
            yield *gift.figure, "confirmed" if same else str(gift.confidence)

    def as_paper(self) -> Standing:
        """With its last day; a missing one is filled as the pen fills it."""
        until, months = self.until, self.kind.document_months
        if until is None and months:
            until = default_end(self.on, months)
        return Standing(self.kind.code, self.on, until)


GIVER = Field("giver", one_of(["partner", "provider"]))
CURRENCY = Field("currency", one_of(list(Currency)))
AMOUNT = Field("amount", number(0, LARGEST_AMOUNT))
TRUSTED = one_of(["estimated", "logged", "confirmed"])
KIND = Field("kind", kind_of(deed_kind))
ON = Field("on", day)
UNTIL = Field("until", optional(last_day), None)
RETRACTED = Field("retracted_on", optional(last_day), None)

ours = row(Gave, GIVER, CURRENCY, AMOUNT, Field("confidence", TRUSTED))
theirs = row(Gave, GIVER, CURRENCY, AMOUNT, Field("confidence", optional(TRUSTED), None))
deed = record(
    WrittenDeed,
    KIND,
    ON,
    RETRACTED,
    UNTIL,
    Field("contributions", rows(ours, "contribution"), ()),
    Field("partner_version", optional(rows(theirs, "partner_version")), None),
)
paper = record(WrittenDeed, KIND, ON, RETRACTED, UNTIL)

DEEDS = Field("deeds", rows(deed, "Deed"), ())


def read_past(deeds: Iterable[WrittenDeed]) -> Past:
    """Tallies of deeds that are not retracted; our version of every amount."""
    counts: Counter[tuple[str, int]] = Counter()
    sums: Counter[tuple[str, int, str, str, str]] = Counter()
    for one in deeds:
        if one.retracted_on is None:
            kind, month = one.kind.code, month_of(one.on)
            counts[kind, month] += 1
            for giver, currency, amount, confidence in one.agreed():
                sums[kind, month, currency, giver, confidence] += amount
    return Past(
        counts=[Counted(kind, month, n) for (kind, month), n in sorted(counts.items())],
        sums=[Summed(*key, amount) for key, amount in sorted(sums.items())],
    )


def read_documents(papers: Iterable[WrittenDeed], deeds: Iterable[WrittenDeed]) -> list[Standing]:
    """What stands by the file's own word (decision 16).

    A deed is a document only where the file gives it an `until`; joining and leaving a network
    need none.
    """
    said = [one for one in deeds if one.until or one.kind.code in ENDLESS]
    return [one.as_paper() for one in [*papers, *said] if one.retracted_on is None]

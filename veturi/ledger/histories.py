"""A history written in a file, read into the same tallies that the pages use.

For `veturi levels try` and `veturi reciprocity try`: a provider tries new thresholds on
deeds of its own making, without a database.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any

from veturi.ledger.kinds import Currency, deed_kind
from veturi.ledger.months import default_end, month_of
from veturi.ledger.past import Counted, Past, Standing, Summed


class NotAHistory(Exception):
    """The file does not say what it must; the sentence names the place."""


def read_past(deeds: Sequence[Mapping[str, Any]]) -> Past:
    """Tallies of deeds that are not retracted; our version of every amount."""
    counts: Counter[tuple[str, int]] = Counter()
    sums: Counter[tuple[str, int, str, str, str]] = Counter()
    for place, deed in enumerate(deeds, 1):
        if deed.get("retracted_on"):
            continue
        kind, month = _kind(deed, place), month_of(_day(deed, "on", place))
        counts[kind, month] += 1
        for giver, currency, amount, confidence in _agreed(deed, place):
            sums[kind, month, currency, giver, confidence] += amount
    return Past(
        counts=[Counted(kind, month, n) for (kind, month), n in sorted(counts.items())],
        sums=[Summed(*key, amount) for key, amount in sorted(sums.items())],
    )


def read_documents(
    documents: Iterable[Mapping[str, Any]], deeds: Iterable[Mapping[str, Any]]
) -> list[Standing]:
    """Documents with their last day; a missing one is filled as the pen fills it.

    A deed is a document only where the file gives it an `until`; joining and leaving a network
    need none.
    """
    endless = {"networks.joined", "networks.left"}
    said = [row for row in deeds if row.get("until") or row.get("kind") in endless]
    return _standing([*documents, *said])


def _standing(rows: Iterable[Mapping[str, Any]]) -> list[Standing]:
    found = []
    for place, row in enumerate(rows, 1):
        if row.get("retracted_on"):
            continue
        kind = _kind(row, place)
        done_on = _day(row, "on", place)
        until = _day(row, "until", place) if row.get("until") else None
        months = deed_kind(kind).document_months
        if until is None and months:
            until = default_end(done_on, months)
        found.append(Standing(kind, done_on, until))
    return found


def _kind(deed: Mapping[str, Any], place: int) -> str:
    try:
        return deed_kind(deed["kind"]).code
    except LookupError as unknown:
        raise NotAHistory(f"Deed {place}: kind {deed.get('kind')!r} is not known.") from unknown


def _day(deed: Mapping[str, Any], field: str, place: int) -> date:
    try:
        return date.fromisoformat(str(deed[field])[:10])
    except (KeyError, ValueError) as wrong:
        raise NotAHistory(f"Deed {place}: “{field}” must be a day such as 2026-11-24.") from wrong


def _agreed(deed: Mapping[str, Any], place: int) -> Iterable[tuple[str, str, int, str]]:
    """Our version; what the partner's version says the same of is confirmed (kinds.md 6.2)."""
    theirs = [
        (giver, currency, hundredths(amount))
        for giver, currency, amount, *_rest in deed.get("partner_version") or ()
    ]
    for giver, currency, amount, confidence in _contributions(deed, place):
        same = (giver, currency, amount) in theirs
        yield giver, currency, amount, "confirmed" if same else confidence


def hundredths(amount: Any) -> int:
    return int((Decimal(str(amount)) * 100).to_integral_value(ROUND_FLOOR))


def _contributions(deed: Mapping[str, Any], place: int) -> Iterable[tuple[str, str, int, str]]:
    for row in deed.get("contributions", []):
        try:
            giver, currency, amount, confidence = row
            exact = hundredths(amount)
            Currency(currency)
        except (ValueError, InvalidOperation) as wrong:
            raise NotAHistory(f"Deed {place}: contribution {row!r} cannot be read.") from wrong
        if giver not in {"partner", "provider"} or confidence not in {
            "estimated",
            "logged",
            "confirmed",
        }:
            raise NotAHistory(f"Deed {place}: contribution {row!r} cannot be read.")
        yield giver, currency, exact, confidence

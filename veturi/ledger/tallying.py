"""Adding to tallies: SQL upserts of some hundred rows, sorted so that writers never deadlock."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from django.db import connection

from veturi.ledger.giving import Share
from veturi.ledger.models import Contribution, OwnSum, OwnTally, Sum, Tally

COUNT_KEYS = ("provider_id", "partner_id", "kind", "month")
SUM_KEYS = (*COUNT_KEYS, "currency", "giver", "confidence")
OWN_COUNT_KEYS = ("provider_id", "kind", "month")
OWN_SUM_KEYS = (*OWN_COUNT_KEYS, "currency", "giver", "confidence")
Key = tuple[int | str, ...]
AT_ONCE = 500


class Tallying:
    """Collects what a set of deeds adds (or takes away), then writes it table by table."""

    def __init__(self, provider: int) -> None:
        self.provider = provider
        self.counts: Counter[Key] = Counter()
        self.sums: Counter[Key] = Counter()
        self.own_counts: Counter[Key] = Counter()
        self.own_sums: Counter[Key] = Counter()

    def add(self, *, kind: str, month: int, partners: Iterable[int], sign: int = 1) -> None:
        """One deed: once for each partner in it, once for the provider."""
        for partner in partners:
            self.counts[self.provider, partner, kind, month] += sign
        self.own_counts[self.provider, kind, month] += sign

    def give(self, share: Share, *, kind: str, month: int, sign: int = 1) -> None:
        tail = (share.currency, share.giver, share.confidence)
        amount = sign * share.hundredths
        self.sums[(self.provider, share.partner, kind, month, *tail)] += amount
        self.own_sums[(self.provider, kind, month, *tail)] += amount

    def write(self) -> None:
        upsert(Tally._meta.db_table, COUNT_KEYS, COUNT_KEYS[1:], "n", self.counts)
        upsert(Sum._meta.db_table, SUM_KEYS, SUM_KEYS[1:], "hundredths", self.sums)
        upsert(OwnTally._meta.db_table, OWN_COUNT_KEYS, OWN_COUNT_KEYS, "n", self.own_counts)
        upsert(OwnSum._meta.db_table, OWN_SUM_KEYS, OWN_SUM_KEYS, "hundredths", self.own_sums)


def upsert(
    table: str, columns: tuple[str, ...], unique: tuple[str, ...], figure: str, rows: Counter[Key]
) -> None:
    """`figure = figure + new` for each key; both databases read the same statement."""
    names = ", ".join((*columns, figure))
    row = f"({', '.join(['%s'] * (len(columns) + 1))})"
    change = (
        f"ON CONFLICT ({', '.join(unique)}) "
        f"DO UPDATE SET {figure} = {table}.{figure} + excluded.{figure}"
    )
    ordered = [(*key, amount) for key, amount in sorted(rows.items()) if amount]
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), AT_ONCE):
            some = ordered[start : start + AT_ONCE]
            marks = ", ".join([row] * len(some))
            statement = f"INSERT INTO {table} ({names}) VALUES {marks} {change}"  # noqa: S608 - names are ours
            cursor.execute(statement, list(chain.from_iterable(some)))
    _clear(table, columns, figure, [key for key, amount in sorted(rows.items()) if amount < 0])


def _clear(table: str, columns: tuple[str, ...], figure: str, keys: list[Key]) -> None:
    """What was taken away wholly leaves no row of nothing.

    The provider's book is locked, so nobody else writes these rows meanwhile.
    """
    same = " AND ".join(f"{column} = %s" for column in columns)
    statement = f"DELETE FROM {table} WHERE {same} AND {figure} = 0"  # noqa: S608 - names are ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, keys)


def standing_confidence(contribution: Contribution) -> str:
    """Ours becomes confirmed when the partner's figure is the same."""
    confirmation = getattr(contribution, "confirmation", None)
    agreed = confirmation is not None and confirmation.hundredths == contribution.hundredths
    return "confirmed" if agreed else contribution.confidence


def share_of(contribution: Contribution, *, confidence: str) -> Share:
    return Share(
        contribution.partner_id,
        contribution.giver,
        contribution.currency,
        contribution.hundredths,
        confidence,
    )

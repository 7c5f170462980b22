"""Digests and links, pure: what a row, a block and the chain come to.

A row's digest covers its contents by a digest of theirs, made with salt. So contents and salt can
be erased: the digest of contents stays in their place, and what was sealed still agrees.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

BLOCK = 2000
LONGEST_OPEN = timedelta(hours=1)
_ENTRY = struct.Struct(">q32s")
Entry = tuple[int, bytes]


def _plain(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
)


def digest(values: Sequence[Any]) -> bytes:
    """Of plain values, days, and what JSON holds; the same on every database."""
    return sha256(_ENCODER.encode(values).encode()).digest()


def content_digest(salt: str, content: Sequence[Any]) -> str:
    return digest([salt, *content]).hex()


@dataclass(frozen=True, slots=True)
class Block:
    """What a link of the chain is made of."""

    number: int
    table: str
    first: int
    last: int
    rows: int
    sum: str


def link(previous: str, block: Block) -> str:
    """The value of the chain with this block added."""
    parts = [block.number, block.table, block.first, block.last, block.rows, block.sum]
    return digest([previous, *parts]).hex()


def pack(entries: Iterable[Entry]) -> bytes:
    return b"".join(_ENTRY.pack(*entry) for entry in entries)


def unpack(entries: bytes) -> Iterator[Entry]:
    yield from _ENTRY.iter_unpack(entries)


def sum_of(entries: bytes) -> str:
    return sha256(entries).hexdigest()


def first_difference(sealed: Iterable[Entry], found: Iterable[Entry]) -> int | None:
    """The lowest key whose row was changed, taken away or slipped in."""
    differing = set(sealed).symmetric_difference(found)
    return min((key for key, _digest in differing), default=None)


def is_due(waiting: int, *, sealed_at: datetime | None, at: datetime) -> bool:
    """A whole block is sealed at once; a few rows wait for at most an hour."""
    if waiting == 0:
        return False
    return waiting >= BLOCK or sealed_at is None or at - sealed_at >= LONGEST_OPEN

"""What a register knows of qualifications, as plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Known:
    """A qualification as a register knows it."""

    code: str
    record_number: str
    kind: str
    names: tuple[str, str, str]
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class KnownUnit:
    code: str
    version: int
    names: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class KnownPart:
    """A unit in the qualification of a record number."""

    record_number: str
    code: str
    points: Decimal | None
    is_compulsory: bool

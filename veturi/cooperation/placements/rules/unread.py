"""A row of a file that is not taken: named with its column and why, while the rest comes in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Unread:
    number: int
    column: str
    why: "StrOrPromise"

"""Why a file is not read: each refusal says what can be done about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most; `cells` is rows times columns of one sheet."""

    unpacked_bytes: int = 200_000_000
    rows: int = 120_000
    columns: int = 200
    cells: int = 6_000_000

    def check_bytes(self, found: int) -> None:
        if found > self.unpacked_bytes:
            sentence = _("The file holds more than {limit} megabytes. Divide it into smaller ones.")
            raise TooLarge(format_lazy(sentence, limit=self.unpacked_bytes // 1_000_000))

    def check_area(self, *, rows: int, columns: int) -> None:
        if rows > self.rows:
            sentence = _("The sheet has more than {limit} rows. Divide it into smaller ones.")
            raise TooLarge(format_lazy(sentence, limit=self.rows))
        if columns > self.columns:
            sentence = _("The sheet has more than {limit} columns. Remove those not needed.")
            raise TooLarge(format_lazy(sentence, limit=self.columns))
        if rows * columns > self.cells:
            sentence = _("The sheet has more than {limit} cells. Divide it into smaller ones.")
            raise TooLarge(format_lazy(sentence, limit=self.cells))


class SheetRefused(Exception):
    """A file that is not read, with a sentence for the one who brought it."""

    def __init__(self, sentence: "StrOrPromise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class TooLarge(SheetRefused):
    """More than the limits allow, seen before it is read."""


class NotASheet(SheetRefused):
    """Some other kind of file."""


class Unreadable(SheetRefused):
    """A spreadsheet, but locked, broken or of a kind no longer read."""

"""What is found in a cell: told, asked or refused."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Severity(IntEnum):
    """How much a finding hinders; the greatest of a row is the row's own."""

    NONE = 0
    INFO = 1
    QUESTION = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """`proposal` is the text that would settle a question, if there is one."""

    field: str
    severity: Severity
    sentence: "StrOrPromise"
    proposal: str = ""

    @property
    def hinders(self) -> bool:
        """Somebody must mend the cell or answer first."""
        return self.severity >= Severity.QUESTION


def worst(findings: "list[Finding]") -> Severity:
    return max((finding.severity for finding in findings), default=Severity.NONE)

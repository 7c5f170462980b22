"""A row while it is read: what it says so far, and what must be said about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.surfaces.imports.rules.findings import Finding, Severity
from veturi.surfaces.imports.rules.values import Values

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(slots=True)
class Taking:
    """`answered` are the fields that somebody has mended or answered."""

    networks: bool
    today: date
    answered: Collection[str] = frozenset()
    values: Values = field(default_factory=Values)
    findings: list[Finding] = field(default_factory=list)
    of_contacts: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, key: str, sentence: "StrOrPromise", **told: object) -> None:
        self._add(key, Severity.INFO, sentence, told)

    def refuse(self, key: str, sentence: "StrOrPromise", **told: object) -> None:
        self._add(key, Severity.ERROR, sentence, told)

    def ask(
        self, key: str, sentence: "StrOrPromise", *, text: str = "", proposal: str = ""
    ) -> bool:
        """Whether it must be asked: somebody may have answered that the text is right as it is."""
        if proposal and text == proposal and key in self.answered:
            return False
        self.findings.append(Finding(key, Severity.QUESTION, sentence, proposal))
        return True

    def too_long(self, key: str, longest: int) -> None:
        self.refuse(key, _("The text is longer than {longest} characters."), longest=longest)

    def is_open(self, key: str) -> bool:
        """Whether somebody must see to the field first."""
        return any(one.field == key and one.hinders for one in self.findings)

    def _add(
        self,
        key: str,
        severity: Severity,
        sentence: "StrOrPromise",
        told: Mapping[str, object],
    ) -> None:
        said = format_lazy(sentence, **told) if told else sentence
        self.findings.append(Finding(key, severity, said))

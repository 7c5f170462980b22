"""Industries (toimiala) in both classifications now in use, TOL 2008 and TOL 2025."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from django.utils.translation import get_language

from veturi.directory.codes.tables import rows

VERSIONS = ("2008", "2025")


class UnknownClassification(LookupError):
    """Neither TOL 2008 nor TOL 2025."""


class Level(IntEnum):
    SECTION = 1
    DIVISION = 2
    GROUP = 3
    CLASS = 4


@dataclass(frozen=True, slots=True)
class Industry:
    """One code; Finnish names exist for sections and divisions, English ones for all."""

    version: str
    code: str
    level: Level
    section: str
    name_en: str
    name_fi: str

    def __str__(self) -> str:
        finnish = (get_language() or "fi").startswith("fi")
        return (finnish and self.name_fi) or self.name_en


def industries(version: str) -> tuple[Industry, ...]:
    """The whole classification in its own order, each section before what belongs to it."""
    return tuple(_by_code(version).values())


def industry(version: str, code: str) -> Industry | None:
    """The industry of a code as registers write it: 85320, 85.32 and 8532 are one class.

    The fifth, national digit is not in the table; the class above it answers.
    """
    digits = code.strip().replace(".", "").upper()
    known = _by_code(version)
    return known.get(digits) or known.get(digits[:4])


@lru_cache(maxsize=len(VERSIONS))
def _by_code(version: str) -> dict[str, Industry]:
    if version not in VERSIONS:
        raise UnknownClassification(version)
    found: dict[str, Industry] = {}
    section = ""
    for row in rows(f"industries_{version}.csv"):
        level = Level(int(row["level"]))
        section = row["code"] if level == Level.SECTION else section
        found[row["code"]] = Industry(
            version, row["code"], level, section, row["name_en"], row["name_fi"]
        )
    return found

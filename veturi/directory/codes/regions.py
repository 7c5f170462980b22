"""Regions of Finland (maakunta), by the code of Statistics Finland."""

from dataclasses import dataclass
from functools import lru_cache

from veturi.directory.codes.tables import rows
from veturi.foundation.words import Words


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    name: Words

    def __str__(self) -> str:
        return str(self.name)


def region(code: str) -> Region | None:
    return _regions().get(code)


def regions() -> tuple[Region, ...]:
    return tuple(_regions().values())


@lru_cache(maxsize=1)
def _regions() -> dict[str, Region]:
    return {
        row["code"]: Region(row["code"], Words(row["name_fi"], row["name_sv"], row["name_en"]))
        for row in rows("regions.csv")
    }

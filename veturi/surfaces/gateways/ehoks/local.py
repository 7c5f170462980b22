"""The twin of eHOKS for the demo, the tests and development: no network.

It has the HOKSes of `samples.py`; in the mood `mirrors`, which is the demo’s, also those of our own
students (`mirror.py`). What is sent to it lies in the cache.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core.cache import cache

from veturi.cooperation.placements.national import hoks_problems
from veturi.surfaces.gateways.ehoks import mirror, samples
from veturi.surfaces.gateways.ehoks.refusals import Busy, NotAccepted, NotFound, NotReached, Refused
from veturi.surfaces.gateways.ehoks.rules.hoks import Json

KEPT = 7 * 24 * 3600
WAIT = 60


class Mood(StrEnum):
    ANSWERS = "answers"
    MIRRORS = "mirrors"
    OFFLINE = "offline"
    BUSY = "busy"
    STRANGE = "strange"  # it does not know us


@dataclass(frozen=True, slots=True)
class Twin:
    """The register in a mood."""

    mood: Mood = Mood.ANSWERS

    def hoks_of(self, study_right: str) -> Json:
        self._refuse()
        kept: Json | None = cache.get(f"ehoks:hoks:{study_right}") or self._at_first(study_right)
        if kept is None:
            raise NotFound
        return kept

    def replace(self, hoks: Json) -> None:
        """Judged as eHOKS would, then kept."""
        self._refuse()
        if problems := hoks_problems(hoks, {}, None, method="PUT"):
            raise Refused(" ".join(problems))
        old = self.hoks_of(hoks["opiskeluoikeus-oid"])
        if old["id"] != hoks["id"]:
            raise NotFound
        cache.set(f"ehoks:hoks:{hoks['opiskeluoikeus-oid']}", hoks, KEPT)

    def _at_first(self, study_right: str) -> Json | None:
        if study_right == samples.STUDY_RIGHT:
            return samples.HOKS
        return mirror.hoks_of(study_right) if self.mood == Mood.MIRRORS else None

    def _refuse(self) -> None:
        if self.mood == Mood.OFFLINE:
            raise NotReached
        if self.mood == Mood.BUSY:
            raise Busy(WAIT)
        if self.mood == Mood.STRANGE:
            raise NotAccepted

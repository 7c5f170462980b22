"""The twin of ePerusteet for the demo, the tests and development: no network.

It can be told to be offline or busy (`VETURI_EPERUSTEET_TWIN`).
"""

from dataclasses import dataclass
from enum import StrEnum

from veturi.surfaces.gateways.eperusteet import samples
from veturi.surfaces.gateways.eperusteet.refusals import Busy, NotReached
from veturi.surfaces.gateways.eperusteet.rules.requirements import Json

WAIT = 60


class Mood(StrEnum):
    ANSWERS = "answers"
    OFFLINE = "offline"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Twin:
    """The register in a mood; a row a page, so that there are two of them."""

    mood: Mood = Mood.ANSWERS

    def page(self, number: int) -> Json:
        self._refuse()
        rows = samples.ROWS[number : number + 1]
        total = len(samples.ROWS)
        return {
            "data": rows,
            "sivuja": total,
            "kokonaismäärä": total,
            "sivukoko": 1,
            "sivu": number,
        }

    def whole(self, key: int) -> Json:
        self._refuse()
        if key not in samples.WHOLE:
            raise NotReached
        return samples.WHOLE[key]

    def _refuse(self) -> None:
        if self.mood == Mood.OFFLINE:
            raise NotReached
        if self.mood == Mood.BUSY:
            raise Busy(WAIT)

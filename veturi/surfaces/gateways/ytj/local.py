"""The twin of YTJ for the demo, the tests and development: made-up companies, no network.

It can be told to be offline or busy (`VETURI_YTJ_TWIN`).
"""

from dataclasses import dataclass
from enum import StrEnum

from veturi.foundation.text import fold
from veturi.surfaces.gateways.ytj.refusals import Busy, NotReached
from veturi.surfaces.gateways.ytj.rules.companies import Json, companies_in, only_company
from veturi.surfaces.gateways.ytj.samples import ANSWER

WAIT = 60


class Mood(StrEnum):
    ANSWERS = "answers"
    OFFLINE = "offline"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Twin:
    """The register in a mood."""

    mood: Mood = Mood.ANSWERS

    def company(self, business_id: str) -> Json:
        self._refuse()
        return only_company(ANSWER, business_id)

    def named(self, name: str) -> Json:
        """Like the register: by any name that a company has or had."""
        self._refuse()
        wanted = fold(name)
        found = [
            one
            for one in companies_in(ANSWER)
            if any(wanted in fold(row["name"]) for row in one["names"])
        ]
        return {"totalResults": len(found), "companies": found}

    def _refuse(self) -> None:
        if self.mood == Mood.OFFLINE:
            raise NotReached
        if self.mood == Mood.BUSY:
            raise Busy(WAIT)

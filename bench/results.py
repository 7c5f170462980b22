"""What came of a row, and whether its target is met."""

from dataclasses import asdict, dataclass, field
from typing import Any

from bench.asking import Answers

CEILING = 3.0
GROWTH = 1.5
SEARCH_MS = 50.0
FORECAST_MS = 2000.0
FOUND = 0.95
IMPORT_ROWS = 8000
IMPORT_MB = 600
SCAN_SECONDS = 10
PAPERS, PAPERS_SECONDS = 100, 10
PRECISION, RECALL = 0.99, 0.96


@dataclass(slots=True)
class Cost:
    """What a request or a job costs: of the app, and of the database beside it."""

    app_ms: float = 0
    database_ms: float = 0
    one: tuple[float, float] = (0, 0)
    eight: tuple[float, float] = (0, 0)
    per_second: float = 0
    megabytes: float = 0
    size: int = 0

    @property
    def processor_ms(self) -> float:
        return self.app_ms + self.database_ms


@dataclass(slots=True)
class Result:
    """A row of the table."""

    name: str
    engine: str
    town: str
    target: str = ""
    is_met: bool | None = None
    ours: Cost | None = None
    floor: Cost | None = None
    said: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times the floor's processor time ours is."""
        if self.ours is None or self.floor is None or not self.floor.processor_ms:
            return None
        return self.ours.processor_ms / self.floor.processor_ms

    @property
    def verdict(self) -> str:
        return {None: "–", True: "met", False: "missed"}[self.is_met]

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio, "verdict": self.verdict}


def cost_of(one: Answers, eight: Answers, used: tuple[float, float], megabytes: float) -> Cost:
    many = len(eight.took)
    return Cost(
        app_ms=used[0] * 1000 / many,
        database_ms=used[1] * 1000 / many,
        one=(one.p50, one.p99),
        eight=(eight.p50, eight.p99),
        per_second=many / eight.seconds,
        megabytes=megabytes,
        size=eight.size // many,
    )

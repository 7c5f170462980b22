"""A provider's own rules, in force from a day on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from veturi.directory.models import Person, Provider
from veturi.foundation.written import Unreadable
from veturi.insight.levels.models import LevelRules
from veturi.insight.levels.ruleset import read_rules
from veturi.ledger.adopting import NotAdopted, adopt


def adopt_rules(
    provider: Provider,
    *,
    data: Mapping[str, Any],
    valid_from: date,
    source: str,
    why: str,
    by: Person,
    at: datetime,
) -> LevelRules:
    """A set of one's own from a day on; the past keeps the verdicts it was given."""
    dated = {"valid_from": valid_from.isoformat(), "valid_until": None, "source": source}
    written = {**data, **dated}
    try:
        version = read_rules(written).version
    except Unreadable as wrong:
        raise NotAdopted(str(wrong)) from wrong
    row = LevelRules(
        provider=provider,
        version=version,
        valid_from=valid_from,
        source=source,
        data=written,
        why=why,
    )
    return adopt(row, by=by, at=at)

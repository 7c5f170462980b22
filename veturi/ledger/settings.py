"""The default amounts in force: the provider's own dated ones, else the catalogue's."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Self

from veturi.directory.models import Provider
from veturi.ledger.kinds import DeedKind, Gift
from veturi.ledger.models import KindSetting
from veturi.ledger.terms import read_gifts


class Defaults:
    """A provider's settings, read once for a whole set of deeds."""

    def __init__(self, settings: Sequence[KindSetting]) -> None:
        self._by_kind: dict[str, list[KindSetting]] = defaultdict(list)
        for setting in sorted(settings, key=lambda setting: setting.valid_from, reverse=True):
            self._by_kind[setting.kind].append(setting)

    @classmethod
    def of(cls, provider: Provider) -> Self:
        return cls(list(KindSetting.objects.filter(provider=provider)))

    def gifts(self, kind: DeedKind, *, on: date) -> tuple[tuple[Gift, ...], tuple[Gift, ...]]:
        """What the partner gives and what we give by default on the day."""
        for setting in self._by_kind.get(kind.code, []):
            if setting.valid_from <= on:
                return read_gifts(setting.partner_gives), read_gifts(setting.we_give)
        return kind.partner_gives, kind.we_give

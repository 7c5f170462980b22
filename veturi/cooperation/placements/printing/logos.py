"""The logo of the school as it was when a paper was drawn up, so that it prints the same again."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from veturi.cooperation.placements.models import Version
from veturi.cooperation.placements.printing.layout import midnight
from veturi.directory.models import Logo, Provider

DAY = timedelta(days=1)


def logos_of(versions: Sequence[Version]) -> dict[int, bytes | None]:
    """Of each version by its key; one question for all of them."""
    shelf = Shelf({version.provider_id for version in versions})
    return {version.pk: shelf.at(version.provider_id, version.made_at) for version in versions}


def logo_on(provider: Provider, day: date) -> bytes | None:
    """The one that the day ended with."""
    return Shelf({provider.pk}).at(provider.pk, midnight(day + DAY))


class Shelf:
    """All logos that these schools have had; the file of each is read once."""

    def __init__(self, providers: Collection[int]) -> None:
        self._rows = list(Logo.objects.filter(provider__in=providers).order_by("pk"))
        self._files: dict[int, bytes | None] = {}

    def at(self, provider: int, moment: datetime) -> bytes | None:
        rows = [row for row in self._rows if row.provider_id == provider]
        row = next((row for row in rows if row.stood_at(moment)), None)
        return self._file(row) if row else None

    def _file(self, row: Logo) -> bytes | None:
        """A file that has gone leaves the name in its place."""
        if row.pk not in self._files:
            try:
                with row.file.open() as file:
                    self._files[row.pk] = file.read()
            except FileNotFoundError:
                self._files[row.pk] = None
        return self._files[row.pk]

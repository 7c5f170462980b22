"""What a list says of layers: kept with its source, proves nothing."""

from collections.abc import Collection, Iterable
from datetime import date

from veturi.directory.models import Partnership, Provider
from veturi.insight.levels.models import Statement
from veturi.ledger.kinds import Layer


def state_layers(
    rows: Iterable[tuple[Partnership, Layer]], *, provider: Provider, source: str, on: date
) -> None:
    """What a list says of layers, kept with its source; the set form."""
    Statement.objects.bulk_create(
        [
            Statement(
                provider=provider, partner=partner, layer=layer.value, said_on=on, source=source
            )
            for partner, layer in rows
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def unstate(provider: Provider, *, source: str, but: Collection[int] = ()) -> None:
    """Take back what a source said of layers, but for some partners."""
    rows = Statement.objects.filter(provider=provider, source=source)
    rows.exclude(partner__in=list(but)).delete()

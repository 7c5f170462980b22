"""By what encounters are found: the line that somebody wrote of each."""

from collections.abc import Iterable, Iterator

from veturi.cooperation.encounters.models import Encounter
from veturi.directory.models import Provider
from veturi.foundation.search.keeping import Named
from veturi.foundation.search.models import Shelf


def everything_of(provider: Provider) -> Iterator[Named]:
    """All that should stand in the index, for its rebuilding and its audit."""
    rows = Encounter.objects.standing().filter(provider=provider).exclude(line="")
    yield from named_lines(rows.order_by("pk").iterator(), provider=provider)


def named_lines(encounters: Iterable[Encounter], *, provider: Provider) -> Iterator[Named]:
    for encounter in encounters:
        if encounter.line:
            yield Named(Shelf.LINE, encounter.pk, provider.scope, [encounter.line])

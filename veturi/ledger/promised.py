"""What is promised, in words: the ledger holds none, the modules that promised do."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from veturi.directory.models import Person
from veturi.ledger.models import Promise

# The words that a module keeps of some of these promises, as far as this person may read them.
Words = Callable[..., dict[int, str]]


def words_of(promises: Sequence[Promise], *, to: Person) -> dict[int, str]:
    """What was agreed, in words; a promise without words goes by its kind."""
    written: dict[int, str] = {}
    for path in settings.WORDS_OF_PROMISES:
        module: Words = import_string(path)
        written |= module(promises, to=to)
    return {row.pk: written.get(row.pk) or str(row.catalogue.name) for row in promises}

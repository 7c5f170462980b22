"""`veturi search rebuild` makes the index anew; `veturi search check` looks whether it is right."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from veturi.cooperation.encounters import finding as encounters
from veturi.cooperation.placements.reading import finding as placements
from veturi.directory import finding as directory
from veturi.directory.models import Provider
from veturi.foundation.search.keeping import Named, differences, put, start_afresh


class Command(BaseCommand):
    help = "Rebuild the search index, or check that it is in step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["rebuild", "check"])

    def handle(self, *, verb: str, **_options: Any) -> None:
        if verb == "rebuild":
            start_afresh()
            put(everything())
            self.stdout.write("The index is new.")
            return
        found = 0
        for line in differences(everything()):
            found += 1
            self.stdout.write(line)
        self.stdout.write(f"{found} differences")
        if found:
            raise CommandError("The index is out of step: run veturi search rebuild.")


def everything() -> Iterator[Named]:
    """All that is found, of every provider."""
    return chain.from_iterable(
        module.everything_of(provider)
        for provider in Provider.objects.order_by("pk")
        for module in (directory, encounters, placements)
    )

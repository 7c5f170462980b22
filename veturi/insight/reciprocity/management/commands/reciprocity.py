"""`veturi reciprocity try FILE.json`: the exchange of a written history."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from veturi.foundation.written import Field, Unreadable, one_of, read_file, record
from veturi.insight.reciprocity.rules import YEARS, Reciprocity, weigh
from veturi.ledger.histories import DEEDS, ON, WrittenDeed, read_past
from veturi.ledger.points import PROPOSED_WEIGHTS


class Command(BaseCommand):
    help = "Try the formula of reciprocity on a history written in a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["try"])
        parser.add_argument("file", type=Path)

    @no_translations
    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            found = try_history(read_file(file))
        except Unreadable as wrong:
            raise CommandError(f"{file}: {wrong}") from wrong
        self.stdout.write(json.dumps(found.as_data(), ensure_ascii=False, indent=1))


def _weigh(*, on: date, years: int, deeds: Sequence[WrittenDeed]) -> Reciprocity:
    return weigh(read_past(deeds).sums, on=on, years=years, weights=PROPOSED_WEIGHTS)


try_history = record(_weigh, ON, Field("years", one_of(YEARS), 1), DEEDS)

"""`veturi reciprocity try FILE.json`: the exchange of a written history."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from veturi.insight.reciprocity.rules import Reciprocity, weigh
from veturi.ledger.histories import NotAHistory, read_past
from veturi.ledger.points import PROPOSED_WEIGHTS


class Command(BaseCommand):
    help = "Try the formula of reciprocity on a history written in a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["try"])
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            history = json.loads(file.read_text(encoding="utf-8"))
            found = try_history(history)
        except (OSError, ValueError, KeyError, NotAHistory) as wrong:
            raise CommandError(f"{file}: {wrong}") from wrong
        self.stdout.write(json.dumps(found.as_data(), ensure_ascii=False, indent=1))


def try_history(history: dict[str, Any]) -> Reciprocity:
    return weigh(
        read_past(history.get("deeds", [])).sums,
        on=date.fromisoformat(history["on"]),
        years=int(history.get("years", 1)),
        weights=PROPOSED_WEIGHTS,
    )

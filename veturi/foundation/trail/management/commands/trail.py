"""`veturi trail check` goes through the chain; `veturi trail seal` seals what is new at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from veturi.foundation.trail.checking import check
from veturi.foundation.trail.models import Seal
from veturi.foundation.trail.sealing import seal_everything


class Command(BaseCommand):
    help = (
        "Check that nothing of the access log and of the history was changed, or seal what is new."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check", "seal"])
        parser.add_argument(
            "--digest", default="", help="One written down elsewhere: it must be in the chain."
        )

    def handle(self, *, verb: str, digest: str, **_options: Any) -> None:
        if verb == "seal":
            self.stdout.write(f"{seal_everything(at=timezone.now())} rows sealed")
            return
        report = check()
        self.stdout.write(
            f"{report.seals} seals, {report.rows} rows, {report.erased} erased,"
            f" {report.forgotten} forgotten, {report.unsealed} not sealed yet"
        )
        if report.broken:
            raise CommandError(f"The first that does not agree: {report.broken}.")
        self.stdout.write(f"All agree: {report.digest}")
        if digest and not Seal.objects.filter(digest=digest).exists():
            raise CommandError("The digest that was given is not in the chain.")

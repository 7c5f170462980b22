"""`veturi demo`: load the demo town into an empty database, and say how to come in."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from veturi.surfaces.demo.cast import SIZES
from veturi.surfaces.demo.people import PASSWORD, PEOPLE, THINGS_TO_TRY
from veturi.surfaces.demo.town import NotEmpty, load

ADDRESS = "http://127.0.0.1:8000"


class Command(BaseCommand):
    help = "Load the demo town into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the town's day, YYYY-MM-DD")
        parser.add_argument("--size", choices=SIZES, default="1k")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--if-empty", action="store_true", help="say nothing when it is not")

    def handle(
        self, *, today: date | None, size: str, seed: int, if_empty: bool, **_options: Any
    ) -> None:
        try:
            load(today=today or localdate(), size=SIZES[size], seed=seed)
        except NotEmpty:
            if if_empty:
                return
            raise CommandError(
                "There is data already: the demo town is loaded into an empty database only."
            ) from None
        self._welcome()

    def _welcome(self) -> None:
        self.stdout.write(f"{ADDRESS}/  ·  {ADDRESS}/demo/\n\n")
        for who in PEOPLE:
            self.stdout.write(f"{who.email:28} {PASSWORD}   {who.role.label}: {who.hint}")
        self.stdout.write("")
        for number, thing in enumerate(THINGS_TO_TRY, start=1):
            self.stdout.write(f"{number}. {thing}")

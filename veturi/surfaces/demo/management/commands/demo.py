"""`veturi demo`: load the demo town into an empty database, and say how to come in."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import localdate

from veturi.foundation.collecting import collected_seldom
from veturi.surfaces.demo import districts, town
from veturi.surfaces.demo.cast import SIZES, Size
from veturi.surfaces.demo.models import Loading
from veturi.surfaces.demo.people import PASSWORD, PEOPLE, THINGS_TO_TRY
from veturi.surfaces.demo.town import NotEmpty

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
        _refuse_broken_off()
        try:
            with collected_seldom():
                self._load(SIZES[size], today=today or localdate(), seed=seed)
        except NotEmpty:
            if if_empty:
                return
            raise CommandError(
                "There is data already: the demo town is loaded into an empty database only."
            ) from None
        self._welcome()

    def _load(self, size: Size, *, today: date, seed: int) -> None:
        if size.districts == 1:
            town.load(today=today, size=size, seed=seed)
            return
        began = time.monotonic()

        def tell(built: int) -> None:
            seconds = time.monotonic() - began
            deeds = f"{built * size.deeds:,}".replace(",", " ")
            self.stderr.write(f"{built} / {size.districts}: {deeds} deeds, {seconds:.0f} s")

        loading = districts.begin(size, at=timezone.now())
        districts.load(today=today, size=size, seed=seed, tell=tell)
        districts.end(loading, at=timezone.now())

    def _welcome(self) -> None:
        self.stdout.write(f"{ADDRESS}/  ·  {ADDRESS}/demo/\n\n")
        for who in PEOPLE:
            self.stdout.write(f"{who.email:28} {PASSWORD}   {who.role.label}: {who.hint}")
        self.stdout.write("")
        for number, thing in enumerate(THINGS_TO_TRY, start=1):
            self.stdout.write(f"{number}. {thing}")


def _refuse_broken_off() -> None:
    broken = Loading.objects.broken_off().first()
    if broken is not None:
        raise CommandError(
            f"Loading a town of {broken.size} began on {broken.began_at:%Y-%m-%d %H:%M} and was"
            " not finished: remove the database and load again."
        )

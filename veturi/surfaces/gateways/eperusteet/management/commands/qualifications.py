"""`veturi qualifications`: from the tables of this version, or from ePerusteet itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from veturi.cooperation.placements.actions.qualifications import take_over
from veturi.cooperation.placements.codes import local
from veturi.cooperation.placements.models import Part, Qualification, Unit
from veturi.surfaces.gateways.eperusteet.refusals import NoAnswer
from veturi.surfaces.gateways.eperusteet.service import ask


class Command(BaseCommand):
    help = "Take over qualifications and their units: the tables of this version, or ePerusteet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="source", choices=["tables", "eperusteet"], default="tables"
        )
        parser.add_argument(
            "--with-units",
            action="store_true",
            help="ask ePerusteet for the units of each qualification too: a question each",
        )

    def handle(self, *, source: str, with_units: bool, **_options: Any) -> None:
        if source == "tables":
            take_over(local.qualifications(), local.units(), local.parts())
        else:
            self._ask(with_units=with_units)
        self.stdout.write(
            f"{Qualification.objects.count()} qualifications, {Unit.objects.count()} units,"
            f" {Part.objects.count()} units in qualifications"
        )

    def _ask(self, *, with_units: bool) -> None:
        """All of the answer or nothing: a broken one changes nothing here."""
        try:
            answer = ask(at=timezone.now(), with_units=with_units)
        except NoAnswer as refusal:
            raise CommandError(str(refusal)) from refusal
        take_over(answer.qualifications, answer.units, answer.parts)

"""`veturi qualifications`: qualifications and units from the tables of this version."""

from typing import Any

from django.core.management.base import BaseCommand

from veturi.cooperation.placements.actions.qualifications import take_over
from veturi.cooperation.placements.codes import local
from veturi.cooperation.placements.models import Part, Qualification, Unit


class Command(BaseCommand):
    help = "Take over qualifications and their units from the tables of this version."

    def handle(self, **_options: Any) -> None:
        take_over(local.qualifications(), local.units(), local.parts())
        self.stdout.write(
            f"{Qualification.objects.count()} qualifications, {Unit.objects.count()} units,"
            f" {Part.objects.count()} units in qualifications"
        )

"""`veturi audit`: rebuild the tallies, replay the modules, print every difference."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from veturi.directory.models import Provider
from veturi.ledger.auditing import Module, differences


class Command(BaseCommand):
    help = "Rebuild the tallies from the deeds and ask each module what should stand there."

    def handle(self, **_options: Any) -> None:
        found = 0
        for provider in Provider.objects.order_by("slug"):
            for difference in differences(provider, modules()):
                found += 1
                self.stdout.write(
                    f"{provider.slug}: {difference.where} {difference.key}:"
                    f" kept {difference.kept}, expected {difference.expected}"
                )
        self.stdout.write(f"{found} differences")
        if found:
            raise CommandError("The ledger and its tallies differ.")


def modules() -> list[tuple[str, Module]]:
    """Each cooperation module answers for the deeds it says it did."""
    return [
        (app.label, import_module(f"{app.name}.reading").deeds_expected)
        for app in apps.get_app_configs()
        if app.name.startswith("veturi.cooperation.")
    ]

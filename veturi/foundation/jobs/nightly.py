"""Work of the night: each name once for each night, however many workers there are."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from veturi.foundation.jobs.models import NightlyRun


def once_a_night(name: str, slot: date) -> bool:
    """Claim the night; false when it was claimed before. The claim shares the caller's fate."""
    _run, is_mine = NightlyRun.objects.get_or_create(name=name, slot=slot)
    return is_mine


def run(name: str) -> None:
    """Called by the schedule: the work named in NIGHTLY, in one transaction with its claim."""
    on = timezone.localdate()
    work = import_string(settings.NIGHTLY[name])
    with transaction.atomic():
        if once_a_night(name, on):
            work(on=on)

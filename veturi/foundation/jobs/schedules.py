"""What the worker does by the clock."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_q.models import Schedule

WAKE = "veturi: wake quiet jobs"
NIGHT = "veturi: nightly "
AT_NIGHT = time(2, 30)


def see_to_schedules(*, at: datetime) -> None:
    """Make the schedules as the settings have them; when each runs next stays as it was."""
    nights = {NIGHT + name: _nightly(name, at) for name in settings.NIGHTLY}
    wanted = {WAKE: _every_minute(at), **nights}
    Schedule.objects.filter(name__startswith=NIGHT).exclude(name__in=wanted).delete()
    for name, how in wanted.items():
        Schedule.objects.get_or_create(name=name, defaults=how)


def _every_minute(at: datetime) -> dict[str, Any]:
    return {
        "func": "veturi.foundation.jobs.actions.wake_quiet_jobs",
        "schedule_type": Schedule.MINUTES,
        "minutes": 1,
        "next_run": at,
    }


def _nightly(name: str, at: datetime) -> dict[str, Any]:
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    return {
        "func": "veturi.foundation.jobs.nightly.run",
        "args": repr((name,)),
        "schedule_type": Schedule.DAILY,
        "next_run": timezone.make_aware(datetime.combine(tomorrow, AT_NIGHT)),
    }

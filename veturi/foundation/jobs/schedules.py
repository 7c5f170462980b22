"""What the worker does by the clock."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_q.models import Schedule

OURS = "veturi: "
NIGHT = "veturi: nightly "
AT_NIGHT = time(2, 30)


def see_to_schedules(*, at: datetime) -> None:
    """Make the schedules as the settings have them; when each runs next stays as it was."""
    minutes = {OURS + name: _minutely(step, at) for name, step in settings.EVERY_MINUTE.items()}
    nights = {NIGHT + name: _nightly(name, at) for name in settings.NIGHTLY}
    wanted = {**minutes, **nights}
    Schedule.objects.filter(name__startswith=OURS).exclude(name__in=wanted).delete()
    for name, how in wanted.items():
        Schedule.objects.get_or_create(name=name, defaults=how)


def _minutely(step: str, at: datetime) -> dict[str, Any]:
    return {
        "func": step,
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
        "next_run": timezone.make_aware(
            datetime.combine(tomorrow, settings.NIGHTLY_AT.get(name, AT_NIGHT))
        ),
    }
